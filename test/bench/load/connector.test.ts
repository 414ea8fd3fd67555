import { describe, expect, it } from 'vitest';
import { createLoadConnector } from './connector.ts';
import { peopleOf } from './country.ts';
import { createWindow } from './limits.ts';

describe('a window that slides along', () => {
  it('counts what comes within it, by key, and each time that it is one too many', () => {
    const window = createWindow({ most: 2, windowMs: 1_000 });
    for (const at of [0, 400, 1_000, 1_399]) window.add('chat', at);
    expect(window.counted()).toEqual({ most: 3, exceeded: 1 });
    for (const at of [1_000, 1_001]) window.add('another chat', at);
    window.add('chat', 5_000);
    expect(window.counted()).toEqual({ most: 3, exceeded: 1 });
  });
});

describe('a country', () => {
  it('has houses of their own people, each at one table', () => {
    const groups = peopleOf({ tenants: 3, conferences: 7, people: 5 });
    expect(groups).toHaveLength(7);
    expect(new Set(groups.map(({ tenant }) => tenant)).size).toBe(3);
    const everybody = groups.flatMap(({ chair, partners }) => [chair, ...partners]);
    for (const id of ['name', 'teamsId', 'entraId'] as const)
      expect(new Set(everybody.map(person => person[id])).size).toBe(35);
    expect(everybody.every(({ entraId }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(entraId))).toBe(true);
  });
});

describe('the fake of the Bot Connector for many houses', () => {
  const groups = peopleOf({ tenants: 2, conferences: 2, people: 3 });

  async function openChats() {
    const connector = await createLoadConnector(0, () => 1_000);
    const heard: string[] = [];
    for (const [number, { chair, partners }] of groups.entries())
      connector.groupChat(`19:chat-${number}`, [chair, ...partners], {
        posted: (id, body) => heard.push(`posted ${number} ${id} ${body}`),
        edited: (id, body) => heard.push(`edited ${number} ${id} ${body}`),
      });
    const call = async (method: string, path: string, body?: unknown) => {
      const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await fetch(`${connector.url}/v3/conversations${path}`, init);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    return { connector, heard, call };
  }

  it('posts, edits, tells who is there and makes personal chats, as the real one does', async () => {
    const { connector, heard, call } = await openChats();
    const chat = `/${encodeURIComponent('19:chat-0')}`;
    const { status, body } = await call('POST', `${chat}/activities`, { text: 'a' });
    expect(status).toBe(201);
    expect((await call('PUT', `${chat}/activities/${body.id}`, { text: 'b' })).status).toBe(200);
    expect(heard).toEqual([`posted 0 ${body.id} {"text":"a"}`, `edited 0 ${body.id} {"text":"b"}`]);
    const { members } = (await call('GET', `${chat}/pagedmembers?pageSize=200`)).body;
    const [chair] = groups;
    expect(members).toHaveLength(3);
    expect(members).toContainEqual(expect.objectContaining({ aadObjectId: chair?.chair.entraId }));
    const personal = await call('POST', '', { members: [{ id: chair?.chair.teamsId }] });
    expect((await call('POST', `/${encodeURIComponent(String(personal.body.id))}/activities`, {})).status).toBe(201);
    expect(connector.figures()).toMatchObject({ edits: 1, wrong: 0 });
    await connector.close();
  });

  it('counts what Teams would refuse: a ninth message in two seconds, the fifty-first request for a tenant, a chat that is not there', async () => {
    const { connector, call } = await openChats();
    const chats = groups.map((_, number) => `/${encodeURIComponent(`19:chat-${number}`)}`);
    for (let message = 0; message < 9; message++) await call('POST', `${chats[0]}/activities`, {});
    await call('POST', `${chats[1]}/activities`, {});
    expect(connector.figures().chat).toEqual({ most: 9, exceeded: 1 });
    expect(connector.figures().tenant).toEqual({ most: 9, exceeded: 0 });
    for (let question = 0; question < 50; question++) await call('GET', `${chats[1]}/pagedmembers`);
    expect(connector.figures().tenant).toEqual({ most: 51, exceeded: 1 });
    expect((await call('POST', '/nowhere/activities', {})).status).toBe(404);
    expect(connector.figures().wrong).toBe(1);
    await connector.close();
  });
});
