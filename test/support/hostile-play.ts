import { expect } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import { openableForms, readingNames } from '../../src/domain/readings.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { hostileWords, seenOf } from './hostile-words.ts';
import type { House } from './house.ts';
import { entraId, functions, type Someone } from './seats.ts';
import { startAgain } from './start-again.ts';
import { cardsOf, code, filledIn, madeUp, notices, type TableUnderTest } from './table.ts';

type Inputs = Record<string, string>;

export interface HostilePlay {
  readonly table: TableUnderTest;
  /** Everything that was typed, in order, each with its number behind it; and what a reader has to see of it. */
  readonly typed: readonly { readonly name: string; readonly typed: string; readonly seen: string }[];
  /** Every card that ever stood in a chat, edits included, and every answer to a press. */
  cards(): readonly Card[];
  lines(): readonly string[];
}

const chair = 'procesregisseur';
/** Behind everything that is typed, with a number, so that it's found again wherever it comes. */
export const canary = 'kanarie';

/**
 * Two conferences of one case and what comes between them, in which every input that takes words is filled in with the corpus, one
 * after the other: names of people and organisations, too. Nothing of it is refused.
 */
export async function createHostilePlay(house: House): Promise<HostilePlay> {
  const table = await house.open({ processDirectors: [chair], others: ['partner1'] });
  const typed: HostilePlay['typed'][number][] = [];
  const answers: Card[] = [];
  const everything: Card[] = [];
  const post = table.chat.post;
  const edit = table.chat.edit;
  const keep = (message: Parameters<typeof post>[1]) => {
    if (message.kind === 'card') everything.push(message.card);
  };
  table.chat.post = async (to, message) => {
    keep(message);
    return post(to, message);
  };
  table.chat.edit = async (to, id, message) => {
    keep(message);
    return edit(to, id, message);
  };

  /** The next words of the corpus; `without` is what this input would cut them at. */
  const words = (without = ''): string => {
    const next = hostileWords[typed.length % hostileWords.length];
    if (next === undefined) throw new Error('an empty corpus');
    const made = (text: string) =>
      `${Array.from(text)
        .filter(one => !without.includes(one))
        .join('')} ${canary}${typed.length + 1}.`;
    const said = made(next.typed);
    typed.push({ name: next.name, typed: said, seen: made(seenOf(next)) });
    return said;
  };
  const somebody = () => `${words()}, ${words(',·()')}`;
  const alone = (name: Someone) => ({ conversation: table.own(name) });
  async function press(
    name: Someone,
    verb: string,
    inputs: Inputs = {},
    options: Parameters<typeof table.press>[3] = {},
  ) {
    const card = options.card ?? madeUp(verb, table.offering('summary.request'));
    const answer = await table.press(name, verb, inputs, { ...options, card });
    const refusals = notices(answer).filter(id => id.startsWith('refusal:'));
    expect(refusals, `${verb} with ${JSON.stringify(inputs)}`).toEqual([]);
    answers.push(answer);
    return answer;
  }
  const show = async (name: Someone, verb: string, data: Inputs) => {
    const card = madeUp(verb, table.offering('summary.request'));
    answers.push(await table.press(name, verb, data, { card }));
  };
  const showAll = async () => {
    for (const form of openableForms)
      for (const item of form === 'editItem' ? ['R1', 'F1', 'A1', 'S1', 'P1'] : [''])
        await show(chair, 'form.show', { form, ...(item !== '' && { item }) });
    for (const reading of readingNames) await show(chair, 'reading.show', { reading });
    await show(chair, 'summary.request', {});
    for (const text of ['samenvatting', 'plan', 'acties', 'tijdlijn', 'overzicht']) await table.say(chair, text);
  };
  const until = async (phase: Phase) => {
    for (let steps = 0; (await table.conference()).phase !== phase; steps++) {
      if (steps > 6) throw new Error(`no way to ${phase}`);
      await press(chair, 'step.next');
    }
  };
  const both = ['wijkagent', 'wijkteam'] as const;
  const owner = entraId('wijkteam');

  // The first conference.
  await table.say(chair, `start ${code} MDA++`);
  const opening = table.offering('conference.join');
  for (const name of functions)
    await press(
      name,
      'conference.join',
      { organisationOther: words(), role: words() },
      { card: opening, name: words() },
    );
  await press(chair, 'conference.join', { forOther: somebody(), organisationOther: words(), role: words() });
  await press(chair, 'conference.setGoal', { purpose: 'riskManagement', goal: words() });
  await press(chair, 'conference.setCaseDirector', {
    directorOther: somebody(),
    director: 'other',
    elsewhere: words(),
    reason: words(),
  });
  await press(chair, 'case.setConsiderations', { kinds: 'language', text: words() });
  await press(chair, 'case.setVoice', {
    invited: 'no',
    invitedReason: words(),
    agreesTo: words(),
    letterSent: 'no',
    letterReason: words(),
    zsmAdvice: words(),
  });
  await press('wijkteam', 'subject.add', { name: words() });
  await showAll();
  await until('safety.score');
  for (const name of both)
    await press(name, 'safety.score', { 'score:P1': '6', 'explanation:P1': words(), 'onePointUp:P1': words() });
  await press(chair, 'step.reveal');
  await press(chair, 'safety.agree', { 'score:P1': '6', 'requirements:P1': words() });
  await press('wijkteam', 'monitor.score', { 'level:housing': 'acute', 'note:housing': words() });
  await until('risks.raise');
  for (const name of both)
    await press(name, 'risk.raise', {
      what: words(),
      severity: words(),
      triggers: words(),
      affected: words(),
      whereWhen: words(),
    });
  await until('risks.rate');
  for (const name of both)
    await press(name, 'risk.rate', {
      'level:R1': 'high',
      'reason:R1': words(),
      'level:R2': 'low',
      'reason:R2': words(),
    });
  await press(chair, 'step.reveal');
  await press(chair, 'risk.agree', {
    'level:R1': 'high',
    'reason:R1': words(),
    'level:R2': 'low',
    'reason:R2': words(),
  });
  for (const name of both)
    await press(name, 'factor.raise', {
      what: words(),
      instrument: 'other',
      instrumentOther: words(),
      source: 'instrument',
    });
  for (const kind of ['protective', 'static']) await press('wijkagent', 'factor.raise', { what: words(), kind });
  await until('topThree.vote');
  for (const name of both) await press(name, 'topThree.vote', { factors: 'F1,F2' });
  await press(chair, 'step.reveal');
  await press(chair, 'topThree.decide', { factors: 'F2', reason: words() });
  const due = { due: '2026-12-18', factors: 'F2' };
  await press('wijkteam', 'action.agree', { ...due, what: words(), owner, fit: words(), effect: words() });
  await press('wijkteam', 'action.agree', {
    ...due,
    what: words(),
    owner: 'other',
    ownerOther: somebody(),
    type: 'information',
    reportTo: 'other',
    reportToOther: somebody(),
  });
  await press('wijkteam', 'action.agree', {
    ...due,
    what: words(),
    owner,
    type: 'information',
    reportTo: entraId('behandelaar'),
  });
  await press('wijkteam', 'scenario.draft', {
    signals: words(),
    response: words(),
    who: 'other',
    whoOther: somebody(),
    byWhen: words(),
  });
  await press(chair, 'item.edit', { item: 'R2', what: words() });
  await press('wijkagent', 'risk.raise', { what: words(), forOther: '' });
  for (const kind of ['risico', 'factor', 'beschermend', 'actie']) await table.say('wijkagent', `${kind}: ${words()}`);
  await showAll();
  await press(chair, 'conference.close', { nextDate: '2026-12-21', reflection: words(), reason: words() });
  await press(chair, 'minutes.adopt', {}, { card: table.offering('minutes.adopt') });
  await table.say(chair, 'verbeteren');
  const correcting = table.offering('minutes.correct');
  await press(chair, 'minutes.correct', { item: 'R1', text: words() }, { card: correcting, ...alone(chair) });

  // What comes between them, in people's own chats.
  const ask = async (name: Someone, text: string) => {
    const [form] = cardsOf(await table.say(name, text, alone(name)));
    if (form === undefined) throw new Error(`no form on ${text}`);
    return form;
  };
  const signal = await ask('wijkagent', `signaal ${code} ${words()}`);
  await press(
    'wijkagent',
    'signal.record',
    { ...filledIn(signal), what: words(), scenario: 'S1' },
    { card: signal, ...alone('wijkagent') },
  );
  const direction = await ask(chair, `regie ${code}`);
  await press(chair, 'direction.record', { step: 'report', note: words() }, { card: direction, ...alone(chair) });
  await table.at('2026-12-15T08:00:30.000Z');
  await table.at('2026-12-16T08:00:30.000Z');
  const beforehand = await ask('behandelaar', `voorbereiding ${code}`);
  await press(
    'behandelaar',
    'preparation.answer',
    { changes: words(), factors: 'Schulden', instrument: 'other', instrumentOther: words() },
    { card: beforehand, ...alone('behandelaar') },
  );
  await table.at('2026-12-18T08:00:30.000Z');
  const reminder = table.chat.shown.findLast(one => one.conversation === table.own('wijkteam').id)?.message;
  if (reminder?.kind !== 'card') throw new Error('no reminder');
  await ask('wijkteam', 'mijn acties');
  await ask(chair, 'caseload');

  // The second one: somebody is under 6, and the minutes of both are there.
  await table.at('2026-12-21T09:00:00.000Z');
  await startAgain(table);
  for (const name of both)
    await press(name, 'conference.join', { organisationOther: words(), role: words() }, { name: words() });
  await until('lookBack');
  await press('wijkteam', 'action.review', {
    'status:A1': 'partly',
    'note:A1': words(),
    'status:A3': 'done',
    'note:A3': words(),
  });
  await until('safety.score');
  await press('wijkagent', 'safety.score', { 'score:P1': '3', 'explanation:P1': words() });
  await press(chair, 'step.reveal');
  await press(chair, 'safety.agree', { 'score:P1': '3', 'requirements:P1': words() });
  await press(chair, 'step.open', { step: 'risks', reason: words() });
  await press('wijkteam', 'action.agree', {
    what: words(),
    owner,
    due: '2026-12-24',
    type: 'safetyMeasure',
    subjects: 'P1',
  });
  await showAll();
  await press(chair, 'conference.close', { nextDate: '2027-01-11', reflection: words(), reason: words() });
  await press(chair, 'minutes.adopt', {}, { card: table.offering('minutes.adopt') });
  return {
    table,
    typed,
    cards: () => [...everything, ...answers],
    lines: () => table.chat.shown.flatMap(({ message }) => (message.kind === 'line' ? [message.text] : [])),
  };
}
