import type { CaseState } from '../domain/case-state.ts';
import type { Verb } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card, CardRenderer, CardView, FormView, RecordedLine } from '../ports/card-renderer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Language } from '../ports/conversations.ts';
import { type FormName, type FormToken, formNames } from '../ports/form-tokens.ts';
import type { Ids } from '../ports/ids.ts';
import type { Member } from '../ports/roster.ts';
import type { Accepted, Answer } from './execute.ts';
import { keptValues, nextForm } from './next-form.ts';
import { recordedLines } from './recorded-lines.ts';

/** Who asks, and what the card they pressed looked like. */
export interface Asker {
  readonly person: PersonId;
  readonly language: Language;
  readonly members: readonly Member[];
  readonly values: Readonly<Record<string, string>>;
  /** As in `Turn`. */
  readonly client?: string | undefined;
  /** Aborted when they were told to try again. */
  readonly signal?: AbortSignal | undefined;
}

/** Rows of a list and cards that only show something have no form of their own to come back. */
function isForm(name: FormToken['form']): name is FormName {
  return formNames.some(form => form === name);
}

/** The action that a form was about was withdrawn since. */
function isAboutNothing({ action }: FormToken, state: CaseState | undefined): boolean {
  return action !== undefined && !state?.actions.some(one => one.id === action);
}

/** The answer to a press: a card for that person, with what was recorded and what comes next. A courtesy, never state. */
export function createAnswers(deps: { renderer: CardRenderer; clock: Clock; ids: Ids }) {
  const { renderer, clock, ids } = deps;

  function form(
    asker: Asker,
    token: FormToken,
    state: CaseState | undefined,
    more: Partial<Pick<FormView, 'refusals' | 'recorded' | 'hints' | 'warnings' | 'values' | 'askToJoin' | 'proposed'>>,
  ): Card {
    const shared = { language: asker.language, token: token.token, now: clock.now(), refusals: [], recorded: [] };
    if (token.form === 'board' && state !== undefined && token.conference !== undefined)
      return renderer.render({ kind: 'board', ...shared, state, conference: token.conference, ...more });
    if (!isForm(token.form) || isAboutNothing(token, state)) return notice(asker, more.recorded ?? [], more.refusals);
    const view: CardView = {
      kind: 'form',
      form: token.form,
      ...shared,
      ...(state !== undefined && { state }),
      ...(token.conference !== undefined && { conference: token.conference }),
      ...(token.action !== undefined && { action: token.action }),
      ...(token.item !== undefined && { item: token.item }),
      members: asker.members,
      viewer: asker.person,
      values: {},
      askToJoin: false,
      withBoardLines: false,
      ...more,
    };
    return renderer.render(view);
  }

  /** A card without a form: what was recorded, or why nothing was. */
  function notice(
    asker: Asker,
    recorded: readonly RecordedLine[],
    refusals: readonly Refusal[] = [],
    heard: Partial<Pick<Accepted, 'hints' | 'warnings'>> = {},
  ): Card {
    return renderer.render({ kind: 'notice', language: asker.language, refusals, recorded, ...heard });
  }

  return {
    form,
    notice,

    /** What was recorded, and the form that this person most likely needs next. */
    accepted(asker: Asker, token: FormToken, verb: Verb, accepted: Accepted): Answer {
      const recorded = recordedLines(accepted);
      const { hints, warnings, conference } = accepted;
      if (!isForm(token.form)) return { card: notice(asker, recorded, [], { hints, warnings }), tokens: [] };
      const inMeeting = token.conversation !== undefined;
      const pressed = { form: token.form, verb, values: asker.values, inMeeting };
      const next = nextForm(pressed, conference, asker.person);
      if (next === undefined) return { card: notice(asker, recorded, [], { hints, warnings }), tokens: [] };
      const nextToken: FormToken = {
        token: ids.newToken(),
        tenant: token.tenant,
        form: next,
        phase: conference.phase,
        case: accepted.state.code,
        conference: conference.id,
        // What somebody answers in a chat of their own goes on there.
        ...(token.conversation !== undefined && { conversation: conference.conversation }),
        person: asker.person,
        ...itemOf(accepted, next),
      };
      const values = keptValues(pressed, next, conference, asker.person);
      const card = form(asker, nextToken, accepted.state, { recorded, hints, warnings, values });
      return { card, tokens: [nextToken] };
    },
  };
}

/** A form that is about what was just recorded. */
function itemOf({ events }: Accepted, next: FormToken['form']): Pick<FormToken, 'item'> {
  const recorded = events.find(event => event.type === 'SignalRecorded');
  return next === 'tellSignal' && recorded !== undefined ? { item: recorded.signal.id } : {};
}

export type Answers = ReturnType<typeof createAnswers>;
