import { afterEach, describe, expect, it } from 'vitest';
import { createTeamsServer, type TeamsServer, type TeamsServerOptions } from '../../src/teams/create-server.ts';
import { openStubWorld } from '../support/stub-world.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(options: Partial<TeamsServerOptions>): Promise<{ server: TeamsServer; origin: string }> {
  const world = await openStubWorld();
  const server = createTeamsServer({
    ...world,
    words: { failed: () => ({}), notDelivered: () => '' },
    rondetafel: {
      press: async () => ({}),
      typed: async () => [],
      seen: async () => undefined,
      added: async () => undefined,
    },
    ...options,
  } as TeamsServerOptions);
  const origin = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  open.push(
    () => server.close(),
    () => world.stub.close(),
  );
  return { server, origin };
}
const statusOf = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers }).then(({ status }) => status);

describe('for monitors', () => {
  it('/readyz says no until it has started, and when the database is away', async () => {
    let [ready, healthy] = [false, true];
    const { origin } = await serve({ ready: () => ready, healthy: async () => healthy });
    expect(await statusOf(`${origin}/healthz`)).toBe(200);
    expect(await statusOf(`${origin}/readyz`)).toBe(503);
    ready = true;
    expect(await statusOf(`${origin}/readyz`)).toBe(200);
    healthy = false;
    expect(await statusOf(`${origin}/readyz`)).toBe(503);
  });

  it('/metrics is for whoever brings the token', async () => {
    const token = 'a-token-of-at-least-twenty';
    const { origin } = await serve({ metrics: { render: async () => 'rondetafel_ready 1\n', access: { token } } });
    expect(await statusOf(`${origin}/metrics`)).toBe(404);
    expect(await statusOf(`${origin}/metrics`, { authorization: `Bearer ${token}x` })).toBe(404);
    const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.text()]).toEqual([200, 'rondetafel_ready 1\n']);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('/metrics without a token is for this machine, and not for what an ingress passes on', async () => {
    const { origin } = await serve({ metrics: { render: async () => 'x 1\n', access: {} } });
    expect(await statusOf(`${origin}/metrics`)).toBe(200);
    expect(await statusOf(`${origin}/metrics`, { 'x-forwarded-for': '203.0.113.9' })).toBe(404);
    expect(await statusOf(`${origin}/metrics`, { forwarded: 'for=203.0.113.9' })).toBe(404);
  });

  it('tells of every answer by route and status', async () => {
    const told: string[] = [];
    const { origin } = await serve({ answered: (route, status) => told.push(`${route} ${status}`) });
    await fetch(`${origin}/healthz`);
    await fetch(`${origin}/anything-at-all`);
    await fetch(`${origin}/api/messages`, { method: 'POST', body: 'x' });
    expect(told).toEqual(['healthz 200', 'other 404', 'messages 415']);
  });

  it('pages that the app links to are plain text', async () => {
    const { origin } = await serve({ pages: { '/privacy': 'Wij bewaren.\n' } });
    const answer = await fetch(`${origin}/privacy`);
    expect([answer.status, await answer.text()]).toEqual([200, 'Wij bewaren.\n']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
