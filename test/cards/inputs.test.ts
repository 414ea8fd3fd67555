import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forFillingInAgain, readValues } from '../../src/cards/input-values.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import type { Refusal } from '../../src/domain/refusal.ts';

const behandelaar = '00000000-0000-4000-8000-000000000004';
const action = { what: 'Huisbezoek', owner: behandelaar, due: '2026-12-12' };

function commandOf(verb: string, values: Record<string, string>) {
  const request = readRequest(verb, values);
  if (request.kind !== 'command') throw new Error(`refused: ${JSON.stringify(request)}`);
  return request;
}

function refusalsOf(verb: string, values: Record<string, string>): readonly Refusal[] {
  const request = readRequest(verb, values);
  return request.kind === 'invalid' ? request.refusals : [];
}

describe('reading what a press asks for', () => {
  it.each<[string, Record<string, string>, unknown]>([
    [
      'conference.open',
      { case: ' zvh-2026-002 ', approach: 'top x ogg', minutes: '45', urgent: 'yes' },
      { case: 'ZVH-2026-002', approach: 'Top X OGG', minutes: 45, urgent: true },
    ],
    ['conference.join', { organisation: 'Politie', role: 'wijkagent' }, { organisation: 'Politie', role: 'wijkagent' }],
    ['conference.setGoal', { purpose: 'shareInformation' }, { purpose: 'shareInformation' }],
    ['conference.setCaseDirector', { director: behandelaar }, { director: { person: behandelaar } }],
    ['conference.setCaseDirector', { reason: 'Nog niemand' }, { reason: 'Nog niemand' }],
    ['conference.setNoteTaker', { noteTaker: behandelaar.toUpperCase() }, { noteTaker: { person: behandelaar } }],
    ['risk.raise', { what: 'Geweld', severity: 'Letsel' }, { what: 'Geweld', severity: 'Letsel' }],
    [
      'risk.rate',
      { 'level:R1': 'high', 'reason:R1': 'Meldingen', 'level:R12': 'unknown' },
      {
        ratings: [
          { risk: 'R1', level: 'high', reason: 'Meldingen' },
          { risk: 'R12', level: 'unknown' },
        ],
      },
    ],
    ['risk.agree', { 'level:R1': 'veryHigh' }, { levels: [{ risk: 'R1', level: 'veryHigh' }] }],
    [
      'factor.raise',
      { what: 'Gebruik', assessable: 'no', domain: 'substanceUse', risks: 'R1', instrumentDate: '2026-02-28' },
      { what: 'Gebruik', assessable: false, domain: 'substanceUse', risks: ['R1'], instrumentDate: '2026-02-28' },
    ],
    ['topThree.vote', { factors: ' F1, F3,F1 ,' }, { factors: ['F1', 'F3'] }],
    ['topThree.decide', { factors: 'F2', reason: 'Eerst dit' }, { factors: ['F2'], reason: 'Eerst dit' }],
    [
      'action.agree',
      { ...action, due: '2026-12-12T14:30', factors: 'F1,F2', type: 'information', every: 'week' },
      {
        what: 'Huisbezoek',
        owner: { person: behandelaar },
        due: '2026-12-12T14:30',
        factors: ['F1', 'F2'],
        type: 'information',
        every: 'week',
      },
    ],
    ['factor.withoutAction', { 'reason:F4': 'Later' }, { reasons: [{ factor: 'F4', reason: 'Later' }] }],
    ['step.next', {}, {}],
    ['step.back', {}, {}],
    ['step.reveal', {}, {}],
    ['step.again', {}, {}],
    [
      'conference.close',
      { nextDate: '2026-12-12', reflection: 'Goed' },
      { nextDate: '2026-12-12', reflection: 'Goed' },
    ],
    ['conference.close', {}, {}],
    ['minutes.adopt', {}, {}],
    ['reminder.done', { action: 'A1' }, { action: 'A1' }],
    ['reminder.snooze', { action: 'a2', until: '2026-12-14' }, { action: 'A2', until: '2026-12-14' }],
  ])('%s with %j', (verb, values, fields) => {
    expect(commandOf(verb, values).command).toEqual({ verb, ...(fields as object) });
  });

  it('asks for the closing form when the board asks for it and nothing is filled in', () => {
    expect(readRequest('conference.close', { ask: '1', reflection: ' ' })).toEqual({ kind: 'showCloseForm' });
    expect(readRequest('conference.close', { ask: '1', nextDate: '2026-12-12' }).kind).toBe('command');
  });

  it('reads the summary button', () => {
    expect(readRequest('summary.request', {})).toEqual({ kind: 'summary' });
  });

  it('takes organisation and role along with a first contribution', () => {
    const request = commandOf('risk.raise', { what: 'Geweld', organisation: 'Politie', role: 'wijkagent' });
    expect(request.join).toEqual({ organisation: 'Politie', role: 'wijkagent' });
    expect(commandOf('conference.join', { organisation: 'Politie' }).join).toBeUndefined();
    expect(commandOf('risk.raise', { what: 'Geweld', role: 'wijkagent' }).join).toBeUndefined();
  });

  it('takes for whom a contribution is recorded', () => {
    expect(commandOf('risk.raise', { what: 'Geweld', for: behandelaar }).onBehalfOf).toEqual({ person: behandelaar });
    expect(commandOf('conference.join', { organisation: 'GGZ', for: behandelaar }).onBehalfOf).toEqual({
      person: behandelaar,
    });
    expect(commandOf('step.next', { for: behandelaar }).onBehalfOf).toBeUndefined();
  });

  it('lets a typed organisation win from the prefilled one', () => {
    const values = { organisation: 'Politie', organisationOther: 'Woningcorporatie' };
    expect(commandOf('conference.join', values).command).toMatchObject({ organisation: 'Woningcorporatie' });
    expect(commandOf('risk.raise', { what: 'x', ...values }).join).toEqual({ organisation: 'Woningcorporatie' });
  });

  it.each([
    ['ambulant begeleider, Woningcorporatie', { name: 'ambulant begeleider', organisation: 'Woningcorporatie' }],
    ['arts, psychiater, GGZ', { name: 'arts, psychiater', organisation: 'GGZ' }],
    ['behandelaar · GGZ', { name: 'behandelaar', organisation: 'GGZ' }],
    ['behandelaar (GGZ, regio Noord)', { name: 'behandelaar', organisation: 'GGZ, regio Noord' }],
  ])('reads %s as somebody outside the chat', (owner, choice) => {
    expect(commandOf('action.agree', { ...action, owner }).command).toMatchObject({ owner: choice });
    const other = { ...action, owner: 'other', ownerOther: owner };
    expect(commandOf('action.agree', other).command).toMatchObject({ owner: choice });
  });

  it('keeps a chosen person when text was left behind in the other field', () => {
    const values = { ...action, ownerOther: 'iemand, ergens' };
    expect(commandOf('action.agree', values).command).toMatchObject({ owner: { person: behandelaar } });
  });

  it('ignores inputs that the verb does not have', () => {
    const hostile = JSON.parse('{"what":"Geweld","__proto__":"x","constructor":"y","case":"ZVH-2026-001"}');
    expect(commandOf('risk.raise', hostile).command).toEqual({ verb: 'risk.raise', what: 'Geweld' });
    expect(({} as Record<string, unknown>).what).toBeUndefined();
  });

  it('shows a pasted line break in a one-line input as a space and keeps it in other text', () => {
    expect(commandOf('risk.raise', { what: 'een\r\n twee', effect: '', severity: 'een\ntwee' }).command).toMatchObject({
      what: 'een twee',
      severity: 'een\ntwee',
    });
  });

  it('takes out control characters and replaces half characters', () => {
    expect(commandOf('risk.raise', { what: 'ge\u0000weld \ud800!' }).command).toMatchObject({ what: 'geweld \ufffd!' });
  });
});

