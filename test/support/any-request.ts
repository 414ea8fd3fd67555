import fc from 'fast-check';
import { typedCommands } from '../../src/teams/parse-typed.ts';
import { verbsUnderTest } from '../cards/verb-inputs.ts';

/** One HTTP request to the bot as a fuzzer makes it. */
export interface AnyRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a request may point at; the numbers in `§token:3` and `§message:3` choose from what stands in the chat when it is sent. */
export interface FuzzGround {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly botId: string;
  readonly chats: readonly string[];
  readonly people: readonly { readonly teamsId: string; readonly entraId?: string; readonly name: string }[];
  /** Words that may never come back in a log line. */
  readonly canaries: readonly string[];
}

/** Words that have broken programs before. */
const nasty: readonly string[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u00a0',
    '\u200b',
    '\u202eomgekeerd',
    '\ud800',
    'e\u0301'.repeat(100),
    '👨‍👩‍👧‍👦',
    '😀'.repeat(600),
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'object Object'],
  ...['$' + '{x}', '{{DATE(2026-01-01)}}', '<at>Rondetafel</at>', '[klik](https://evil.example)', '=HYPERLINK("x")'],
  ...['../../../etc/passwd', "'; drop table events; --", '%00', '\\u0000', '&lt;b&gt;', '<script>', '\r\nX-Header: x'],
  ...['0', '-1', '1e309', '99999999999999999999', '0x10', '2026-02-30', '9999-12-31T25:61', 'P1000000D'],
  ...[
    'R1',
    'F1,F2,F3,F4',
    'A1',
    'P1',
    'S1',
    'W1',
    'R999999',
    'f1',
    'ZVH-2026-002',
    'a'.repeat(3_000),
    ' \t'.repeat(20_000),
  ],
  ...[
    `risico: ${'a '.repeat(5_000)}`,
    'actie: x @ vóór '.repeat(500),
    `start ${'Z'.repeat(2_000)}`,
    '<at>'.repeat(10_000),
  ],
];

const verbs = [
  ...new Set(verbsUnderTest.map(({ verb }) => verb)),
  'form.show',
  'summary.request',
  'reading.show',
  'timeline.show',
  'summary.post',
  'wording.take',
  'wording.drop',
];
const inputs = verbsUnderTest.flatMap(({ inputs: of }) => Object.entries(of).map(([id, { value }]) => ({ id, value })));

