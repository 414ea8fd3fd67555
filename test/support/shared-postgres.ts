import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Names the address at which a worker asks for the server that all share. Not set outside vitest. */
const sharedVariable = 'TEST_SHARED_POSTGRES';
/** A database on it with the schema and nothing else, to copy. */
export const madeDatabase = 'rondetafel_made';

/** One server for all test files, started when the first of them asks; most runs of a single file never do. Resolves with what stops it. */
export async function offerPostgres(): Promise<() => Promise<void>> {
  let started: ReturnType<typeof start> | undefined;
  const desk = createServer((_request, response) => {
    started ??= start();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
  await new Promise<void>(resolve => desk.listen(0, '127.0.0.1', resolve));
  const { port } = desk.address() as AddressInfo;
  process.env[sharedVariable] = `http://127.0.0.1:${port}`;
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await started?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
}

/** The address of that server's own database; undefined outside vitest. */
export async function askForPostgres(): Promise<string | undefined> {
  const desk = process.env[sharedVariable];
  if (desk === undefined) return undefined;
  const answer = await fetch(desk);
  const said = await answer.text();
  if (!answer.ok) throw new Error(`the shared server did not start: ${said}`);
  return said;
}

/** What it needs is loaded by whoever asks first: it takes a second. */
async function start() {
  const { startServer } = await import('./postgres-server.ts');
  const { fillServerDatabase } = await import('./make-database.ts');
  const server = await startServer();
  await fillServerDatabase(server.url, madeDatabase);
  return server;
}
