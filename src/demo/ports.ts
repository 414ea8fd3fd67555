import { createServer } from 'node:net';

/** Can something listen on this port, on the loopback address and on all addresses? */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host !== undefined && { host }) }, () => server.close(() => resolve(true)));
  });
}
