import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import { verbsUnderTest as allVerbs, type VerbUnderTest } from '../cards/verb-inputs.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { code, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { inOwnChat, placeOf, places, type Values, valuesOf, wrongOf } from '../support/verb-places.ts';
import { createWrongPresses } from '../support/wrong-presses.ts';

// Every verb with each of its inputs missing, too long, of the wrong kind; from the wrong person; in the wrong step; after closing.
// Always a card in the language of the chat with what was typed still in it, and nothing recorded.

const chair = 'procesregisseur';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
  table = await house.open({ others: ['partner1'] });
}, 60_000);
afterAll(async () => {
  await house.tidy();
  await house.close();
});

const { cardOf, countEvents, isRefused, triesEachInput } = createWrongPresses(() => ({ house, table }));

/** A closed case and a process director are needed for that: application/case-closing. */
const verbsUnderTest = allVerbs.filter(({ verb }) => verb !== 'case.extendRetention');
const underTest = (...phases: readonly Phase[]) =>
  verbsUnderTest.filter(({ verb }) => {
    const bound = places[verb]?.phases;
    return phases.length === 0
      ? bound === undefined
      : bound !== undefined && phases.some(phase => bound.includes(phase));
  });
/** At the table, where a chair records for others; in one's own chat everybody speaks for themselves. */
const saidAtTheTable = ({ verb }: { readonly verb: string }) =>
  verb !== 'conference.open' && !inOwnChat.has(placeOf(verb).form);
const say = (text: string) => table.say(chair, text);
const raise = (name: Someone, verb: string, inputs: Record<string, string>) => table.press(name, verb, inputs);

it('knows the place of every verb', () => {
  expect(Object.keys(places).sort()).toEqual([...new Set(verbsUnderTest.map(({ verb }) => verb))].sort());
});

describe('while persons at risk are scored', () => {
  beforeAll(async () => {
    await say(`start ${code} MDA++`);
    await table.join();
    for (const name of ['moeder', 'kind van vier']) await table.press(chair, 'subject.add', { name });
    await say('volgende');
    expect((await table.conference()).phase).toBe('safety.score');
  }, 60_000);

  it.each(underTest('safety.score'))('$verb is refused for each wrong input', triesEachInput);

  it('is refused to chair and note-taker, who do not score, and for somebody who may not say so', async () => {
    const one = theVerb('safety.score');
    const values = { 'score:P1': '4', 'explanation:P1': 'Blauwe plek gezien' };
    await isRefused(one, chair, values, ['chairDoesNotRate']);
    await isRefused(one, 'wijkagent', { ...values, for: entraId('behandelaar') }, ['notForOthers:for']);
    await isRefused(one, 'wijkagent', { 'score:P9': '4', 'explanation:P1': 'Een blauwe plek' }, ['required:score:P1']);
    await isRefused(theVerb('safety.recordScores'), chair, { 'score:P1:99': '4' }, ['notParticipant:seat']);
  });
});

function theVerb(verb: string): VerbUnderTest {
  const found = verbsUnderTest.find(one => one.verb === verb);
  if (found === undefined) throw new Error(`no such verb: ${verb}`);
  return found;
}

describe('while results on safety are shown', () => {
  beforeAll(async () => {
    for (const name of ['wijkagent', 'behandelaar'] as const)
      await raise(name, 'safety.score', { 'score:P1': '6', 'score:P2': '7' });
    await table.press(chair, 'step.reveal');
  }, 60_000);

  it.each(underTest('safety.revealed'))('$verb is refused for each wrong input', triesEachInput);
});

describe('while risks are rated', () => {
  beforeAll(async () => {
    await table.press(chair, 'safety.agree', { 'score:P1': '6', 'score:P2': '7' });
    for (const what of ['Geweld tegen moeder', 'Brandstichting']) await raise('wijkagent', 'risk.raise', { what });
    await say('volgende');
  }, 60_000);

  it.each(underTest('risks.rate'))('$verb is refused for each wrong input', triesEachInput);

  it('is refused to the chair, for a risk that is not there, and for an empty seat', async () => {
    const one = theVerb('risk.rate');
    await isRefused(one, chair, { 'level:R1': 'high', 'reason:R1': 'Drie meldingen' }, ['chairDoesNotRate']);
    await isRefused(one, 'wijkagent', { 'level:R9': 'high' }, ['unknown:level:R9']);
    await isRefused(theVerb('risk.recordRatings'), chair, { 'level:R1:99': 'high' }, ['notParticipant:seat']);
  });
});

