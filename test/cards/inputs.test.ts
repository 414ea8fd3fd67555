import { describe, expect, it } from 'vitest';
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
  it('asks for the closing form when the board asks for it and nothing is filled in', () => {
    expect(readRequest('conference.close', { ask: '1', reflection: ' ' })).toEqual({ kind: 'showCloseForm' });
  });

  it.each(['nextDate', 'followUntil', 'reflection', 'ifItGoesWrong', 'follower'])(
    'closes when %s is filled in, whatever the board asked for',
    input => {
      const value = /date|until/i.test(input) ? '2026-12-12' : behandelaar;
      expect(readRequest('conference.close', { ask: '1', [input]: value }).kind).toBe('command');
    },
  );

  it('reads which form to show, and what it is about', () => {
    expect(readRequest('form.show', { form: 'more' })).toEqual({ kind: 'showForm', form: 'more' });
    const editItem = { form: 'editItem', item: 'F5' };
    expect(readRequest('form.show', editItem)).toEqual({ kind: 'showForm', ...editItem });
    const raiseFactor = { form: 'raiseFactor', item: 'housing' };
    expect(readRequest('form.show', raiseFactor)).toEqual({ kind: 'showForm', ...raiseFactor });
  });

  it('reads leave, hour and days, which belong to a person and to no case', () => {
    const all = { from: '2026-12-01', until: '2026-12-12', hour: '9:30', days: 'fr,mo' };
    const availability = { ...all, hour: '09:30', days: ['mo', 'fr'] };
    expect(readRequest('availability.set', all)).toEqual({ kind: 'setAvailability', availability });
    expect(readRequest('availability.set', {})).toEqual({ kind: 'setAvailability', availability: {} });
    expect(readRequest('availability.set', { until: '2026-12-12' }).kind).toBe('setAvailability');
  });

  it.each<[Record<string, string>, Refusal]>([
    [{ from: '2026-12-01' }, { code: 'required', item: 'until' }],
    [{ until: '2026-02-30' }, { code: 'notADate', item: 'until' }],
    [{ hour: '08:59' }, { code: 'notOffered', item: 'hour' }],
    [{ hour: '17:01' }, { code: 'notOffered', item: 'hour' }],
    [{ hour: 'ochtend' }, { code: 'notADate', item: 'hour' }],
    [{ days: 'mo,su' }, { code: 'notOffered', item: 'days' }],
  ])('refuses of leave and hours %j', (values, refusal) => {
    expect(refusalsOf('availability.set', values)).toEqual([refusal]);
  });

  it('reads which page of a list to show', () => {
    expect(readRequest('form.show', { form: 'myActions', item: '2' })).toMatchObject({ item: '2' });
    for (const item of ['0', '1000', '-1', '2x'])
      expect(refusalsOf('form.show', { form: 'myActions', item })).toEqual([{ code: 'notUnderstood' }]);
  });

  it('reads what to explain', () => {
    expect(readRequest('reading.show', { reading: 'rnr' })).toEqual({ kind: 'showReading', reading: 'rnr' });
  });

  it.each<[string, Record<string, string>]>([
    ['form.show', {}],
    ['form.show', { form: 'minutes' }],
    ['form.show', { form: 'toString' }],
    ['form.show', { form: 'editItem', item: 'F0' }],
    ['form.show', { form: 'editItem', item: 'R1:2' }],
    ['reading.show', {}],
    ['reading.show', { reading: 'everything' }],
  ])('%s with %j was not made by a card of ours', (verb, values) => {
    expect(readRequest(verb, values)).toEqual({ kind: 'invalid', refusals: [{ code: 'notUnderstood' }] });
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

  it.each([
    ['conference.setCaseDirector', 'director', {}],
    ['conference.setChair', 'chair', {}],
    ['conference.setNoteTaker', 'noteTaker', {}],
    ['conference.close', 'follower', {}],
    ['action.agree', 'reportTo', action],
    ['scenario.draft', 'who', { signals: 'Onrust', response: 'Bellen' }],
    ['risk.raise', 'for', { what: 'Geweld' }],
  ])('%s takes a typed %s in the place of "somebody else"', (verb, input, others) => {
    const typed = { ...others, [input]: 'other', [`${input}Other`]: 'begeleider, Woningcorporatie' };
    const request = commandOf(verb, typed);
    const found = { ...request.command, for: request.onBehalfOf }[input as 'for'];
    expect(found).toEqual({ name: 'begeleider', organisation: 'Woningcorporatie' });
    const wrong = { ...typed, [`${input}Other`]: 'begeleider' };
    expect(refusalsOf(verb, wrong)).toEqual([{ code: 'needPersonAndOrganisation', item: `${input}Other` }]);
  });

  it('takes a typed instrument in the place of "another one"', () => {
    const values = { what: 'Impulsief', instrument: 'other', instrumentOther: 'FARE' };
    expect(commandOf('factor.raise', values).command).toMatchObject({ instrument: 'FARE' });
  });

  it('keeps a chosen person when text was left behind in the other field', () => {
    const values = { ...action, ownerOther: 'iemand, ergens' };
    expect(commandOf('action.agree', values).command).toMatchObject({ owner: { person: behandelaar } });
  });

  it.each([
    [{ due: '2026-12-12', dueTime: '14:30' }, '2026-12-12T14:30'],
    [{ due: '2026-12-12', dueTime: '9:05' }, '2026-12-12T09:05'],
    [{ due: '2026-12-12' }, '2026-12-12'],
    [{ due: '2026-12-12T08:00' }, '2026-12-12T08:00'],
    [{ due: '2026-12-12T08:00', dueTime: '14:30' }, '2026-12-12T08:00'],
  ])('reads %j as one moment', (given, due) => {
    expect(commandOf('action.agree', { ...action, ...given }).command).toMatchObject({ due });
    expect(commandOf('item.edit', { item: 'A1', ...given }).command).toEqual({
      verb: 'item.edit',
      item: 'A1',
      changes: { due },
    });
  });

  it('asks for the day of a time', () => {
    expect(refusalsOf('item.edit', { item: 'A1', dueTime: '14:30' })).toEqual([{ code: 'required', item: 'due' }]);
  });

  it('mends of an item what items of that kind have', () => {
    const values = {
      what: 'Geweld',
      name: 'moeder',
      signals: 'Onrust',
      due: 'x',
      owner: 'y',
      kind: 'z',
      severity: 'Letsel',
    };
    const changesOf = (item: string) => commandOf('item.edit', { item, ...values }).command;
    expect(changesOf('r1')).toMatchObject({ item: 'R1', changes: { what: 'Geweld', severity: 'Letsel' } });
    expect(changesOf('P1')).toMatchObject({ changes: { name: 'moeder' } });
    expect(refusalsOf('item.edit', { item: 'F1', ...values })).toEqual([{ code: 'notOffered', item: 'kind' }]);
    expect(refusalsOf('item.edit', { item: 'A1', ...values }).map(refusal => refusal.item)).toEqual(['owner', 'due']);
  });

  it('sets aside one warning, or all that remain', () => {
    const all = { verb: 'warning.override', reason: 'Later' };
    expect(commandOf('warning.override', { reason: 'Later' }).command).toEqual(all);
    const one = { verb: 'warning.override', reasons: [{ warning: 'W2', reason: 'Geregeld' }] };
    expect(commandOf('warning.override', { 'reason:W2': 'Geregeld' }).command).toEqual(one);
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
    ['conference.setGoal', { meetingKind: ' ' }, { code: 'nothingAnswered' }],
    ['conference.setCaseDirector', { until: '2027-01-01' }, { code: 'required', item: 'director' }],
    ['action.review', { 'note:A1': 'x' }, { code: 'required', item: 'status:A1' }],
    ['action.review', { 'status:R1': 'done' }, { code: 'nothingAnswered' }],
    ['safety.score', {}, { code: 'nothingAnswered' }],
    ['safety.score', { 'explanation:P1': 'x' }, { code: 'required', item: 'score:P1' }],
    ['safety.scaleUp', { 'how:P1': 'coercion' }, { code: 'required', item: 'scaleUp:P1' }],
    ['monitor.score', { 'level:somewhere': 'acute' }, { code: 'nothingAnswered' }],
    ['monitor.score', { 'note:housing': 'x' }, { code: 'required', item: 'level:housing' }],
    ['warning.override', {}, { code: 'nothingAnswered' }],
    ['risk.recordRatings', { 'level:R1': 'high' }, { code: 'nothingAnswered' }],
    ['risk.recordRatings', { 'level:R1:2': 'extreme' }, { code: 'notOffered', item: 'level:R1:2' }],
    ['safety.recordScores', { 'score:P1:2': '12' }, { code: 'notOffered', item: 'score:P1:2' }],
    ['topThree.recordVotes', { 'factors:2': 'F1,P1' }, { code: 'notOffered', item: 'factors:2' }],
    ['item.edit', { what: 'x' }, { code: 'required', item: 'item' }],
    ['item.edit', { item: 'W1', what: 'x' }, { code: 'notOffered', item: 'item' }],
    ['item.edit', { item: 'S1', kind: 'dynamic' }, { code: 'notOffered', item: 'kind' }],
    ['step.open', { step: 'closing' }, { code: 'notOffered', item: 'step' }],
    ['action.agree', { ...action, dueTime: 'straks' }, { code: 'notADate', item: 'dueTime' }],
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
