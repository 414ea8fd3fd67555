import { registerHooks } from 'node:module';

/**
 * Loaded into the bot before anything of its own (`--import`): where `BENCH_WITHOUT` names a layer, the module that is that layer is taken
 * from `without/`, in which it does nothing. The bot itself is as it always is and has no switches.
 */
const layers: Readonly<Record<string, readonly [module: string, inItsPlace: string]>> = {
  roster: ['/src/teams/roster.ts', './without/roster.ts'],
  numbers: ['/src/application/typed-numbers.ts', './without/numbers.ts'],
  sealing: ['/src/storage/sealing.ts', './without/sealing.ts'],
  chains: ['/src/storage/audit/chain.ts', './without/chains.ts'],
  access: ['/src/storage/audit/access-log.ts', './without/access.ts'],
  dedupe: ['/src/storage/event-store.ts', './without/dedupe.ts'],
  // No layer less: production, with an issuer of our own in Microsoft's place.
  microsoft: ['/src/teams/authentication.ts', './without/microsoft.ts'],
  // Nor here: time that passes faster.
  clock: ['/src/clock.ts', './without/clock.ts'],
};

const folder = new URL('./without/', import.meta.url).href;
const replaced = new Map<string, { readonly layer: string; readonly inItsPlace: string }>();
for (const layer of (process.env.BENCH_WITHOUT ?? '').split(',').filter(name => name !== '')) {
  const found = layers[layer];
  if (found === undefined) throw new Error(`no layer is called ${layer}`);
  const [module, inItsPlace] = found;
  const is = new URL(`../..${module}`, import.meta.url).href;
  replaced.set(is, { layer, inItsPlace: new URL(inItsPlace, import.meta.url).href });
}
const said = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const found = replaced.get(resolved.url);
    // What stands in a module's place may use the rest of it.
    if (found === undefined || context.parentURL?.startsWith(folder)) return resolved;
    if (!said.has(found.layer)) process.stdout.write(`without ${found.layer}\n`);
    said.add(found.layer);
    return { ...resolved, url: found.inItsPlace };
  },
});
