import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { CaseDocuments } from '../../src/ports/case-documents.ts';
import { textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import type { Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { cardsOf, code, notices, type TableUnderTest } from '../support/table.ts';

let house: House;
let table: TableUnderTest;
/** What was deleted, and how often the archive is away first. */
let forgotten: string[];
let away: number;
const documents: CaseDocuments = {
  outOfReach: [],
  codes: async () => [code],
  async forget(which) {
    away -= 1;
    if (away >= 0) throw new AdapterError('away', { code: 'ENOTDIR', retryable: true });
    forgotten.push(which);
  },
};
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  [forgotten, away] = [[], 0];
  table = await house.open({ others: ['partner1'], processDirectors: ['partner1'], documents });
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const alone = (name: Someone) => ({ conversation: table.own(name) });
async function conference(): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X`);
  await table.join(['procesregisseur', 'wijkagent', 'behandelaar']);
}
async function form(name: Someone) {
  const [card] = cardsOf(await table.say(name, `casus sluiten ${code}`, alone(name)));
  if (card === undefined) throw new Error('no form');
  return card;
}
async function closed(): Promise<void> {
  await conference();
  await table.say('procesregisseur', 'sluiten');
  const card = await form('procesregisseur');
  await table.press('procesregisseur', 'case.close', { reason: 'goalsMet' }, { card, ...alone('procesregisseur') });
}
const sent = (verb: string) => table.chat.shown.filter(one => JSON.stringify(one.message).includes(`"${verb}"`)).length;

describe('closing a case', () => {
  it('is behind "Meer", de persoon, and is asked when the process ends', async () => {
    await conference();
    const more = await table.press(
      'procesregisseur',
      'form.show',
      { form: 'more' },
      { card: table.offering('form.show') },
    );
    const person = await table.press('procesregisseur', 'form.show', { form: 'person' }, { card: more });
    const opened = await table.press('procesregisseur', 'form.show', { form: 'closeCase' }, { card: person });
    expect(textOf(opened)).toContain('5 jaar');
    const asked = await table.press('procesregisseur', 'case.setPhase', { phase: 'scalingDown' }, { card: person });
    expect(JSON.stringify(asked)).toContain('"verb":"case.close"');
    const answer = await table.press('procesregisseur', 'case.close', { reason: 'goalsMet' }, { card: asked });
    expect(textOf(answer)).toContain('wordt bewaard tot 23 november 2031');
    expect((await table.state()).ended).toMatchObject({ reason: 'goalsMet', retentionUntil: '2031-11-23' });
  });

  it('typed in the meeting chat gives the form in the own chat of the chair, and of nobody else', async () => {
    await conference();
    expect(await table.say('procesregisseur', 'casus sluiten')).toEqual([
      { kind: 'line', text: expect.stringContaining('eigen chat') },
    ]);
    expect(sent('case.close')).toBe(1);
    expect(cardsOf(await table.say('wijkagent', 'casus sluiten')).flatMap(notices)).toEqual(['refusal:notChair']);
    const [line] = await table.say('partner1', `casus sluiten ZVH-2026-999`, alone('partner1'));
    const [outside] = await table.say('wijkteam', `casus sluiten ${code}`, alone('wijkteam'));
    expect(outside).toEqual(line);
  });

  it('without a reason keeps the form', async () => {
    await conference();
    const card = await form('procesregisseur');
    const answer = await table.press('procesregisseur', 'case.close', {}, { card, ...alone('procesregisseur') });
    expect(notices(answer)).toEqual(['refusal:required:reason']);
    expect((await table.state()).ended).toBeUndefined();
  });

  it('is silence: no direction is asked for, nobody is asked beforehand', async () => {
    await closed();
    await table.at('2027-06-01T08:00:00.000Z');
    expect(sent('direction.record')).toBe(0);
  });

  it('can be kept longer by a process director, not by the chair', async () => {
    await closed();
    const inputs = { years: '2', reason: 'Loopt nog een onderzoek' };
    const chairs = await form('procesregisseur');
    const no = await table.press('procesregisseur', 'case.extendRetention', inputs, {
      card: chairs,
      ...alone('procesregisseur'),
    });
    expect(notices(no)).toEqual(['refusal:notProcessDirector']);
    const card = await form('partner1');
    const yes = await table.press('partner1', 'case.extendRetention', inputs, { card, ...alone('partner1') });
    expect(textOf(yes)).toContain('23 november 2033');
    await table.at('2031-11-23T03:00:00.000Z');
    expect(await table.events()).not.toEqual([]);
    await table.at('2033-11-23T03:00:00.000Z');
    expect(await table.events()).toEqual([]);
  });
});

describe('the end of a retention', () => {
  it('destroys the case at three at night, with its documents, and says so without naming it', async () => {
    await closed();
    await table.at('2031-11-23T01:59:59.000Z');
    expect(await table.events()).not.toEqual([]);
    await table.at('2031-11-23T02:00:00.000Z');
    expect(await table.events()).toEqual([]);
    expect(forgotten).toContain(code);
    expect(table.log.lines.filter(line => line.includes('case.destroyed'))).toEqual([
      'info case.destroyed {"conferences":1}',
    ]);
  });

  it('leaves a case alone that was opened again', async () => {
    await closed();
    await startAgain(table);
    expect((await table.state()).ended).toBeUndefined();
    await table.at('2031-11-23T02:00:00.000Z');
    expect(await table.events()).not.toEqual([]);
  });

  it('waits for an archive that is away, and deletes the documents when it is back', async () => {
    away = 2;
    await closed();
    await table.at('2031-11-23T02:00:00.000Z');
    expect(await table.events()).toEqual([]);
    expect(forgotten).toEqual([]);
    for (const minute of ['05', '10', '15']) await table.at(`2031-11-23T02:${minute}:00.000Z`);
    expect(forgotten).toContain(code);
  });

  it('makes the code unknown to everyone, the chair and a new start too', async () => {
    await closed();
    await table.at('2031-11-23T02:00:00.000Z');
    const replies = await table.say('procesregisseur', `start ${code} Top X`);
    expect(
      cardsOf(replies)
        .flatMap(notices)
        .concat(notices(table.offering('conference.open'))),
    ).toContain('refusal:unknown:case');
    expect(await table.events()).toEqual([]);
    const old = await table.press('wijkagent', 'conference.join', { organisation: 'Politie' }).catch(() => undefined);
    if (old !== undefined) expect(notices(old)).toEqual(['refusal:unknown']);
  });
});
