import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/effects.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { theBot } from '../../src/domain/events.ts';
import { type House, openHouse } from '../support/house.ts';
import { code } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { judgePresses } from './kills/judge-presses.ts';
import { judgeRecord } from './kills/judge-record.ts';
import { judgeSends, type Send } from './kills/judge-sends.ts';
import type { Attempt, Press } from './kills/ledger.ts';
import type { BotRecord, CaseOnRecord, TokenOnRecord } from './kills/record.ts';

// A judge that finds nothing proves nothing: each fault that it's there for is put before it here.

const start = Date.parse('2026-11-23T09:00:00.000Z');
const idOf = (name: string) => `id of ${name}`;

function press(of: Partial<Press> & { readonly attempts: Attempt[] }): Press {
  return { id: 'press 1', person: 'wijkagent', verb: 'step.next', chat: 'chat', token: 't1', inputs: {}, ...of };
}
const sent = (afterMs: number, outcome: Attempt['outcome']): Attempt => ({ sentAt: start + afterMs, outcome });

function event(afterMs: number, body: EventBody, person = idOf('wijkagent')): CaseEvent {
  const id = `${body.type} ${afterMs}`;
  return { id, at: new Date(start + afterMs).toISOString(), actor: { person }, ...body };
}
const hint = (item: string): EventBody => ({ type: 'HintKept', item });
const typed = (text: string): EventBody => ({ type: 'WarningOverridden', warning: 'W1', reason: text });
const onRecord = (...events: readonly CaseEvent[]): readonly CaseOnRecord[] => [{ tenant: 't', code, events }];
const judged = (presses: readonly Press[], ...events: readonly CaseEvent[]) =>
  judgePresses(presses, onRecord(...events), idOf);

describe('the judge of presses', () => {
  it('finds nothing wrong with what was acknowledged and is on record once', () => {
    const verdict = judged([press({ attempts: [sent(0, 'acknowledged')] })], event(5, hint('F1')));
    expect(verdict).toEqual({
      ...{ acknowledged: 1, refused: 0, unanswered: 0 },
      ...{ lost: [], twice: [], byNobody: [], forgottenCards: [] },
    });
  });

  it('counts an acknowledged press without an event as lost', () => {
    expect(judged([press({ attempts: [sent(0, 'acknowledged')] })]).lost).toHaveLength(1);
  });

  it('takes no event of somebody else, or of before, for it', () => {
    const presses = [press({ attempts: [sent(10, 'acknowledged')] })];
    const before = press({ id: 'press 0', attempts: [sent(-100, 'unknown')] });
    expect(judged(presses, event(15, hint('F1'), idOf('behandelaar'))).lost).toHaveLength(1);
    expect(judged([before, ...presses], event(5, hint('F1'))).lost).toHaveLength(1);
  });

  it('counts it as lost when the event is there without the words', () => {
    const presses = [press({ marker: 'qubbbcx', attempts: [sent(0, 'acknowledged')] })];
    expect(judged(presses, event(5, typed('iets anders'))).lost).toHaveLength(1);
    expect(judged(presses, event(5, typed('Gezien qubbbcx'))).lost).toEqual([]);
  });

  it('counts one that was acknowledged after a kill only, and was on record since before it', () => {
    const presses = [press({ attempts: [sent(0, 'unknown'), sent(9_000, 'acknowledged')] })];
    expect(judged(presses, event(5, hint('F1')))).toMatchObject({ acknowledged: 1, lost: [], twice: [] });
  });

  it('takes a morning card at its word that it was done already, when the same person had said so before', () => {
    const done = { verb: 'reminder.done', inputs: { action: 'A1' } };
    const before = press({ ...done, id: 'press 0', token: 't0', attempts: [sent(0, 'acknowledged')] });
    const after = press({ ...done, attempts: [sent(1_000, 'acknowledged')] });
    const said = event(5, { type: 'ActionDone', action: 'A1' });
    expect(judged([before, after], said).lost).toEqual([]);
    expect(judged([after], event(5, { type: 'ActionDone', action: 'A2' })).lost).toHaveLength(1);
    expect(judged([after], event(5, { type: 'ActionDone', action: 'A1' }, idOf('behandelaar'))).lost).toHaveLength(1);
  });

  it('asks nothing of what was refused, changed nothing, or was never answered', () => {
    const outcomes = ['refused', 'unchanged', 'unknown'] as const;
    const presses = outcomes.map((outcome, index) =>
      press({ id: `press ${index}`, attempts: [sent(index * 10, outcome)] }),
    );
    expect(judged(presses)).toMatchObject({ refused: 1, unanswered: 1, lost: [] });
  });

  it('counts a press that was recorded again after a kill', () => {
    const presses = [press({ attempts: [sent(0, 'unknown'), sent(9_000, 'acknowledged')] })];
    expect(judged(presses, event(5, hint('F1')), event(9_005, hint('F1'))).twice).toHaveLength(1);
  });

  it('counts a press of which two copies were recorded in the same millisecond', () => {
    const presses = [press({ attempts: [sent(0, 'acknowledged')] })];
    const twin = { ...event(5, hint('F1')), id: 'another' };
    expect(judged(presses, event(5, hint('F1')), twin).twice).toHaveLength(1);
    expect(judged(presses, event(5, hint('F1')), event(5, hint('F2'))).twice, 'one press, two events').toEqual([]);
  });

  it('counts words that came twice, but not when they went along with the next form', () => {
    const first = press({ marker: 'qubbbcx', inputs: { what: 'qubbbcx' }, attempts: [sent(0, 'acknowledged')] });
    const next = (what: string) => press({ id: 'press 2', inputs: { what }, attempts: [sent(50, 'acknowledged')] });
    const events = [event(5, typed('qubbbcx')), event(55, typed('qubbbcx'))];
    expect(judged([first, next('iets nieuws')], ...events).twice).toHaveLength(1);
    expect(judged([first, next('qubbbcx')], ...events).twice).toEqual([]);
  });

  it('names events that nobody caused, apart from those of the bot itself', () => {
    const events = [event(5, hint('F1')), event(6, hint('F1'), theBot)];
    expect(judged([], ...events).byNobody).toEqual([`HintKept in ${code} at version 1`]);
  });

  it('names a card that its own bot did not know any more', () => {
    const attempt = { ...sent(0, 'refused'), refusals: ['unknown'] };
    expect(judged([press({ attempts: [attempt] })]).forgottenCards).toHaveLength(1);
  });
});

