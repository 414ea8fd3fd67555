import type { BlindPhase } from '../domain/agenda.ts';
import type { FormView } from '../ports/card-renderer.ts';
import { type Choice, itemChoices, levelChoices } from './choices.ts';
import { type Tools, tableOf } from './frame.ts';
import { scoreChoices } from './score-choices.ts';

/** One thing that is asked of everybody in a blind phase: a risk, a subject, or the vote itself. */
export interface AskedOfAll {
  /** What stands before the seat in the id of an input: `level:R1`. */
  readonly input: string;
  /** Empty for the vote, which is about all factors together. */
  readonly id: string;
  readonly what: string;
  readonly answers: readonly HandAnswer[];
}

interface HandAnswer {
  readonly person: string;
  readonly recordedBy?: string;
  readonly value: string;
}

/** What this blind phase asks, with the answers of its current round. */
export function askedOfAll(phase: BlindPhase, view: FormView): readonly AskedOfAll[] {
  const { state, conference } = tableOf(view);
  switch (phase) {
    case 'risks.rate': {
      const ratings = conference.ratingRounds.at(-1)?.answers ?? [];
      return state.risks.map(({ id, what }) => ({
        input: `level:${id}`,
        id,
        what,
        answers: ratings.filter(one => one.risk === id).map(one => handAnswer(one, one.level)),
      }));
    }
    case 'safety.score': {
      const scores = conference.scoreRounds.at(-1)?.answers ?? [];
      return state.subjects.map(({ id, name }) => ({
        input: `score:${id}`,
        id,
        what: name,
        answers: scores.filter(one => one.subject === id).map(one => handAnswer(one, String(one.score))),
      }));
    }
    case 'topThree.vote': {
      const votes = conference.voteRounds.at(-1)?.answers ?? [];
      const answers = votes.map(one => handAnswer(one, one.factors.join(',')));
      return dynamicFactors(view).length === 0 ? [] : [{ input: 'factors', id: '', what: '', answers }];
    }
  }
}

function handAnswer({ person, recordedBy }: { person: string; recordedBy?: string }, value: string): HandAnswer {
  return { person, value, ...(recordedBy !== undefined && { recordedBy }) };
}

/** What each hand may be raised for. */
export function handChoices(phase: BlindPhase, view: FormView, { words, room }: Tools): readonly Choice[] {
  switch (phase) {
    case 'risks.rate':
      return levelChoices(words, true);
    case 'safety.score':
      return scoreChoices(words);
    case 'topThree.vote':
      return itemChoices(dynamicFactors(view), { ...room, text: Math.min(room.text, mostPerChoice) });
  }
}

/** The list is there once for every seat, so each choice is kept to one line. */
const mostPerChoice = 40;

function dynamicFactors(view: FormView) {
  return tableOf(view).state.factors.filter(factor => factor.kind === 'dynamic');
}