/** Requests that look like what Teams sends, with anything wrong in any place. Depends on nothing but the seed it is drawn with. */
export function anyRequest(ground: FuzzGround): fc.Arbitrary<AnyRequest> {
  const words = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...nasty) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(...ground.canaries) },
  );
  const junk = fc.oneof(
    words,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308),
    fc.constant([]),
    fc.constant({}),
    fc.jsonValue({ maxDepth: 3 }),
    fc.integer({ min: 2, max: 60 }).map(nested),
  );
  /** Mostly right, sometimes anything, sometimes not there. */
  const mostly = <Value>(right: fc.Arbitrary<Value>, weight = 30): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight, arbitrary: right },
      { weight: 1, arbitrary: junk },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );

  const person = fc.constantFrom(...ground.people);
  const account = person.chain(({ teamsId, entraId, name }) =>
    fc.record({
      id: mostly(fc.constant(teamsId)),
      aadObjectId: mostly(fc.constant(entraId)),
      name: mostly(fc.constant(name)),
    }),
  );
  const conversation = fc.constantFrom(...ground.chats).chain(id =>
    fc.record({
      id: mostly(fc.constant(id)),
      tenantId: mostly(fc.constant(ground.tenant)),
      conversationType: mostly(fc.constantFrom('groupChat', 'groupChat', 'personal', 'channel')),
      isGroup: mostly(fc.boolean()),
    }),
  );
  const botMention = {
    type: 'mention',
    text: '<at>Rondetafel</at>',
    mentioned: { id: ground.botId, name: 'Rondetafel' },
  };
  const mention = fc.record({
    type: mostly(fc.constant('mention')),
    text: mostly(fc.constantFrom('<at>wijkagent</at>', '<at>x</at>')),
    mentioned: mostly(account),
  });
  const common = {
    id: mostly(fc.uuid()),
    channelId: mostly(fc.constant('msteams')),
    serviceUrl: mostly(fc.constant(ground.serviceUrl), 60),
    from: mostly(account),
    recipient: mostly(fc.constant({ id: ground.botId, name: 'Rondetafel' })),
    conversation: mostly(conversation, 60),
    channelData: mostly(
      fc.record({ tenant: mostly(fc.constant({ id: ground.tenant })), meeting: mostly(fc.constant({ id: 'M' })) }),
    ),
    replyToId: mostly(
      fc.nat({ max: 20 }).map(index => `§message:${index}`),
      3,
    ),
    locale: mostly(fc.constantFrom('nl-NL', 'en-US'), 5),
  };

  const input = fc
    .constantFrom(...inputs)
    .chain(({ id, value }) =>
      fc.tuple(
        fc.oneof({ weight: 9, arbitrary: fc.constant(id) }, { weight: 1, arbitrary: words }),
        mostly(fc.constant(value), 2),
      ),
    );
  const data = fc
    .record({
      token: mostly(fc.nat({ max: 40 }).map(index => `§token:${index}`)),
      given: fc.array(input, { maxLength: 8 }),
    })
    .map(({ token, given }) => ({ token, ...Object.fromEntries(given) }));
  const verb = mostly(fc.constantFrom(...verbs));

  const press = fc.record({
    ...common,
    type: fc.constant('invoke'),
    name: mostly(fc.constant('adaptiveCard/action')),
    value: mostly(
      fc.record({
        action: mostly(fc.record({ type: mostly(fc.constant('Action.Execute')), verb, data: mostly(data) })),
        trigger: mostly(fc.constant('manual')),
      }),
    ),
  });
  const submit = fc.record({
    ...common,
    type: fc.constant('message'),
    value: mostly(fc.tuple(data, verb).map(([given, named]) => ({ ...given, verb: named }))),
  });
  const command = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(typedCommands)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'start ZVH-2026-003 Top X',
        'R1 hoog',
        'P1 6',
        'risico: geweld',
        'actie: bellen @ vóór vrijdag',
        'verlof morgen',
      ),
    },
    { weight: 3, arbitrary: words },
  );
  const said = fc.record({
    ...common,
    type: fc.constant('message'),
    text: mostly(command.map(text => `<at>Rondetafel</at> ${text}`)),
    entities: mostly(fc.array(mention, { maxLength: 3 }).map(others => [botMention, ...others])),
    attachments: mostly(fc.constant(undefined), 5),
  });
  const membership = fc.record({
    ...common,
    type: fc.constantFrom('conversationUpdate', 'installationUpdate'),
    action: mostly(fc.constantFrom('add', 'remove')),
    membersAdded: mostly(fc.array(account, { maxLength: 3 })),
    membersRemoved: mostly(fc.array(account, { maxLength: 3 })),
  });
  const other = fc.record({
    ...common,
    type: mostly(
      fc.constantFrom(
        'invoke',
        'typing',
        'event',
        'messageReaction',
        'messageUpdate',
        'endOfConversation',
        'trace',
        'delay',
        'invokeResponse',
        'handoff',
      ),
    ),
    name: mostly(
      fc.constantFrom(
        'task/fetch',
        'composeExtension/query',
        'signin/verifyState',
        'fileConsent/invoke',
        'application/vnd.microsoft.meetingStart',
      ),
    ),
    value: mostly(junk, 5),
    deliveryMode: mostly(fc.constantFrom('expectReplies', 'stream'), 2),
    callerId: mostly(fc.constant('urn:botframework:azure'), 2),
  });
  const activity = fc.oneof(
    { weight: 8, arbitrary: press },
    { weight: 3, arbitrary: submit },
    { weight: 5, arbitrary: said },
    { weight: 2, arbitrary: membership },
    { weight: 2, arbitrary: other },
    { weight: 1, arbitrary: junk },
  );
  return fc.record({
    headers: anyHeaders(words),
    body: fc.tuple(activity, anyDamage).map(([one, damage]) => damage(JSON.stringify(one) ?? '')),
  });
}

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function anyHeaders(words: fc.Arbitrary<string>): fc.Arbitrary<Readonly<Record<string, string>>> {
  const plain = words.map(text => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 3_000));
  const json = { 'content-type': 'application/json' };
  return fc.oneof(
    { weight: 40, arbitrary: fc.constant(json) },
    {
      weight: 2,
      arbitrary: plain.map(text => ({ ...json, authorization: `Bearer ${text}`, 'x-ms-conversation-id': text })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('text/plain', 'application/json; charset=utf-16', '', 'a/b', 'application/json;')
        .map(type => ({ 'content-type': type })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('gzip', 'br', 'chunked').map(encoding => ({ ...json, 'content-encoding': encoding })),
    },
  );
}

type Damage = (text: string) => Uint8Array;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Mostly none. */
const anyDamage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 40, arbitrary: fc.constant<Damage>(bytesOf) },
  { weight: 1, arbitrary: fc.nat().map<Damage>(at => text => bytesOf(text).slice(0, at % (text.length + 1))) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat({ max: 255 })).map<Damage>(([at, byte]) => text => {
      const bytes = bytesOf(text);
      if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    }),
  },
  { weight: 1, arbitrary: fc.constant<Damage>(text => bytesOf(`\u{feff}${text}`)) },
  {
    weight: 1,
    arbitrary: fc.constant<Damage>(text => bytesOf(text.replace(/\}$/, ',"type":"message","type":"invoke"}'))),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Damage>(text =>
      bytesOf(text.replace(/^\{/, '{"__proto__":{"type":"message","person":"x"},')),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Damage>(text => bytesOf(`${'['.repeat(50_000)}${text}`)) },
  { weight: 1, arbitrary: fc.constant<Damage>(text => bytesOf(text + ' '.repeat(300_000))) },
);