describe('while levels are agreed', () => {
  beforeAll(async () => {
    await raise('wijkagent', 'risk.rate', { 'level:R1': 'high', 'level:R2': 'low' });
    await table.press(chair, 'step.reveal');
  }, 60_000);

  it.each(underTest('risks.revealed'))('$verb is refused for each wrong input', triesEachInput);
});

describe('while there is a vote', () => {
  beforeAll(async () => {
    await table.press(chair, 'risk.agree', { 'level:R1': 'high', 'level:R2': 'low' });
    for (const what of ['Drank', 'Schulden', 'Geen dagbesteding', 'Ruzie'])
      await raise('wijkteam', 'factor.raise', { what });
    await raise('wijkteam', 'factor.raise', { what: 'Veroordeeld', kind: 'static' });
    await say('volgende');
  }, 60_000);

  it.each(underTest('topThree.vote'))('$verb is refused for each wrong input', triesEachInput);

  it('is refused to the chair, for what does not change, and for more than three', async () => {
    const one = theVerb('topThree.vote');
    await isRefused(one, chair, { factors: 'F1' }, ['chairDoesNotRate']);
    await isRefused(one, 'wijkagent', { factors: 'F5' }, ['notDynamic:F5']);
    await isRefused(one, 'wijkagent', { factors: 'F1,F2,F3,F4' }, ['tooMany:factors']);
    await isRefused(one, 'wijkagent', { factors: 'F9' }, ['unknown:F9']);
  });
});

describe('while the three are decided', () => {
  beforeAll(async () => {
    await raise('wijkagent', 'topThree.vote', { factors: 'F1,F2' });
    await table.press(chair, 'step.reveal');
  }, 60_000);

  it.each(underTest('topThree.revealed'))('$verb is refused for each wrong input', triesEachInput);

  it('needs a reason when it departs from the count, with the choice kept', async () => {
    const one = theVerb('topThree.decide');
    await isRefused(one, chair, { factors: 'F3,F4' }, ['reasonNeeded:reason']);
    await isRefused(one, chair, { factors: 'F5', reason: 'Dit weegt mee' }, ['notDynamic:F5']);
  });
});

