import { expect } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Language } from '../../src/ports/conversations.ts';
import type { FormToken } from '../../src/ports/form-tokens.ts';
import { inputsOf } from '../cards/read-card.ts';
import type { VerbUnderTest } from '../cards/verb-inputs.ts';
import type { House } from './house.ts';
import type { Someone } from './seats.ts';
import { code, notices, type TableUnderTest } from './table.ts';
import { inOwnChat, lost, placeOf, type Values, valuesOf, wrongOf } from './verb-places.ts';

const languages: readonly Language[] = ['nl', 'en'];
const chair = 'procesregisseur';

const rightPerson = (verb: string): Someone =>
  (({ chair, leaders: chair, anyone: 'wijkagent', owner: 'wijkteam', raiser: chair }) as const)[placeOf(verb).who];

/** Asked about what this conference hasn't: a second time under 6, an action of the time before, a factor that isn't covered. */
const notAskedHere = new Set(['safety.scaleUp', 'action.review', 'factor.withoutAction']);

/** Presses what has to be refused, in Dutch and in English, at a table where a conference goes on. */
export interface WrongPresses {
  /** A fresh card with that verb, as it could stand in the chat now; of a personal form, in somebody's own chat. */
  cardOf(one: VerbUnderTest, options?: { readonly phase?: Phase }): Promise<Card>;
  countEvents(): Promise<number>;
  /** A card in the reader's language with these refusals, what was typed still in it, and nothing recorded. Returns the last answer. */
  isRefused(
    one: VerbUnderTest,
    by: Someone,
    values: Values,
    refusals: readonly string[],
    options?: { readonly phase?: Phase; readonly kept?: boolean; readonly card?: Card },
  ): Promise<Card>;
  /** Each input missing, too long or of the wrong kind, the others right. */
  triesEachInput(one: VerbUnderTest): Promise<void>;
}

export function createWrongPresses(at: () => { readonly house: House; readonly table: TableUnderTest }): WrongPresses {
  /** A fresh card of that form, as it could stand in the chat now (or, of a personal form, in somebody's own chat). */
  async function cardOf(one: VerbUnderTest, options: { phase?: Phase } = {}): Promise<Card> {
    const { form } = placeOf(one.verb);
    const { id: conference, phase } = await at().table.conference();
    const isPersonal = inOwnChat.has(form);
    const about = one.inputs.item?.value;
    const token: FormToken = {
      token: `${form}-${Math.round(performance.now() * 1000)}`,
      tenant: at().table.tenant,
      form,
      ...(form !== 'openConference' && { case: code, conference }),
      phase: options.phase ?? phase,
      ...(!isPersonal && { conversation: at().table.conversation.id }),
      ...(isPersonal && { action: 'A1' }),
      ...(form === 'editItem' && about !== undefined && { item: about }),
    };
    await at().house.storage.tokens.save([token]);
    const data = { verb: one.verb, token: token.token };
    return { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb: one.verb, data }] };
  }

  /** Reads on from where it was: the whole record would be opened for every press. */
  let known = 0;
  async function countEvents(): Promise<number> {
    known += (await at().house.storage.events.read({ tenant: at().table.tenant, case: code }, known)).length;
    return known;
  }

  /** Presses in both languages: a card in that language with these refusals, what was typed in it, and nothing recorded. */
  async function isRefused(
    one: VerbUnderTest,
    by: Someone,
    values: Values,
    expected: readonly string[],
    options: { phase?: Phase; kept?: boolean; card?: Card } = {},
  ): Promise<Card> {
    const card = options.card ?? (await cardOf(one, options));
    const isAlone = inOwnChat.has(placeOf(one.verb).form);
    let answer = card;
    for (const language of languages) {
      const conversation = { ...(isAlone ? at().table.own(by) : at().table.conversation), language };
      await at().house.storage.conversations.save(conversation);
      const before = await countEvents();
      answer = await at().table.pressOnly(by, one.verb, { ...values }, { card, conversation });
      const what = `${one.verb} by ${by} with ${JSON.stringify(values)}`;
      expect(
        notices(answer).filter(id => id.startsWith('refusal:')),
        what,
      ).toEqual(expected.map(id => `refusal:${id}`));
      expect(answer.lang, what).toBe(language);
      if (options.kept !== false) expect(lost(answer, values), what).toEqual({});
      expect(await countEvents(), what).toBe(before);
    }
    await at().house.storage.conversations.save({ ...at().table.conversation, language: 'nl' });
    return answer;
  }

  async function triesEachInput(one: VerbUnderTest): Promise<void> {
    const by = rightPerson(one.verb);
    const there = new Set<string>();
    for (const [id, input] of Object.entries(one.inputs)) {
      const right = valuesOf(one);
      if (input.missing !== undefined) {
        const { [id]: _left, ...rest } = right;
        const { code: said, item } = input.missing;
        await isRefused(one, by, rest, [item === undefined ? said : `${said}:${item}`]);
      }
      const [sent, wrong] = wrongOf[input.kind];
      const card = await isRefused(one, by, { ...right, [id]: sent }, [`${wrong}:${id}`]);
      for (const { id: shown } of inputsOf(card)) there.add(String(shown));
    }
    const typed = Object.entries(one.inputs).filter(([, { kind }]) => kind === 'line' || kind === 'text');
    if (typed.length === 0 || notAskedHere.has(one.verb)) return;
    expect(typed.filter(([id]) => there.has(id)).length, 'inputs on the card that came back').toBeGreaterThan(0);
  }

  return { cardOf, countEvents, isRefused, triesEachInput };
}