describe('refusing inputs', () => {
  it.each<[string, Record<string, string>, Refusal]>([
    ['conference.open', { case: 'jansen', approach: 'Top X' }, { code: 'caseCode', item: 'case' }],
    ['conference.open', { case: 'ZVH-2026-1', approach: 'Top Y' }, { code: 'approach', item: 'approach' }],
    [
      'conference.open',
      { case: 'ZVH-2026-1', approach: 'MDA++', minutes: '60' },
      { code: 'notOffered', item: 'minutes' },
    ],
    ['conference.join', { role: 'wijkagent' }, { code: 'required', item: 'organisation' }],
    ['conference.join', { organisation: 'other' }, { code: 'required', item: 'organisationOther' }],
    ['conference.setGoal', {}, { code: 'nothingAnswered' }],
    ['conference.setGoal', { purpose: 'punish' }, { code: 'notOffered', item: 'purpose' }],
    ['conference.setCaseDirector', {}, { code: 'required', item: 'director' }],
    ['conference.setCaseDirector', { director: 'other' }, { code: 'required', item: 'directorOther' }],
    ['risk.raise', { what: ' \u200b\n' }, { code: 'required', item: 'what' }],
    ['risk.raise', { what: 'x'.repeat(201) }, { code: 'tooLong', item: 'what', values: { limit: 200, length: 201 } }],
    [
      'risk.raise',
      { what: 'x', triggers: 'y'.repeat(1001) },
      { code: 'tooLong', item: 'triggers', values: { limit: 1000, length: 1001 } },
    ],
    ['risk.rate', {}, { code: 'nothingAnswered' }],
    ['risk.rate', { 'level:R1': '' }, { code: 'nothingAnswered' }],
    ['risk.rate', { 'level:R1': 'extreme' }, { code: 'notOffered', item: 'level:R1' }],
    ['risk.rate', { 'level:R2': 'low', 'reason:R1': 'omdat' }, { code: 'required', item: 'level:R1' }],
    ['risk.agree', { 'level:R1': 'unknown' }, { code: 'notOffered', item: 'level:R1' }],
    ['factor.raise', { what: 'x', kind: 'bad' }, { code: 'notOffered', item: 'kind' }],
    ['factor.raise', { what: 'x', assessable: 'maybe' }, { code: 'notOffered', item: 'assessable' }],
    ['factor.raise', { what: 'x', instrumentDate: '2026-02-30' }, { code: 'notADate', item: 'instrumentDate' }],
    ['factor.raise', { what: 'x', risks: 'R1,F2' }, { code: 'notOffered', item: 'risks' }],
    ['topThree.vote', {}, { code: 'required', item: 'factors' }],
    ['topThree.vote', { factors: ' , ' }, { code: 'required', item: 'factors' }],
    ['topThree.vote', { factors: 'F0' }, { code: 'notOffered', item: 'factors' }],
    ['action.agree', { ...action, owner: 'behandelaar' }, { code: 'needPersonAndOrganisation', item: 'owner' }],
    ['action.agree', { ...action, owner: ', GGZ' }, { code: 'needPersonAndOrganisation', item: 'owner' }],
    ['action.agree', { ...action, owner: 'other' }, { code: 'required', item: 'ownerOther' }],
    [
      'action.agree',
      { ...action, owner: 'other', ownerOther: 'iemand' },
      { code: 'needPersonAndOrganisation', item: 'ownerOther' },
    ],
    ['action.agree', { ...action, due: 'morgen' }, { code: 'notADate', item: 'due' }],
    ['action.agree', { ...action, due: '2026-12-12T25:00' }, { code: 'notADate', item: 'due' }],
    ['action.agree', { ...action, due: '2026-12-12T10:00T11:00' }, { code: 'notADate', item: 'due' }],
    ['action.agree', { ...action, for: 'iemand' }, { code: 'needPersonAndOrganisation', item: 'for' }],
    ['factor.withoutAction', { 'reason:R4': 'x' }, { code: 'nothingAnswered' }],
    ['conference.close', { nextDate: '12-12-2026' }, { code: 'notADate', item: 'nextDate' }],
    ['reminder.done', {}, { code: 'required', item: 'action' }],
    ['reminder.snooze', { action: 'A1' }, { code: 'required', item: 'until' }],
    ['case.delete', {}, { code: 'notUnderstood' }],
    ['__proto__', {}, { code: 'notUnderstood' }],
    ['toString', {}, { code: 'notUnderstood' }],
  ])('%s with %j', (verb, values, refusal) => {
    expect(refusalsOf(verb, values)).toEqual([refusal]);
  });

  it('says everything that is wrong at once', () => {
    const values = { what: '', owner: 'x', due: 'y', type: 'z', effect: 'e'.repeat(1200), for: 'q' };
    expect(refusalsOf('action.agree', values).map(refusal => `${refusal.code}:${refusal.item}`)).toEqual([
      'required:what',
      'needPersonAndOrganisation:owner',
      'notADate:due',
      'notOffered:type',
      'tooLong:effect',
      'needPersonAndOrganisation:for',
    ]);
  });

  it('counts what people see: 200 emoji are 200 characters', () => {
    expect(refusalsOf('risk.raise', { what: '🙂'.repeat(200) })).toEqual([]);
    expect(refusalsOf('risk.raise', { what: '🙂'.repeat(201) })).toHaveLength(1);
  });
});

