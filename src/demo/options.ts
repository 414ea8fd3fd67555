import { parseArgs } from 'node:util';

export interface DemoOptions {
  readonly help: boolean;
  readonly headless: boolean;
  /** A case file, or the name of one that comes with the demo; undefined for the usual one. */
  readonly caseFile: string | undefined;
  /** How many conferences of the case, from the first on; undefined for as many as usual. */
  readonly conferences: number | 'all' | undefined;
  /** Where the minutes go. */
  readonly out: string;
  readonly botPort: number;
  readonly playgroundPort: number;
  /** The pages for a person: the chair's, and behind it the action owner's. */
  readonly chairPort: number;
  readonly ownerPort: number;
  readonly paceMs: number;
}

export const usage = `npm run demo -- [options]

  --headless            play the case, say where the minutes are, and end
  --case NAME           casus-x (the usual one), janna, or a case file of the
                        same form; of a case that you name, all conferences
  --conference N        play up to and including the Nth conference, or "all"
  --out DIR             where the minutes go (./data/demo-minutes)
  --port N              of the bot (3978, or PORT)
  --playground-port N   of the Agents Playground (56150); the two pages to
                        look at come on the two ports after it
  --pace SECONDS        between two steps (1; headless 0)
  --help                this text
`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      headless: { type: 'boolean', default: false },
      case: { type: 'string' },
      conference: { type: 'string' },
      out: { type: 'string', default: './data/demo-minutes' },
      port: { type: 'string', default: env.PORT || '3978' },
      'playground-port': { type: 'string', default: '56150' },
      pace: { type: 'string' },
    },
  });
  const playgroundPort = portFrom('--playground-port', values['playground-port'], 65_533);
  const pace = Number(values.pace ?? (values.headless ? 0 : 1));
  if (!(pace >= 0)) throw new Error(`--pace takes a number of seconds, not "${values.pace}"`);
  return {
    help: values.help,
    headless: values.headless,
    caseFile: values.case,
    conferences: values.conference === undefined ? undefined : conferencesFrom(values.conference),
    out: values.out,
    botPort: portFrom('--port', values.port, 65_535),
    playgroundPort,
    chairPort: playgroundPort + 1,
    ownerPort: playgroundPort + 2,
    paceMs: pace * 1_000,
  };
}

function portFrom(option: string, text: string, highest: number): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= highest) return port;
  throw new Error(`${option} takes a port number up to ${highest}, not "${text}"`);
}

function conferencesFrom(text: string): number | 'all' {
  const count = Number(text);
  if (text === 'all' || (Number.isInteger(count) && count > 0)) return text === 'all' ? text : count;
  throw new Error(`--conference takes a number from 1, or "all", not "${text}"`);
}
