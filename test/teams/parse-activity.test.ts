import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activitySchema } from '../../src/teams/activity-schema.ts';
import { parseActivity } from '../../src/teams/parse-activity.ts';
import { verbsUnderTest } from '../cards/verb-inputs.ts';
import { executeActivity, groupActivity, tenant, wijkagent } from '../support/activities.ts';

const parse = (activity: unknown) => parseActivity(activitySchema.parse(activity));
const execute = (data: unknown, verb: unknown = 'risk.raise') =>
  parse(executeActivity({ action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }));

const conversation = {
  tenant,
  id: '19:meeting@thread.v2',
  kind: 'groupChat',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  botId: '28:rondetafel',
};
const sender = { teamsId: '29:wijkagent', name: 'wijkagent', person: wijkagent };

describe('a press', () => {
  it('has the token, the verb and the inputs of the card, and who pressed where', () => {
    expect(execute({ token: 't1', what: ' Geweld ', msteams: {} })).toEqual({
      kind: 'press',
      conversation,
      activityId: 'f087ab80-6c4d-44a1-a180-50c5b480b4e7',
      sender,
      token: 't1',
      verb: 'risk.raise',
      values: { what: ' Geweld ' },
      request: { kind: 'command', command: { verb: 'risk.raise', what: 'Geweld' } },
      submitted: false,
    });
  });

  it.each([
    [{ type: 'clientInfo', platform: 'iOS', country: 'NL' }, 'msteams/ios'],
    [{ type: 'clientInfo', platform: 'Windows' }, 'msteams/windows'],
    [{ type: 'clientInfo', platform: '<b>7</b>' }, undefined],
    [{ type: 'clientInfo' }, undefined],
  ])('says from what kind of device, as far as we know it: %j', (info, client) => {
    const parsed = parse({ ...executeActivity({ action: { verb: 'risk.raise', data: {} } }), entities: [info] });
    expect('client' in parsed ? parsed.client : undefined).toBe(client);
  });

  it('comes from an Action.Submit as a message with a value', () => {
    const value = { token: 't1', verb: 'risk.raise', what: 'Geweld' };
    expect(parse(groupActivity({ text: undefined, entities: undefined, value }))).toMatchObject({
      kind: 'press',
      token: 't1',
      verb: 'risk.raise',
      values: { what: 'Geweld' },
      submitted: true,
    });
  });

  it.each<[string, unknown]>([
    ['no value', undefined],
    ['a text', 'x'],
    ['a list', []],
    ['no action', { trigger: 'manual' }],
    ['an action that is a text', { action: 'x' }],
    ['data that is a list', { action: { verb: 'risk.raise', data: [1] } }],
    ['a token that is an object', { action: { verb: 'risk.raise', data: { token: {} } } }],
    ['an empty token', { action: { verb: 'risk.raise', data: { token: '' } } }],
    ['a token of 10,000 characters', { action: { verb: 'risk.raise', data: { token: 'x'.repeat(10_000) } } }],
    ['a verb that is a number', { action: { verb: 7, data: null } }],
  ])('with %s is a press without a token', (_name, value) => {
    const parsed = parse(executeActivity(value));
    expect(parsed).toMatchObject({ kind: 'press', request: { kind: 'invalid' } });
    expect(parsed).not.toHaveProperty('token');
  });

  it('says which inputs it does not understand, beside what else is wrong', () => {
    expect(execute({ token: 't', what: { a: 1 }, severity: 'x'.repeat(1001) })).toMatchObject({
      request: {
        kind: 'invalid',
        refusals: [
          { code: 'notUnderstood', item: 'what' },
          { code: 'tooLong', item: 'severity' },
        ],
      },
    });
  });

  it('says which message the card stands in, when the channel does', () => {
    const value = { action: { verb: 'step.next', data: {} } };
    expect(parse(executeActivity(value, { replyToId: '1700000000001' }))).toHaveProperty('messageId', '1700000000001');
    expect(parse(groupActivity({ value: {}, replyToId: '17' }))).toHaveProperty('messageId', '17');
    expect(parse(executeActivity(value, { replyToId: undefined }))).not.toHaveProperty('messageId');
  });

  it('takes the verb of the action, not one from the data', () => {
    expect(execute({ verb: 'conference.close' }, 'step.next')).toMatchObject({ verb: 'step.next' });
    expect(execute({ verb: 'conference.close' }, null)).toMatchObject({ verb: 'conference.close' });
  });

  it.each(['De jongen slaat zijn moeder', 'risk.raise ', 'toString', '__proto__', ''])(
    'has no verb that a client made up: %j',
    verb => {
      const press = { kind: 'press', verb: 'unknown', request: { kind: 'invalid' } };
      expect(execute({ token: 't' }, verb)).toMatchObject(press);
      expect(parse(groupActivity({ text: undefined, entities: undefined, value: { verb } }))).toMatchObject(press);
    },
  );

  it('has every verb that a card of ours carries', () => {
    const verbs = [...verbsUnderTest.map(({ verb }) => verb), 'form.show', 'reading.show', 'summary.request'];
    for (const verb of [
      ...verbs,
      'board.show',
      'timeline.show',
      'caseload.show',
      'availability.set',
      'summary.post',
      'wording.take',
      'wording.drop',
    ])
      expect(execute({}, verb)).toMatchObject({ verb });
  });

  it('of somebody without an Entra id has no person', () => {
    const from = { id: '29:gast', name: 'Gast' };
    const parsed = parse(executeActivity({ action: { verb: 'step.next', data: {} } }, { from }));
    expect(parsed).toMatchObject({ kind: 'press', sender: { teamsId: '29:gast', name: 'Gast' } });
  });

  it('does not take an id that is no Entra id for a person', () => {
    const from = { id: '29:x', name: 'x', aadObjectId: 'rondetafel' };
    const parsed = parse(executeActivity({ action: { verb: 'step.next', data: {} } }, { from }));
    expect(parsed).toHaveProperty('sender', { teamsId: '29:x', name: 'x' });
  });

  it('from any JSON value is read without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, submit) => {
        const activity = submit ? groupActivity({ value }) : executeActivity(value);
        expect(['press', 'typed']).toContain(parse(activity).kind);
      }),
    );
  });
});

