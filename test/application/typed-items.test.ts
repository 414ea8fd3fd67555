import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { textOf, verbsOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { filledIn, notices, type SayOptions } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();

/** Types it in the meeting chat, and gives the one card that then stands there. */
async function typed(name: Someone, text: string, options?: SayOptions): Promise<Card> {
  const before = table.chat.shown.length;
  await table.say(name, text, options);
  const [only, ...more] = table.chat.shown.slice(before);
  if (only?.message.kind !== 'card' || more.length > 0) throw new Error(`not one card on "${text}"`);
  return only.message.card;
}

describe('a risk that is typed', () => {
  it('comes back on its form, and is recorded by one press', async () => {
    await playTo(table, 'risks.raise');
    const before = (await table.events()).length;
    const card = await typed('wijkagent', 'risico: brand in de flat');
    expect(filledIn(card)).toMatchObject({ what: 'brand in de flat' });
    expect(notices(card)).toEqual(['hint:checkTyped']);
    expect((await table.events()).length).toBe(before);

    const answer = await table.press('wijkagent', 'risk.raise', filledIn(card), { card });
    expect(textOf(answer)).toContain('brand in de flat');
    expect((await table.state()).risks).toMatchObject([{ what: 'brand in de flat', by: { organisation: 'Politie' } }]);
  });

  it('is for whoever typed it: somebody else records nothing with it', async () => {
    await playTo(table, 'risks.raise');
    const card = await typed('wijkagent', 'risico: brand in de flat');
    expect(notices(await table.press('wijkteam', 'risk.raise', filledIn(card), { card }))).toEqual(['refusal:unknown']);
    expect((await table.state()).risks).toEqual([]);
  });

  it('may be mended before it is recorded, and is asked about when it stands there already', async () => {
    await playTo(table, 'risks.rate');
    const [known] = (await table.state()).risks;
    const card = await typed('wijkteam', `risico: ${known?.what}`);
    const again = await table.press('wijkteam', 'risk.raise', filledIn(card), { card });
    expect(notices(again)).toEqual(['refusal:duplicateItem:what']);
    await table.press('wijkteam', 'risk.raise', { ...filledIn(card), what: 'Brand in de berging' }, { card });
    expect((await table.state()).risks.map(risk => risk.what)).toEqual([known?.what, 'Brand in de berging']);
  });

  it('asks who somebody is that has not joined, with everything kept', async () => {
    await table.say('procesregisseur', 'start ZVH-2026-002 Top X OGG');
    const card = await typed('wijkagent', 'risico: brand in de flat');
    const asked = await table.press('wijkagent', 'risk.raise', filledIn(card), { card });
    expect(notices(asked)).toEqual(['refusal:joinFirst']);
    expect(filledIn(asked)).toMatchObject({ what: 'brand in de flat' });
  });

  it('is shown to be too long by the form, with all of it kept', async () => {
    await playTo(table, 'risks.raise');
    const what = 'woord '.repeat(40).trim();
    const card = await typed('wijkagent', `risico: ${what}`);
    const answer = await table.press('wijkagent', 'risk.raise', filledIn(card), { card });
    expect(notices(answer)).toEqual(['refusal:tooLong:what']);
    expect(filledIn(answer)).toMatchObject({ what });
  });

  it.each(['risico:', 'risico: ', 'actie:'])('needs words: "%s" asks for them when it is pressed', async text => {
    await playTo(table, 'risks.raise');
    const card = await typed('wijkagent', text);
    const verb = text.startsWith('risico') ? 'risk.raise' : 'action.agree';
    const answer = await table.press('wijkagent', verb, filledIn(card), { card });
    expect(notices(answer)).toContain('refusal:required:what');
    expect((await table.state()).risks).toEqual([]);
  });
});

describe('a factor that is typed', () => {
  it('is of the kind that was named', async () => {
    await playTo(table, 'topThree.raise');
    for (const [text, what, kind] of [
      ['factor: geen dagbesteding', 'geen dagbesteding', 'dynamic'],
      ['beschermend: zijn zus belt elke dag', 'zijn zus belt elke dag', 'protective'],
    ] as const) {
      const card = await typed('wijkteam', text);
      await table.press('wijkteam', 'factor.raise', filledIn(card), { card });
      expect((await table.state()).factors.at(-1)).toMatchObject({ what, kind });
    }
  });
});

describe('an action that is typed', () => {
  it('comes back with the day in full and the owner who was mentioned', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: bellen met de kliniek @wie vóór vrijdag', { mention: 'behandelaar' });
    expect(filledIn(card)).toMatchObject({
      what: 'bellen met de kliniek',
      owner: entraId('behandelaar'),
      due: '2026-11-27',
    });
    expect(notices(card)).toEqual(['hint:checkTyped', 'hint:dayRead']);
    expect(textOf(card)).toContain('vrijdag 27 november 2026');

    await table.press('wijkagent', 'action.agree', filledIn(card), { card });
    expect((await table.state()).actions).toMatchObject([
      {
        what: 'bellen met de kliniek',
        owner: { person: entraId('behandelaar'), organisation: 'GGZ' },
        due: '2026-11-27',
      },
    ]);
  });

  it('keeps a clock time', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: langsgaan morgen om 15:30');
    expect(filledIn(card)).toMatchObject({ due: '2026-11-24', dueTime: '15:30' });
    expect(textOf(card)).toContain('dinsdag 24 november 2026 om 15.30');
  });

  it('asks which time is meant when it may be two, with the day kept', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: langsgaan morgen om 3 uur');
    expect(filledIn(card)).toMatchObject({ what: 'langsgaan', due: '2026-11-24' });
    expect(filledIn(card).dueTime).toBeUndefined();
    expect(notices(card)).toEqual(['hint:checkTyped', 'hint:dayRead']);
    expect(textOf(card)).toMatch(/dinsdag 24 november 2026\. Welke tijd bedoel je met ‘.*3 uur’/);
  });

  it('with "zo snel mogelijk" has no day, says so, and keeps the rest', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: huisbezoek @wie zo snel mogelijk', { mention: 'wijkteam' });
    expect(filledIn(card)).toMatchObject({ what: 'huisbezoek', owner: entraId('wijkteam') });
    expect(filledIn(card).due).toBeUndefined();
    expect(notices(card)).toEqual(['hint:checkTyped', 'hint:noDayRead']);
    expect(textOf(card)).toContain('zo snel mogelijk');
    const answer = await table.press('wijkagent', 'action.agree', filledIn(card), { card });
    expect(notices(answer)).toEqual(['refusal:required:due']);
    expect(filledIn(answer)).toMatchObject({ what: 'huisbezoek', owner: entraId('wijkteam') });
  });

  it('has no owner when a name was only typed', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: Jan belt de huisarts morgen');
    expect(filledIn(card)).toMatchObject({ what: 'Jan belt de huisarts', due: '2026-11-24' });
    expect(filledIn(card).owner).toBeUndefined();
  });

  it('of a day that has passed is refused when it is pressed, with the rest kept', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'actie: huisbezoek vóór 20 november 2026');
    const answer = await table.press(
      'wijkagent',
      'action.agree',
      { ...filledIn(card), owner: entraId('wijkteam') },
      { card },
    );
    expect(notices(answer)).toEqual(['refusal:pastDate:due']);
    expect(filledIn(answer)).toMatchObject({ what: 'huisbezoek' });
  });
});