describe('the judge of messages', () => {
  const reminder: TokenOnRecord = { form: 'reminder', case: code, conference: 'c1', action: 'A1', person: 'p1' };
  const tokens = {
    alone: reminder,
    row: { ...reminder, form: 'morning' },
    other: { ...reminder, form: 'morning', action: 'A2' },
    question: { ...reminder, form: 'acceptAction' },
  };
  const send = (of: Partial<Send>): Send => ({
    ...{
      chat: 'a:personal-wijkagent',
      own: true,
      life: 0,
      day: '2026-11-23',
      tokens: [],
      isCard: true,
      words: 'kaart',
    },
    ...of,
  });
  const inMeeting = (of: Partial<Send>) => send({ chat: '19:chat', own: false, ...of });
  const effect = (of: Effect, state: 'done' | 'possiblySent') => ({
    ...{ case: code, lane: of.lane, effect: of, state, attempts: 1, code: null },
  });
  const verdictOn = (sends: readonly Send[], effects: BotRecord['effects'] = []) =>
    judgeSends(sends, { cases: [], tokens, effects, unfired: 0 });

  it('counts a reminder that came in two lives', () => {
    const same = [send({ tokens: ['alone'] }), send({ tokens: ['alone'], life: 1 })];
    expect(verdictOn(same).remindersTwice).not.toEqual([]);
    expect(verdictOn(same.slice(0, 1)).remindersTwice).toEqual([]);
  });

  it('counts one that came by itself and in the list of the same morning', () => {
    const list = send({ tokens: ['row', 'other'], life: 1 });
    expect(verdictOn([send({ tokens: ['alone'] }), list]).remindersTwice).toHaveLength(1);
    expect(verdictOn([send({ tokens: ['alone'] }), { ...list, day: '2026-11-24' }]).remindersTwice).toEqual([]);
  });

  it('counts a question, and a card without buttons, that came again', () => {
    const twice = (one: Send) => verdictOn([one, { ...one, life: 1 }]).remindersTwice;
    expect(twice(send({ tokens: ['question'] }))).toHaveLength(1);
    expect(twice(send({ words: 'Het antwoord op A1' }))).toHaveLength(1);
  });

  it('takes a line for as many as there was reason for', () => {
    const line = send({
      isCard: false,
      words: `A1 van casus ${code} zit vast. Wat er nodig is, staat bij de actie in het volgende overleg.`,
    });
    const blocked: Effect = { kind: 'tellBlocked', lane: 'person:p1', conference: 'c1', action: 'A1' };
    const reason = effect(blocked, 'done');
    expect(verdictOn([line, line], [reason]).remindersTwice).toHaveLength(1);
    expect(verdictOn([line, line], [reason, reason]).remindersTwice).toEqual([]);
  });

  it('counts what is marked, and is not wrong', () => {
    const blocked: Effect = { kind: 'tellBlocked', lane: 'person:p1', conference: 'c1', action: 'A1' };
    expect(verdictOn([], [effect(blocked, 'possiblySent')])).toMatchObject({ possiblySent: 1, remindersTwice: [] });
  });

  it('counts minutes that were said to be filed twice', () => {
    const line = inMeeting({ isCard: false, words: 'Het verslag van casusoverleg 1 is opgeslagen: map/1.docx.' });
    expect(verdictOn([line, { ...line, life: 1 }]).filingsToldTwice).toHaveLength(1);
    const elsewhere = 'Het verslag is opgeslagen. Daarom staat dit in je eigen chat met mij.';
    const answered = inMeeting({ isCard: false, words: elsewhere });
    expect(verdictOn([answered, { ...answered, life: 1 }]).filingsToldTwice, 'an answer to what is typed').toEqual([]);
  });

  it('counts a prompt that was posted again after a kill apart from one that was posted twice without any', () => {
    const prompt = inMeeting({ tokens: ['prompt'] });
    expect(verdictOn([prompt, { ...prompt, life: 1 }])).toMatchObject({ postedAgain: 1, postedTwice: [] });
    expect(verdictOn([prompt, prompt]).postedTwice).toHaveLength(1);
  });
});

