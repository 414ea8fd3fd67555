import { afterEach, describe, expect, it } from 'vitest';
import { rosterContract } from '../contracts/roster.contract.ts';
import { meetingId, openStubWorld } from '../support/stub-world.ts';

rosterContract('Teams, on the stub connector', async () => {
  const { roster, stub, members } = await openStubWorld({ pageSize: 3 });
  return { roster, tenant: stub.tenant, conversation: meetingId, members, close: stub.close };
});

describe('the list of members', () => {
  let world: Awaited<ReturnType<typeof openStubWorld>>;
  const open = async (pageSize = 200) => {
    world = await openStubWorld({ pageSize });
    return world;
  };
  const asked = () => world.stub.requests.filter(request => request.path.endsWith('/pagedmembers')).length;
  afterEach(() => world.stub.close());

  it('is asked for page by page', async () => {
    const { roster, stub, members } = await open(4);
    expect(await roster.members(stub.tenant, meetingId)).toEqual(members);
    expect(asked()).toBe(3);
  });

  it('is a minute old at most', async () => {
    const { roster, stub, pass } = await open();
    await roster.members(stub.tenant, meetingId);
    stub.groupChat(meetingId, ['wijkagent']);
    pass(59_000);
    expect(await roster.members(stub.tenant, meetingId)).toHaveLength(8);
    pass(1_000);
    expect(await roster.members(stub.tenant, meetingId)).toEqual([
      { person: world.entraId('wijkagent'), name: 'wijkagent' },
    ]);
  });

  it('is asked for again when somebody came or went', async () => {
    const { roster, stub } = await open();
    await roster.members(stub.tenant, meetingId);
    stub.groupChat(meetingId, ['wijkagent', 'tolk']);
    roster.forget(stub.tenant, meetingId);
    expect(await roster.members(stub.tenant, meetingId)).toHaveLength(2);
  });

  it('is asked for once by many at the same moment', async () => {
    const { roster, stub } = await open();
    await Promise.all(Array.from({ length: 20 }, () => roster.members(stub.tenant, meetingId)));
    expect(asked()).toBe(1);
  });

  it('is not remembered when it could not be had', async () => {
    const { roster, stub } = await open();
    stub.fault({ method: 'GET', status: 503 });
    await expect(roster.members(stub.tenant, meetingId)).rejects.toMatchObject({
      code: 'serverError',
      retryable: true,
    });
    expect(await roster.members(stub.tenant, meetingId)).toHaveLength(8);
  });

  it('stops at a connector that keeps giving the same page', async () => {
    const { roster, stub } = await open();
    const page = { members: [{ id: '29:x', name: 'x' }], continuationToken: 'same' };
    stub.fault({ method: 'GET', status: 200, body: page, times: 100 });
    expect(await roster.members(stub.tenant, meetingId)).toEqual([]);
    expect(asked()).toBe(2);
  });

  it('refuses a page that has no members in it', async () => {
    const { roster, stub } = await open();
    stub.fault({ method: 'GET', status: 200, body: {} });
    await expect(roster.members(stub.tenant, meetingId)).rejects.toMatchObject({ code: 'badAnswer' });
  });

  it('finds the Teams id of a person and the person of a Teams id, not of anonymous people', async () => {
    const { roster, stub, entraId } = await open();
    const person = entraId('tolk');
    expect(await roster.teamsIdOf(stub.tenant, meetingId, person)).toBe('29:tolk');
    expect(await roster.find(stub.tenant, meetingId, { teamsId: '29:tolk' })).toEqual({
      person,
      name: 'tolk',
      teamsId: '29:tolk',
    });
    expect(await roster.find(stub.tenant, meetingId, { teamsId: '29:gast' })).toBeUndefined();
    expect(await roster.teamsIdOf(stub.tenant, meetingId, entraId('buitenstaander'))).toBeUndefined();
  });
});
