import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { linesOf, textOf, verbsOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { cardsOf, code, filledIn, notices, type SayOptions, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['partner1'], processDirectors: ['partner1'] });

/** Says it and returns the one card that comes back. */
async function cardFor(name: Parameters<TableUnderTest['say']>[0], text: string, options?: SayOptions): Promise<Card> {
  const before = table.chat.shown.length;
  await table.say(name, text, options);
  const cards = cardsOf(table.chat.shown.slice(before).map(({ message }) => message));
  expect(cards).toHaveLength(1);
  return cards[0] ?? { type: 'AdaptiveCard' };
}
const standing = (text: string) => table.chat.shown.filter(one => JSON.stringify(one.message).includes(text));

describe('start', () => {
  it('with code and approach opens: the board appears, then the first prompt', async () => {
    const replies = await table.say('procesregisseur', `start ${code.toLowerCase()} top x ogg`);
    expect(replies).toEqual([]);
    const conference = await table.conference();
    expect(conference).toMatchObject({ number: 1, chair: entraId('procesregisseur'), phase: 'opening' });
    expect((await table.state()).approach).toBe('Top X OGG');
    const [board, prompt] = table.chat.shown.map(one => (one.message.kind === 'card' ? verbsOf(one.message.card) : []));
    expect(board).toContain('summary.request');
    expect(prompt).toContain('conference.join');
    expect(table.chat.shown).toHaveLength(2);
  });

  it('bare gives a form, and pressing that opens', async () => {
    const form = await cardFor('procesregisseur', 'start');
    expect(notices(form)).toEqual([]);
    const inputs = { case: code, approach: 'MDA++', minutes: '30' };
    const answer = await table.press('procesregisseur', 'conference.open', inputs, { card: form });
    expect(textOf(answer)).toContain(`Casusoverleg gestart: ${code}`);
    expect(await table.conference()).toMatchObject({ minutesAvailable: 30 });
    expect((await table.state()).approach).toBe('MDA++');
  });

  it('bare is a form for whoever typed it, and nobody else', async () => {
    const form = await cardFor('procesregisseur', 'start');
    const inputs = { case: code, approach: 'Top X' };
    const answer = await table.press('wijkagent', 'conference.open', inputs, { card: form });
    expect(notices(answer)).toEqual(['refusal:unknown']);
    await expect(table.state()).rejects.toThrow('there is no case');
  });

  it.each([
    ['a code of the wrong form', 'start zaak12 Top X', 'refusal:caseCode:case', { case: 'zaak12', approach: 'Top X' }],
    ['an unknown approach', `start ${code} Top Z`, 'refusal:approach:approach', { case: code }],
    ['no approach for a new case', `start ${code}`, 'refusal:approach:approach', { case: code }],
  ])('with %s gives the form with the reason and what was typed', async (_name, text, notice, values) => {
    const form = await cardFor('procesregisseur', text);
    expect(notices(form)).toEqual([notice]);
    expect(filledIn(form)).toMatchObject(values);
    await expect(table.state()).rejects.toThrow('there is no case');
    await table.press('procesregisseur', 'conference.open', { case: code, approach: 'Top X' }, { card: form });
    expect((await table.state()).approach).toBe('Top X');
  });

  it('says which approach was not understood', async () => {
    expect(textOf(await cardFor('procesregisseur', `start ${code} Top Z`))).toContain('Top Z');
  });

  it('is refused while a conference is open, in this chat and in another', async () => {
    await playTo(table, 'opening');
    const here = await cardFor('procesregisseur', 'start ZVH-2026-003 Top X');
    expect(notices(here)).toEqual(['refusal:conferenceOpenHere:case']);
    const again = await cardFor('wijkagent', `start ${code}`);
    expect(notices(again)).toEqual(['refusal:conferenceOpenHere:case']);
    const elsewhere = await cardFor('procesregisseur', `start ${code}`, { conversation: await table.otherChat() });
    expect(notices(elsewhere)).toEqual(['refusal:conferenceOpenElsewhere:case']);
    expect((await table.state()).conferences).toHaveLength(1);
  });

  it('by two people in two chats at the same moment opens one conference', async () => {
    const other = await table.otherChat();
    await Promise.all([
      table.say('procesregisseur', `start ${code} Top X`),
      table.say('wijkagent', `start ${code} Top X`, { conversation: other }),
    ]);
    expect((await table.events()).filter(event => event.type === 'ConferenceOpened')).toHaveLength(1);
  });

  it('on a case of other people answers as if the code were unknown, open or closed', async () => {
    table.chat.enter({ person: entraId('buitenstaander'), name: 'Buitenstaander' });
    const other = await table.otherChat();
    await playTo(table, 'opening');
    const whileOpen = await cardFor('buitenstaander', `start ${code}`, { conversation: other });
    expect(notices(whileOpen)).toEqual(['refusal:unknown:case']);
    await playTo(table, 'closed', 'opening');
    const whenClosed = await cardFor('buitenstaander', `start ${code} Top X OGG`, { conversation: other });
    expect(notices(whenClosed)).toEqual(['refusal:unknown:case']);
    const bare = await cardFor('buitenstaander', 'start', { conversation: other });
    const pressed = { card: bare, conversation: other };
    const answer = await table.press('buitenstaander', 'conference.open', { case: code, approach: 'Top X' }, pressed);
    expect(notices(answer)).toEqual(['refusal:unknown:case']);
    expect(textOf(answer)).not.toContain('voorbijganger');
    expect((await table.state()).conferences).toHaveLength(1);
  });

  it.each(['wijkagent', 'partner1'] as const)(
    'on a closed case takes a former participant or a process director: %s',
    async name => {
      await playTo(table, 'closed');
      expect(await table.say(name, `start ${code}`)).toEqual([]);
      const { conferences, approach } = await table.state();
      expect(conferences.at(-1)).toMatchObject({ number: 2, chair: entraId(name) });
      expect(approach).toBe('Top X OGG');
    },
  );

  it('on a closed case takes its case director, who was never at the table', async () => {
    const director = { person: entraId('buitenstaander'), name: 'Buitenstaander' };
    table.chat.enter(director);
    await playTo(table, 'opening');
    await table.press('procesregisseur', 'conference.setCaseDirector', { director: director.person });
    await playTo(table, 'closed', 'opening');
    expect(await table.say('buitenstaander', `start ${code}`)).toEqual([]);
    expect((await table.state()).conferences).toHaveLength(2);
  });

  it('is for a group chat, not for a personal one', async () => {
    const personal = { ...table.conversation, id: 'personal:1', kind: 'personal' } as const;
    await table.rondetafel.seen(personal);
    const [line] = await table.say('procesregisseur', `start ${code} Top X`, { conversation: personal });
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('chat van het overleg') });
  });
});