describe('whatever is sent', () => {
  const verbs = fc.constantFrom(
    'risk.raise',
    'risk.rate',
    'factor.raise',
    'topThree.vote',
    'action.agree',
    'conference.open',
  );
  const ids = fc.oneof(
    fc.constantFrom(
      'what',
      'owner',
      'due',
      'factors',
      'risks',
      'level:R1',
      'reason:R1',
      'effect',
      'case',
      'for',
      '__proto__',
    ),
    fc.string(),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc.constantFrom('F1,F2', behandelaar, '2026-12-12'),
  );

  it('is read without throwing and never keeps more than the limit', () => {
    fc.assert(
      fc.property(verbs, fc.dictionary(ids, text), (verb, values) => {
        const request = readRequest(verb, values);
        if (request.kind !== 'command') return;
        JSON.stringify(request, (_key, value: unknown) => {
          if (typeof value === 'string') expect([...value].length).toBeLessThanOrEqual(1000);
          return value;
        });
        if ('what' in request.command) expect([...request.command.what].length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('from any JSON gives text by input id', () => {
    fc.assert(
      fc.property(fc.jsonValue(), data => {
        const { values, refusals } = readValues(data);
        expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
        for (const value of Object.values(values)) expect(typeof value).toBe('string');
        for (const refusal of refusals) expect(refusal.code).toBe('notUnderstood');
      }),
    );
  });
});

describe('reading the data of a button', () => {
  it('leaves out what the card itself put in and makes text of numbers and yes/no', () => {
    const data = { token: 't', verb: 'v', msteams: { type: 'x' }, what: 'w', minutes: 45, urgent: true, goal: null };
    expect(readValues(data)).toEqual({ values: { what: 'w', minutes: '45', urgent: 'true' }, refusals: [] });
  });

  it('does not understand lists and objects as inputs', () => {
    const data = { what: ['w'], owner: { person: behandelaar } };
    expect(readValues(data).refusals).toEqual([
      { code: 'notUnderstood', item: 'what' },
      { code: 'notUnderstood', item: 'owner' },
    ]);
    expect(readValues(['what']).refusals).toEqual([{ code: 'notUnderstood' }]);
  });

  it('has no room for the prototype', () => {
    const { values } = readValues(JSON.parse('{"__proto__":{"what":"x"},"constructor":"y","what":"z"}'));
    expect(values.what).toBe('z');
    expect(Object.hasOwn(values, '__proto__')).toBe(false);
  });

  it('fills a form in again with at most 2,000 characters an input', () => {
    const filled = forFillingInAgain({ what: '🙂'.repeat(50_000), goal: 'kort' });
    expect([...(filled.what ?? '')].length).toBe(2000);
    expect(filled.goal).toBe('kort');
  });
});