describe('an if-then agreement that is typed', () => {
  it('comes back in its two parts, with who was mentioned, and is recorded by one press', async () => {
    await playTo(table, 'actions');
    const card = await typed('wijkagent', 'scenario: als hij niet slaapt, dan langsgaan @wie', {
      mention: 'behandelaar',
    });
    expect(filledIn(card)).toMatchObject({
      signals: 'hij niet slaapt',
      response: 'langsgaan',
      who: entraId('behandelaar'),
    });
    expect(notices(card)).toEqual(['hint:checkTyped']);
    await table.press('wijkagent', 'scenario.draft', filledIn(card), { card });
    expect((await table.state()).scenarios).toMatchObject([{ signals: 'hij niet slaapt', response: 'langsgaan' }]);
  });
});

describe('the forms behind "Meer", when they are asked for in words', () => {
  it('come for whoever typed it, as that person may use them, and change nothing', async () => {
    await playTo(table, 'actions');
    const before = (await table.events()).length;
    const ofChair = await typed('procesregisseur', 'meer');
    expect(verbsOf(ofChair)).toContain('step.extend');
    expect(verbsOf(await typed('wijkagent', 'more'))).not.toContain('step.extend');
    expect((await table.events()).length).toBe(before);
    expect(notices(await table.press('wijkagent', 'step.extend', {}, { card: ofChair }))).toEqual(['refusal:unknown']);
  });
});

describe('the card that echoes it', () => {
  it('becomes a line when the minutes are filed: no words of it are left', async () => {
    await playTo(table, 'actions');
    await typed('wijkteam', 'risico: brand in de flat');
    await typed('wijkteam', 'actie: bellen met de kliniek morgen');
    await playTo(table, 'adopted', 'actions');
    const left = JSON.stringify(table.chat.shown);
    expect(left).not.toContain('brand in de flat');
    expect(left).not.toContain('bellen met de kliniek');
  });

  it('shrinks when its phase is over, like a prompt', async () => {
    await playTo(table, 'risks.raise');
    await typed('wijkagent', 'risico: brand in de flat');
    await table.press('procesregisseur', 'step.next');
    expect(JSON.stringify(table.chat.shown)).not.toContain('brand in de flat');
  });

  it('is not posted in a conference that is closed, nor where there is none', async () => {
    expect(await table.say('wijkagent', 'risico: brand in de flat')).toMatchObject([{ kind: 'line' }]);
    await playTo(table, 'closed');
    expect(notices(await typed('wijkagent', 'risico: brand in de flat'))).toEqual(['refusal:closed']);
  });
});