describe('moving', () => {
  it.each([
    ['volgende', 'toon', 'opnieuw', 'terug'],
    ['next', 'reveal', 'again', 'back'],
  ])('by %s, %s, %s and %s does what the buttons do', async (next, reveal, again, back) => {
    await playTo(table, 'risks.rate');
    const phase = async () => (await table.conference()).phase;
    await table.say('procesregisseur', reveal);
    expect(await phase()).toBe('risks.revealed');
    await table.say('procesregisseur', again);
    expect(await phase()).toBe('risks.rate');
    await table.say('procesregisseur', back);
    expect(await phase()).toBe('risks.raise');
    await table.say('procesregisseur', next);
    expect(await phase()).toBe('risks.rate');
  });

  it('is refused in the chat to somebody who is neither chair nor note-taker', async () => {
    await playTo(table, 'opening');
    expect(notices(await cardFor('wijkagent', 'volgende'))).toEqual(['refusal:notChairOrNoteTaker']);
    await table.say('procesregisseur', 'notulist', { mention: 'wijkagent' });
    expect(await table.say('wijkagent', 'volgende')).toEqual([]);
    expect((await table.conference()).phase).toBe('risks.raise');
  });

  it.each(['volgende', 'stand', 'samenvatting', 'sluiten', 'vaststellen'])(
    '%s without a conference says how to start one',
    async text => {
      const [line] = await table.say('procesregisseur', text);
      expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('start') });
    },
  );
});

describe('stand', () => {
  it('gives a board at the end of the chat; the old one becomes a line, and edits go to the new one', async () => {
    await playTo(table, 'risks.raise');
    await table.say('wijkagent', 'stand');
    const newest = table.chat.shown.at(-1);
    expect(standing('Het bord staat verder naar beneden')).toHaveLength(1);
    await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting in de flat' });
    expect(JSON.stringify(newest?.message)).toContain('Brandstichting in de flat');
    expect(standing('"verb":"summary.request"')).toEqual([newest]);
    await table.press('procesregisseur', 'step.next', {}, { card: table.offering('summary.request') });
    expect((await table.conference()).phase).toBe('risks.rate');
  });

  it('has a twin in English', async () => {
    await playTo(table, 'opening');
    const before = table.chat.shown.length;
    await table.say('procesregisseur', 'board');
    expect(table.chat.shown).toHaveLength(before + 1);
  });
});

describe('samenvatting', () => {
  it('is the conference so far in at most fifteen lines', async () => {
    await playTo(table, 'topThree.raise');
    for (let number = 1; number <= 12; number++)
      await table.press('wijkteam', 'factor.raise', { what: `Factor nummer ${number}` });
    await playTo(table, 'agreed', 'topThree.raise');
    await table.say('wijkagent', 'samenvatting');
    const card = table.cardWith('Samenvatting casusoverleg 1');
    const lines = linesOf(card).slice(2);
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(lines.join('\n')).toContain('Geweld tegen een voorbijganger: hoog');
    expect(lines.join('\n')).toContain('Gesprek over werk');
  });

  it('is what the button of the board gives, for one person, who can go back to the board', async () => {
    await playTo(table, 'risks.rate');
    const before = table.chat.sent.length;
    const pressed = await table.press('wijkagent', 'summary.request');
    const board = await table.press('wijkagent', 'board.show', {}, { card: pressed });
    expect(table.chat.sent).toHaveLength(before);
    expect(verbsOf(board)).toEqual(verbsOf(table.offering('step.back')));
    await table.say('wijkagent', 'summary');
    expect(linesOf(table.cardWith('Samenvatting casusoverleg'))).toEqual(linesOf(pressed));
  });
});

