import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { cardsOf, code, dataOf, filledIn, madeUp, notices } from '../support/table.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['buitenstaander', 'partner1'], processDirectors: ['partner1'] });

const what = 'Schreeuwen gehoord door de buren';

/** A conference with the behandelaar as case director and two if-then agreements, closed. */
async function closedConference(): Promise<void> {
  await openConference();
  await table.say('procesregisseur', 'sluiten');
}

async function openConference(): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur', 'wijkagent', 'behandelaar']);
  const opening = table.offering('conference.setCaseDirector');
  await table.press(
    'procesregisseur',
    'conference.setCaseDirector',
    { director: entraId('behandelaar') },
    { card: opening },
  );
  for (const [signals, response] of [
    ['Slaapt niet', 'Behandelaar belt'],
    ['Dreigt', 'Politie gaat langs'],
  ] as const)
    await table.press(
      'wijkagent',
      'scenario.draft',
      { signals, response },
      { card: madeUp('scenario.draft', opening) },
    );
}

const say = (name: Someone, text: string) => table.say(name, text, { conversation: table.own(name) });
const ownOf = (name: Someone) =>
  table.chat.shown.filter(one => one.conversation === table.own(name).id).map(one => one.message);
const linesInMeeting = () =>
  table.chat.shown.flatMap(one =>
    one.conversation === table.conversation.id && one.message.kind === 'line' ? [one.message] : [],
  );

/** Types the word, fills the form in and presses; returns the answer. */
async function signal(name: Someone, inputs: Record<string, string> = {}) {
  const [form] = cardsOf(await say(name, `signaal ${code}`));
  if (form === undefined) throw new Error('no form');
  return table.press(
    name,
    'signal.record',
    { ...filledIn(form), what, ...inputs },
    { card: form, conversation: table.own(name) },
  );
}

describe('signaal CODE', () => {
  it('gives the form in the own chat; pressed, it is recorded and shows which agreement it touches', async () => {
    await closedConference();
    const answer = await signal('wijkagent', { scenario: 'S2' });
    expect(textOf(answer)).toContain('Vastgelegd: G1');
    expect(textOf(answer)).toContain(what);
    expect(textOf(answer)).toContain('Dit is hiervoor afgesproken');
    expect(textOf(answer)).toContain('Dreigt → Politie gaat langs');
    expect(textOf(answer)).not.toContain('Slaapt niet');
    expect((await table.state()).signals).toMatchObject([{ id: 'G1', what, kind: 'rising', scenario: 'S2' }]);
  });

  it('shows the agreements about escalation when none was chosen', async () => {
    await closedConference();
    const answer = await signal('wijkagent');
    expect(textOf(answer)).toContain('Kijk of een van deze afspraken past');
    expect(textOf(answer)).toContain('Slaapt niet → Behandelaar belt');
  });

  it('takes what is typed behind the code along, and English too', async () => {
    await closedConference();
    const [form] = cardsOf(await say('wijkagent', `signal ${code.toLowerCase()} ${what}`));
    expect(form && filledIn(form)).toMatchObject({ what, kind: 'rising' });
  });

  it('works during a conference, and then says to bring it in', async () => {
    await openConference();
    const answer = await signal('wijkagent');
    expect(textOf(answer)).toContain('Breng het daar in');
    expect(JSON.stringify(answer)).not.toContain('signal.startUrgent');
  });

  it('says what is missing with everything kept', async () => {
    await closedConference();
    const answer = await signal('wijkagent', { what: '', kind: 'condition' });
    expect(notices(answer)).toEqual(['refusal:required:what']);
    expect(filledIn(answer)).toMatchObject({ kind: 'condition' });
  });

  it('is the same press twice: one signal, the same answer', async () => {
    await closedConference();
    const [form] = cardsOf(await say('wijkagent', `signaal ${code}`));
    if (form === undefined) throw new Error('no form');
    const own = { card: form, conversation: table.own('wijkagent') };
    const first = await table.press('wijkagent', 'signal.record', { what }, own);
    expect(await table.press('wijkagent', 'signal.record', { what }, own)).toEqual(first);
    expect((await table.state()).signals).toHaveLength(1);
  });

  it('asks for a code, and in the meeting chat says where to ask', async () => {
    await closedConference();
    expect(await say('wijkagent', 'signaal')).toEqual([
      { kind: 'line', text: expect.stringContaining('signaal CODE') },
    ]);
    expect(await table.say('wijkagent', `signaal ${code} ${what}`)).toEqual([
      { kind: 'line', text: expect.stringContaining('eigen chat') },
    ]);
  });
});