describe('the judge of the record', () => {
  let house: House;
  let events: readonly CaseEvent[];
  let folder: string;
  let filed: string;

  beforeAll(async () => {
    house = await openHouse();
    const table = await house.open();
    await playTo(table, 'adopted');
    events = await table.events();
  }, 60_000);
  beforeEach(async () => {
    // Tests change files: each has a folder of its own.
    folder = await mkdtemp(join(tmpdir(), 'rondetafel-judged-'));
    await cp(house.folder, folder, { recursive: true });
    filed = join(folder, code, `${code}-1-v1.json`);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  afterAll(async () => {
    await house?.tidy();
    await house?.close();
  });

  function verdict(change: Partial<BotRecord> = {}) {
    const record: BotRecord = { cases: onRecord(...events), effects: [], tokens: {}, unfired: 0 };
    return judgeRecord({ ...record, ...change }, folder);
  }

  it('finds nothing wrong with minutes that were filed once and whole', async () => {
    expect(await verdict()).toMatchObject({ filed: 1, corrupt: [], filedTwice: [], undone: [] });
  });

  it('names a file that was half written', async () => {
    await truncate(filed, 100);
    expect((await verdict()).corrupt).toEqual([expect.stringContaining("isn't what was filed")]);
  });

  it('names a file beside them that nothing says the whole of', async () => {
    await writeFile(join(folder, code, `${code}-2-v1.json`), '{"half":');
    expect((await verdict()).corrupt).toHaveLength(1);
  });

  it('names minutes that say something else than the record', async () => {
    const other = events.map(one =>
      one.type === 'RiskRaised' ? { ...one, risk: { ...one.risk, what: 'Iets anders' } } : one,
    );
    const { corrupt } = await verdict({ cases: onRecord(...other) });
    expect(corrupt).toEqual([expect.stringContaining("isn't what the record says")]);
  });

  it('names a case that does not open, or does not make a case', async () => {
    const problem = { tenant: 't', code, events: [], problem: 'Storage: a row is damaged' };
    expect((await verdict({ cases: [problem] })).corrupt).toEqual([expect.stringContaining('damaged')]);
    expect((await verdict({ cases: onRecord(...events.slice(1)) })).corrupt).toHaveLength(1);
  });

  it('counts minutes that are on record as filed twice', async () => {
    const again = events.filter(one => one.type === 'MinutesFiled').map(one => ({ ...one, id: 'again' }));
    expect((await verdict({ cases: onRecord(...events, ...again) })).filedTwice).toHaveLength(1);
  });

  it('names what should have been done: filing, sending, firing', async () => {
    const effect: Effect = { kind: 'fileMinutes', lane: 'archive', conference: 'c1', version: 1 };
    const waiting = { case: code, lane: 'archive', effect, state: 'pending', attempts: 0, code: null } as const;
    const { undone } = await verdict({
      cases: onRecord(...events.filter(one => one.type !== 'MinutesFiled')),
      effects: [waiting, { ...waiting, state: 'failed', code: 'unexpected' }, { ...waiting, state: 'done' }],
      unfired: 2,
    });
    expect(undone).toHaveLength(4);
  });
});