describe('sluiten', () => {
  it('refused shows the form with the factor that is not covered, and the form closes', async () => {
    await playTo(table, 'actions');
    await table.say('procesregisseur', 'sluiten');
    const form = table.offering('conference.close');
    expect(notices(form)).toEqual(['refusal:topThreeWithoutAction:F1']);
    expect(textOf(form)).toContain('Geen dagbesteding');
    const withoutAction = { 'reason:F1': 'Eerst de uitslag van het onderzoek' };
    await table.press('procesregisseur', 'factor.withoutAction', withoutAction, { card: form });
    await table.press('procesregisseur', 'conference.close', {}, { card: form });
    expect((await table.conference()).closed).toBeDefined();
  });

  it('closes in every phase, and shows the minutes in draft', async () => {
    await playTo(table, 'risks.raise');
    expect(await table.say('procesregisseur', 'sluiten')).toEqual([]);
    expect((await table.conference()).closed).toBeDefined();
    expect(textOf(table.offering('minutes.adopt'))).toContain('concept');
  });

  it('is for the chair, and only once', async () => {
    await playTo(table, 'risks.raise');
    expect(notices(await cardFor('wijkagent', 'close'))).toEqual(['refusal:notChair']);
    await table.say('procesregisseur', 'close');
    expect(notices(await cardFor('procesregisseur', 'sluiten'))).toEqual(['refusal:closed']);
  });
});

describe('vaststellen', () => {
  it('adopts and files, once', async () => {
    await playTo(table, 'risks.raise');
    expect(notices(await cardFor('procesregisseur', 'vaststellen'))).toEqual(['refusal:notClosedYet']);
    await table.say('procesregisseur', 'sluiten');
    expect(notices(await cardFor('wijkagent', 'adopt'))).toEqual(['refusal:notChair']);
    expect(await table.say('procesregisseur', 'vaststellen')).toEqual([]);
    expect((await table.conference()).filed?.version).toBe(1);
    expect(notices(await cardFor('procesregisseur', 'vaststellen'))).toEqual(['refusal:alreadyAdopted']);
  });
});

describe('language', () => {
  it('en makes what comes after it English, and nl Dutch again', async () => {
    await playTo(table, 'opening');
    expect(await table.say('wijkagent', 'taal en')).toMatchObject([{ kind: 'line', text: 'English from now on.' }]);
    await table.say('procesregisseur', 'next');
    expect(table.offering('risk.raise')).toMatchObject({ lang: 'en' });
    expect(textOf(table.offering('summary.request'))).toContain('Risks');
    const answer = await table.press('buitenstaander', 'risk.raise', { what: 'Arson' });
    expect(answer).toMatchObject({ lang: 'en' });
    await table.say('wijkagent', 'language nl');
    await table.say('procesregisseur', 'next');
    expect(table.offering('step.reveal')).toMatchObject({ lang: 'nl' });
  });
});

describe('other words', () => {
  it('help lists what can be typed', async () => {
    for (const words of ['help', 'hulp', '?'])
      expect(textOf(await cardFor('wijkagent', words))).toContain('samenvatting · summary');
  });

  it('that are no command get one line, and record nothing', async () => {
    await playTo(table, 'risks.rate');
    const events = (await table.events()).length;
    const [line] = await table.say('wijkagent', 'goedemorgen allemaal');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('Typ @Rondetafel help') });
    expect((await table.events()).length).toBe(events);
  });

  it('that are no command are answered without a mention where nobody has to mention the bot', async () => {
    const conversation = { ...table.conversation, id: 'personal:wijkagent', kind: 'personal' } as const;
    const [line] = await table.say('wijkagent', 'goedemorgen', { conversation });
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('Typ help') });
  });

  it('after notulist, without a mention, are answered by asking to mention somebody', async () => {
    await playTo(table, 'opening');
    const [line] = await table.say('procesregisseur', 'notulist wijkteam');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('@Rondetafel notulist @wie') });
    expect((await table.conference()).noteTaker).toBeUndefined();
  });

  it('of somebody without an Entra id or outside the chat do nothing', async () => {
    await playTo(table, 'opening');
    for (const [name, options] of [
      ['procesregisseur', { anonymous: true }],
      ['buitenstaander', {}],
    ] as const) {
      const [line] = await table.say(name, 'volgende', options);
      expect(line?.kind).toBe('line');
    }
    expect((await table.conference()).phase).toBe('opening');
  });
});
