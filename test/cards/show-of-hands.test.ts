import { describe, expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import { blind, idOf, janna, scored, shown, withCase } from './janna.ts';
import { choicesOf, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { casusX, inPhase, person, type Scene, sized, withConference } from './states.ts';

const ids = (card: unknown) => inputsOf(card).map(input => String(input.id));

function fresh(phase: 'risks.rate' | 'topThree.vote', scene: Scene = casusX()): Scene {
  const round = [{ revealed: false, answers: [] }];
  return withConference(inPhase(scene, phase), { ratingRounds: round, voteRounds: round });
}
const grid = (scene: Scene, more = {}) => shown(scene, 'showOfHands', { viewer: scene.chair, ...more });

describe('a show of hands', () => {
  it('asks a level of every seat for every risk, without chair and note-taker', () => {
    const scene = withConference(fresh('risks.rate'), { noteTaker: person(5) });
    const card = grid(scene);
    expect(ids(card)).toEqual(['level:R1:2', 'level:R1:3', 'level:R1:4']);
    expect(inputOf(card, 'level:R1:2').label).toBe('Wijkagent · Politie');
    expect(choicesOf(card, 'level:R1:2').map(one => one.value)).toContain('unknown');
    expect(verbsOf(card)).toEqual(['risk.recordRatings']);
  });

  it('asks a score of every seat for every person at risk', () => {
    const card = grid(janna('safety.score'));
    expect(ids(card).slice(0, 3)).toEqual(['score:P1:2', 'score:P1:3', 'score:P1:4']);
    expect(ids(card)).toContain('score:P2:6');
    expect(choicesOf(card, 'score:P1:2')).toHaveLength(11);
    expect(verbsOf(card)).toEqual(['safety.recordScores']);
  });

  it('asks every seat for its factors, dynamic ones only', () => {
    const card = grid(fresh('topThree.vote'));
    expect(ids(card)).toEqual(['factors:2', 'factors:3', 'factors:4', 'factors:5']);
    expect(inputOf(card, 'factors:2').isMultiSelect).toBe(true);
    expect(choicesOf(card, 'factors:2').map(one => one.value)).toEqual(['F1', 'F2', 'F4']);
    expect(textOf(card)).toContain('Ieder kiest er hoogstens drie:');
    expect(verbsOf(card)).toEqual(['topThree.recordVotes']);
  });

  it('requires nobody’s answer', () => {
    expect(inputsOf(grid(fresh('risks.rate'))).filter(input => input.isRequired === true)).toEqual([]);
  });

  it.each([
    ['outside a blind phase', inPhase(casusX(), 'actions'), 'Nu is er geen ronde waarin ieder voor zich antwoordt.'],
    [
      'without anybody at the table',
      withConference(fresh('risks.rate'), { attendees: [] }),
      'Er zit nog niemand aan tafel',
    ],
    ['without anything to ask', withCase(janna('safety.score'), { subjects: [] }), 'Er is nog niets om te vragen.'],
  ])('says why there is nothing to fill in %s', (_name, scene, why) => {
    const card = grid(scene);
    expect(textOf(card)).toContain(why);
    expect(inputsOf(card)).toEqual([]);
    expect(verbsOf(card)).toEqual([]);
  });
});

describe('what was answered already', () => {
  const mine = { ...scored('jeugdarts', 'P1', 5), recordedBy: idOf('procesregisseur') };
  const scene = janna('safety.score', { scoreRounds: [blind(scored('wijkagent', 'P1', 9, 'kanarie'), mine)] });

  it('has a tick, and only what this person recorded is filled in', () => {
    const card = grid(scene);
    expect(inputOf(card, 'score:P1:5')).toMatchObject({ value: '5', label: '✓ Jeugdarts · Jeugdgezondheidszorg' });
    expect(inputOf(card, 'score:P1:6').label).toBe('✓ Wijkagent · Politie');
    expect(inputOf(card, 'score:P1:6').value).toBeUndefined();
    expect(inputOf(card, 'score:P1:2').label).toBe('Medewerker Veilig Thuis · Veilig Thuis');
    expect(JSON.stringify(card)).not.toContain('kanarie');
  });

  it('is the same for whoever records, whatever others gave themselves', () => {
    const other = janna('safety.score', { scoreRounds: [blind(scored('wijkagent', 'P1', 0), mine)] });
    expect(grid(other)).toEqual(grid(scene));
  });

  it('is not filled in for somebody else who leads', () => {
    const both = withConference(scene, { noteTaker: idOf('reclasseerder') });
    const card = shown(both, 'showOfHands', { viewer: idOf('reclasseerder') });
    expect(inputOf(card, 'score:P1:5').value).toBeUndefined();
  });

  it('explains the tick only when there is one', () => {
    expect(textOf(grid(scene))).toContain('✓ heeft al geantwoord.');
    expect(textOf(grid(janna('safety.score')))).not.toContain('✓ heeft al geantwoord.');
  });
});

describe('a large table', () => {
  const text = (about: string) => `${about} ${'woorden '.repeat(30)}`.slice(0, 200);
  const large = (organisations: number, risks: number, factors: number) =>
    sized('large', { organisations, risks, factors, actions: 0, text });

  it('records eight partners and three risks in one go', () => {
    expect(ids(grid(fresh('risks.rate', large(8, 3, 8))))).toHaveLength(24);
  });

  it('records eight partners’ votes on eight factors in one go', () => {
    const card = grid(fresh('topThree.vote', large(8, 1, 8)));
    expect(ids(card)).toHaveLength(8);
    expect(linesOf(card)).not.toContain('De rest komt in een tweede keer, als je deze hebt vastgelegd.');
  });

  it('cuts what doesn’t fit, says so, and asks the rest once these are recorded', () => {
    const scene = fresh('risks.rate', large(15, 12, 8));
    const first = grid(scene);
    expect(textOf(first)).toContain('De rest komt in een tweede keer, als je deze hebt vastgelegd.');
    const attendees = scene.state.conferences.at(-1)?.attendees ?? [];
    const answers = ids(first).flatMap(id => {
      const [, risk = '', seat = ''] = id.split(':');
      const at = attendees[Number(seat) - 1];
      if (at === undefined) return [];
      const { person: who, organisation } = at;
      return [{ person: who, organisation, risk, level: 'low' as const, recordedBy: scene.chair }];
    });
    expect(answers.length).toBe(ids(first).length);
    const second = grid(withConference(scene, { ratingRounds: [{ revealed: false, answers }] }));
    expect(ids(second).filter(id => ids(first).includes(id))).toEqual([]);
  });

  it.each([
    ['risks.rate', large(60, 12, 8)],
    ['topThree.vote', large(60, 2, 30)],
  ] as const)('stays under the limit in %s with sixty seats, in both languages', (phase, scene) => {
    for (const language of languages) {
      const card = grid(fresh(phase, scene), { language });
      expect(bytesOf(card)).toBeLessThanOrEqual(maxCardBytes);
      expect(ids(card).length).toBeGreaterThan(2);
    }
  });
});