describe('at any moment', () => {
  beforeAll(async () => {
    await table.press(chair, 'topThree.decide', { factors: 'F1,F2' });
    for (const what of ['Huisbezoek', 'Schuldhulp', 'Vraag de kliniek'])
      await raise('wijkteam', 'action.agree', {
        what,
        owner: entraId('wijkteam'),
        due: '2026-12-11',
        factors: 'F1,F2',
      });
    const more = await table.press(
      'wijkteam',
      'form.show',
      { form: 'draftScenario' },
      { card: table.offering('step.back') },
    );
    for (const signals of ['Hij slaapt niet', 'Hij belt veel', 'Hij is weg', 'Hij is stil'])
      await table.press('wijkteam', 'scenario.draft', { signals, response: 'Bellen' }, { card: more });
    expect((await table.state()).scenarios).toHaveLength(4);
  }, 60_000);

  const formsOnTheirOwn = underTest().filter(
    ({ verb }) => !['step.next', 'step.back', 'step.extend', 'minutes.adopt', 'signal.startUrgent'].includes(verb),
  );
  // Asked to be withdrawn or kept by its number only, which a button carries.
  it.each(formsOnTheirOwn)('$verb is refused for each wrong input', triesEachInput);

  it.each(verbsUnderTest)('$verb is unknown to somebody who is not in the chat, and from another chat', async one => {
    if (one.verb === 'conference.open') return;
    const card = await cardOf(one);
    const isAlone = inOwnChat.has(placeOf(one.verb).form);
    if (!isAlone) await isRefused(one, 'buitenstaander', valuesOf(one), ['unknown'], { kept: false, card });
    const conversation = await table.otherChat();
    const before = await countEvents();
    if (!isAlone) {
      const answer = await table.pressOnly('wijkagent', one.verb, { ...valuesOf(one) }, { card, conversation });
      expect(notices(answer)).toEqual(['refusal:unknown']);
    }
    expect(await countEvents()).toBe(before);
  });

  it.each(verbsUnderTest.filter(({ verb }) => ['chair', 'leaders'].includes(placeOf(verb).who)))(
    '$verb is refused to a participant, in words that name the chair',
    async one => {
      const said = placeOf(one.verb).who === 'chair' ? 'notChair' : 'notChairOrNoteTaker';
      await isRefused(one, 'wijkagent', valuesOf(one), [said]);
    },
  );

  it.each(verbsUnderTest.filter(({ verb }) => placeOf(verb).who === 'raiser'))(
    '$verb of $inputs.item.value is refused to somebody who did not say it',
    async one => {
      const item = one.verb === 'item.withdraw' ? 'S4' : (one.inputs.item?.value ?? '');
      await isRefused(one, 'reclasseerder', { ...valuesOf(one), item }, ['notYours:item'], { kept: false });
    },
  );

  it.each(['action.accept', 'reminder.done', 'reminder.snooze'])(
    '%s is refused to somebody else than the owner',
    async verb => {
      const values = { ...valuesOf(theVerb(verb)), action: 'A1' };
      await isRefused(theVerb(verb), 'wijkagent', values, ['notOwner:action'], { kept: false });
    },
  );

  it.each(verbsUnderTest.filter(({ verb }) => placeOf(verb).phases !== undefined))(
    '$verb is refused in a step where it does not count',
    async one => {
      const { who } = placeOf(one.verb);
      const by = who === 'chair' || who === 'leaders' ? chair : 'wijkagent';
      await isRefused(one, by, inCase(one), ['wrongPhase']);
    },
  );

  it.each(['step.next', 'step.back', 'step.extend', 'step.open', 'risk.agree', 'topThree.decide', 'safety.agree'])(
    '%s on a card of a phase that is over has happened already',
    async verb => {
      await isRefused(theVerb(verb), chair, inCase(theVerb(verb)), ['alreadyHappened'], { phase: 'opening' });
    },
  );

  /** The inputs, about items that are there. */
  function inCase(one: VerbUnderTest): Values {
    const inputs: Readonly<Record<string, Values>> = {
      'safety.score': { 'score:P1': '4' },
      'safety.agree': { 'score:P1': '4' },
      'risk.rate': { 'level:R1': 'high' },
      'risk.agree': { 'level:R1': 'high' },
      'topThree.vote': { factors: 'F1' },
      'topThree.decide': { factors: 'F1' },
      'risk.recordRatings': { 'level:R1:2': 'low' },
      'safety.recordScores': { 'score:P1:2': '4' },
      'topThree.recordVotes': { 'factors:2': 'F1' },
    };
    return inputs[one.verb] ?? valuesOf(one);
  }

  it.each(['minutes.adopt', 'minutes.correct'])('%s comes after closing', async verb => {
    const said = verb === 'minutes.adopt' ? 'notClosedYet' : 'notAdoptedYet';
    await isRefused(theVerb(verb), chair, valuesOf(theVerb(verb)), [said]);
  });

  it.each(verbsUnderTest.filter(one => saidAtTheTable(one) && placeOf(one.verb).who === 'anyone'))(
    '$verb for somebody else is refused to a participant',
    async one => {
      const phases = placeOf(one.verb).phases;
      if (phases !== undefined && one.verb !== 'safety.score') return;
      await isRefused(one, 'wijkagent', { ...inCase(one), for: entraId('behandelaar') }, ['notForOthers:for']);
    },
  );

  it('a verb that no card has is not understood', async () => {
    for (const verb of ['', 'conference.destroy', '__proto__', 'constructor', 'minutes.recordFiling']) {
      const card = madeUp(verb, table.offering('step.back'));
      const before = await countEvents();
      const answer = await table.pressOnly(chair, verb, { what: 'Brand in de flat' }, { card });
      expect(notices(answer), verb).toEqual(['refusal:notUnderstood']);
      expect(await countEvents()).toBe(before);
    }
  });
});

describe('after closing', () => {
  beforeAll(async () => {
    await table.press(chair, 'conference.close', { nextDate: '2026-12-14' });
    expect((await table.conference()).closed).toBeDefined();
  }, 60_000);

  const outlives = (verb: string) =>
    /^(minutes|reminder|signal|direction)\./.test(verb) ||
    ['action.accept', 'preparation.answer', 'conference.open', 'case.close'].includes(verb);

  it.each(verbsUnderTest.filter(({ verb }) => !outlives(verb)))('$verb is refused as closed', async one => {
    const by = placeOf(one.verb).who === 'anyone' ? 'wijkagent' : chair;
    await isRefused(one, by, valuesOf(one), ['closed']);
    // A form that is wrong besides needs no mending any more.
    const [id, input] = Object.entries(one.inputs)[0] ?? [];
    if (id === undefined || input === undefined) return;
    await isRefused(one, by, { ...valuesOf(one), [id]: wrongOf[input.kind][0] }, ['closed']);
  });
});