describe('a typed message', () => {
  it('has its text and the mentions in it', () => {
    const mentioned = { id: '29:behandelaar', name: 'Behandelaar', aadObjectId: wijkagent.toUpperCase() };
    const entities = [
      ...groupActivity().entities,
      { type: 'mention', text: '<at>Behandelaar</at>', mentioned },
      { type: 'mention', text: '<at>Gast</at>', mentioned: { id: '29:gast' } },
      { type: 'mention', text: 'broken' },
      null,
    ];
    expect(parse(groupActivity({ entities }))).toEqual({
      kind: 'typed',
      conversation,
      activityId: 'f087ab80-6c4d-44a1-a180-50c5b480b4e7',
      sender,
      text: '<at>Rondetafel</at> volgende',
      mentions: [
        { text: '<at>Rondetafel</at>', teamsId: '28:rondetafel', bot: true },
        { text: '<at>Behandelaar</at>', teamsId: '29:behandelaar', bot: false, person: wijkagent },
        { text: '<at>Gast</at>', teamsId: '29:gast', bot: false },
      ],
    });
  });

  it('in a group that does not mention the bot is not for the bot', () => {
    expect(parse(groupActivity({ entities: [] }))).toEqual({ kind: 'ignored' });
  });

  it('in a personal chat needs no mention, and the chat belongs to the sender', () => {
    const personal = { id: 'a:1', conversationType: 'personal', tenantId: tenant };
    expect(parse(groupActivity({ conversation: personal, entities: undefined, text: 'help' }))).toMatchObject({
      kind: 'typed',
      conversation: { kind: 'personal', person: wijkagent },
    });
  });

  it('finds the tenant in the channel data when the conversation has none', () => {
    const bare = { id: '19:meeting@thread.v2', conversationType: 'groupChat' };
    expect(parse(groupActivity({ conversation: bare }))).toMatchObject({ conversation: { tenant } });
  });
});

describe('other activities', () => {
  it('coming and going makes the list of members old', () => {
    const membersAdded = [{ id: '29:behandelaar' }];
    expect(parse(groupActivity({ type: 'conversationUpdate', membersAdded }))).toEqual({
      kind: 'membership',
      conversation,
      removed: false,
    });
    expect(parse(groupActivity({ type: 'installationUpdate', action: 'add' }))).toMatchObject({ removed: false });
  });

  it('tells when the bot itself was taken out', () => {
    const membersRemoved = [{ id: '28:rondetafel' }];
    expect(parse(groupActivity({ type: 'conversationUpdate', membersRemoved }))).toMatchObject({ removed: true });
    expect(parse(groupActivity({ type: 'installationUpdate', action: 'remove' }))).toMatchObject({ removed: true });
  });

  it.each(['messageReaction', 'messageUpdate', 'typing', 'event', 'constructor'])('%s is ignored', type => {
    expect(parse(groupActivity({ type }))).toEqual({ kind: 'ignored' });
  });

  it('an invoke that is no button of a card is not known', () => {
    expect(parse(executeActivity({}, { name: 'task/fetch' }))).toEqual({ kind: 'unknownInvoke' });
  });

  it('what the bot itself sent is ignored', () => {
    expect(parse(groupActivity({ from: { id: '28:rondetafel' } }))).toEqual({ kind: 'ignored' });
  });

  it.each(['conversation', 'recipient', 'serviceUrl', 'from', 'id'])('a message without %s is ignored', field => {
    expect(parse(groupActivity({ [field]: undefined }))).toEqual({ kind: 'ignored' });
  });

  it('without a tenant there is no conversation', () => {
    const bare = { id: '19:meeting@thread.v2', conversationType: 'groupChat' };
    expect(parse(groupActivity({ conversation: bare, channelData: undefined }))).toEqual({ kind: 'ignored' });
  });
});
