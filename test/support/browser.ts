import { existsSync } from 'node:fs';

/**
 * Path of a Chromium: `CHROMIUM` when it's set, an installed one, else the one that comes from npm. That one is unpacked to
 * /tmp at the first call (about two seconds): call this once before parallel workers do.
 */
export async function browserPath(): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error('CHROMIUM names a file that does not exist');
    return named;
  }
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return installed ?? fromNpm();
}

async function fromNpm(): Promise<string> {
  const bare = !existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so') || !existsSync('/usr/share/fonts');
  // Read while the package is imported: with it, the NSS libraries and a font are unpacked too.
  if (bare) process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  // Its font configuration names /tmp/fonts, whatever TMPDIR says.
  process.env.TMPDIR = '/tmp';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

/** What a headless Chromium needs in a container; nothing that talks to the outside. */
export const browserArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