describe('for whom a case is there', () => {
  it('is everybody of it: who took part, its case director, a process director of the house', async () => {
    await closedConference();
    for (const name of ['wijkagent', 'behandelaar', 'procesregisseur', 'partner1'] as const)
      expect(cardsOf(await say(name, `signaal ${code}`)), name).toHaveLength(1);
  });

  it('for anybody else it is exactly as if nobody used that code', async () => {
    await closedConference();
    const unknown = await say('wijkagent', 'signaal ZVH-2026-999');
    expect(unknown).toMatchObject([{ kind: 'line' }]);
    for (const word of ['signaal', 'regie']) {
      expect(await say('buitenstaander', `${word} ${code}`)).toEqual(unknown);
      expect(await say('buitenstaander', `${word} ZVH-2026-999`)).toEqual(unknown);
      expect(await say('buitenstaander', `${word} niets`)).toEqual(unknown);
    }
    expect((await table.state()).signals).toEqual([]);
  });

  it('a form of somebody else is as unknown as one that never was', async () => {
    await closedConference();
    const [form] = cardsOf(await say('wijkagent', `signaal ${code}`));
    if (form === undefined) throw new Error('no form');
    const pressed = (card: typeof form, name: Someone) =>
      table.press(name, 'signal.record', { what }, { card, conversation: table.own(name) });
    const never = {
      ...form,
      body: JSON.parse(JSON.stringify(form.body).replaceAll(/"token":"[^"]+"/g, '"token":"x"')),
    };
    expect(await pressed(form, 'buitenstaander')).toEqual(await pressed(never, 'buitenstaander'));
    expect((await table.state()).signals).toEqual([]);
  });

  it('the form takes a signal and nothing else', async () => {
    await closedConference();
    const [form] = cardsOf(await say('wijkagent', `signaal ${code}`));
    if (form === undefined) throw new Error('no form');
    const card = madeUp('minutes.adopt', form);
    const answer = await table.press('wijkagent', 'minutes.adopt', {}, { card, conversation: table.own('wijkagent') });
    expect(notices(answer)).toEqual(['refusal:notUnderstood']);
  });
});

describe('who hears of a signal', () => {
  it('are the chair and the case director, each in their own chat and nowhere else', async () => {
    await closedConference();
    await signal('wijkagent');
    for (const name of ['procesregisseur', 'behandelaar'] as const) {
      const [told] = ownOf(name).filter(message => JSON.stringify(message).includes(what));
      expect(told?.kind === 'card' && textOf(told.card), name).toContain('Doorgegeven door Wijkagent');
    }
    const elsewhere = table.chat.sent.filter(one => one.json.includes(what)).map(one => one.conversation);
    expect(elsewhere).not.toContain(table.conversation.id);
  });

  it('is mentioned in the meeting chat, with code and number only, when they cannot be written to', async () => {
    await closedConference();
    const own = table.own('behandelaar').id;
    table.chat.failNext(
      9,
      new AdapterError('blocked', { code: 'blockedByUser' }),
      (_method, to) => to === own || to === entraId('behandelaar'),
    );
    await signal('wijkagent');
    const mention = linesInMeeting().filter(line => line.mention === entraId('behandelaar'));
    expect(mention.map(line => line.text)).toEqual([expect.stringContaining(`casus ${code}: G1`)]);
    expect(JSON.stringify(table.chat.shown.filter(one => one.conversation === table.conversation.id))).not.toContain(
      what,
    );
  });

  it('hears it at most once when nobody knows whether it arrived', async () => {
    await closedConference();
    table.chat.loseAnswerOf(1, (method, to) => method === 'post' && to === table.own('behandelaar').id);
    await signal('wijkagent');
    await table.at('2026-11-23T12:00:00.000Z');
    expect(ownOf('behandelaar')).toHaveLength(1);
    expect(linesInMeeting().some(line => line.mention !== undefined)).toBe(false);
  });
});

describe('a spoed because of a signal', () => {
  const startUrgent = (name: Someone) =>
    table.press(
      name,
      'signal.startUrgent',
      {},
      { card: table.offering('signal.startUrgent'), conversation: table.own(name) },
    );

  it('stands filled in where a conference is held, once; pressed there, it begins', async () => {
    await closedConference();
    const answer = await signal('wijkagent');
    const pressed = () =>
      table.press('wijkagent', 'signal.startUrgent', {}, { card: answer, conversation: table.own('wijkagent') });
    expect(textOf(await pressed())).toContain('in de chat van het overleg');
    await startUrgent('behandelaar');
    const forms = table.chat.shown.filter(
      one => one.conversation === table.conversation.id && JSON.stringify(one.message).includes('"conference.open"'),
    );
    expect(forms).toHaveLength(1);
    const form = table.offering('conference.open');
    expect(filledIn(form)).toMatchObject({ case: code, urgent: 'true' });
    expect(JSON.stringify(form)).not.toContain(what);
    await table.press('behandelaar', 'conference.open', filledIn(form), { card: form });
    expect(await table.conference()).toMatchObject({ number: 2, urgent: true, chair: entraId('behandelaar') });
  });

  it('is not begun beside a conference that runs by now', async () => {
    await closedConference();
    const answer = await signal('wijkagent');
    await startAgain(table);
    const pressed = await table.press(
      'wijkagent',
      'signal.startUrgent',
      {},
      { card: answer, conversation: table.own('wijkagent') },
    );
    expect(notices(pressed)).toEqual(['refusal:conferenceRuns']);
  });

  it('is for who was given the card', async () => {
    await closedConference();
    const card = await signal('wijkagent');
    const pressed = await table.press(
      'buitenstaander',
      'signal.startUrgent',
      {},
      { card, conversation: table.own('buitenstaander') },
    );
    expect(notices(pressed)).toEqual(['refusal:unknown']);
    expect(dataOf(card, 'signal.startUrgent')).toMatchObject({ signal: 'G1' });
  });
});

describe('a signal afterwards', () => {
  it('stands on the next opening, in the plan and in the timeline', async () => {
    await closedConference();
    await signal('wijkagent', { scenario: 'S1' });
    await startAgain(table);
    const opening = textOf(table.offering('conference.join'));
    expect(opening).toContain('Signalen sinds de vorige keer');
    expect(opening).toContain(`${what} (Politie) · S1`);
    await table.say('procesregisseur', 'plan');
    expect(textOf(table.cardWith('Risicomanagementplan'))).toContain(what);
    await table.say('procesregisseur', 'tijdlijn');
    expect(textOf(table.cardWith('Tijdlijn'))).toContain(`Signaal G1 (Politie) – ${what}`);
  });

  it('leaves no word of it in the meeting chat once the minutes are filed', async () => {
    await closedConference();
    await signal('wijkagent');
    await table.press('procesregisseur', 'minutes.adopt');
    await table.say('procesregisseur', 'plan');
    const shown = table.chat.shown.filter(one => one.conversation === table.conversation.id);
    expect(JSON.stringify(shown)).not.toContain(what);
  });
});
