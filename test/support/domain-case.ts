import { readFileSync } from 'node:fs';
import type { Phase } from '../../src/domain/agenda.ts';
import { usualApproaches as approaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { Command, DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { LocalDate } from '../../src/domain/values.ts';
import { warningsAbout } from '../../src/domain/warnings.ts';
import { addDays, publicHolidaysOnly as calendar } from '../../src/domain/working-days.ts';
import { deepFreeze } from './deep-freeze.ts';
import { commandOf } from './turn-command.ts';

// Plays a case file in the domain alone: no cards, no chat, no store. The meaning of a turn is in the README of the sample cases.

export interface Turn {
  readonly by: string;
  readonly verb: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly to?: Phase;
  readonly refuse?: boolean;
  readonly because?: string;
  readonly hint?: string;
  readonly warning?: string;
}

export interface CaseFile {
  readonly case: {
    readonly code: string;
    readonly approach: string;
    readonly minutes: 30 | 45;
    readonly urgent?: true;
  };
  readonly people: Readonly<Record<string, string>>;
  readonly chair: string;
  readonly subjects?: readonly string[];
  readonly conferences: readonly {
    /** `90 days` after the one before. */
    readonly after?: string;
    readonly turns: readonly Turn[];
    readonly expect: Readonly<Record<string, unknown>>;
  }[];
}

export function readCaseFile(name: string): CaseFile {
  return JSON.parse(readFileSync(new URL(`../../src/demo/${name}`, import.meta.url), 'utf8')) as CaseFile;
}

/** What somebody heard on a turn. */
interface Heard {
  readonly turn: Turn;
  readonly refusals: readonly Refusal[];
  readonly hints: readonly string[];
  readonly warnings: readonly string[];
}

export interface PlayedCase {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  /** Per conference, in order: every turn with what was heard. */
  readonly turns: readonly (readonly Heard[])[];
}

/** Presses and folds; knows nothing of case files. */
function createTable(firstDay: LocalDate, members: DecisionContext['members']) {
  const events: CaseEvent[] = [];
  let state: CaseState | undefined;
  let day = firstDay;
  let number = 0;

  function take(bodies: readonly EventBody[], at: string, person: string): void {
    const stamped = bodies.map((body, index) => ({
      id: `e${events.length + index + 1}`,
      at,
      actor: { person },
      ...body,
    }));
    events.push(...stamped);
    state = deepFreeze(fold(stamped, state));
  }

  return {
    events,
    current(): CaseState {
      if (state === undefined) throw new Error('Nothing was played');
      return state;
    },
    conference(): Conference {
      const conference = state?.conferences.at(-1);
      if (conference === undefined) throw new Error('No conference was opened');
      return conference;
    },
    startDay(later: number): void {
      day = addDays(day, later);
      number += 1;
    },
    today: () => day,
    press(name: string, command: Command): Omit<Heard, 'turn'> {
      const id = `c${number}`;
      const actor = { person: `id-${name}`, name };
      const opening = { conferenceId: id, conversation: 'chat-1', processDirectors: [] };
      const now = `${day}T10:00:${String(events.length % 60).padStart(2, '0')}.000Z`;
      const about = command.verb === 'conference.open' ? {} : { conference: id };
      const decision = decide(state, command, {
        now,
        today: day,
        actor,
        members,
        ...about,
        opening,
        approaches,
        calendar,
        processDirectors: [],
      });
      if (decision.kind === 'refused') return { refusals: decision.refusals, hints: [], warnings: [] };
      take(decision.events, now, actor.person);
      return {
        refusals: [],
        hints: (decision.hints ?? []).map(({ code }) => code),
        warnings: warningsAbout(this.current(), this.conference(), day, decision.events).map(({ code }) => code),
      };
    },
  };
}
type Table = ReturnType<typeof createTable>;

const nothingHeard = { refusals: [], hints: [], warnings: [] };

function moveTo(table: Table, phase: Phase, name: string): Omit<Heard, 'turn'> {
  for (let left = 16; left > 0; left--) {
    if (table.conference().phase === phase) return nothingHeard;
    const heard = table.press(name, { verb: 'step.next' });
    if (heard.refusals.length > 0) return heard;
  }
  throw new Error(`No way to ${phase}`);
}

/**
 * Plays all conferences: the chair starts each, everybody joins, subjects are added in the first, then the turns in order.
 * @param firstDay the day of the first conference
 * @throws when a turn is refused that the file doesn't say is, or the other way round, or isn't heard as the file says
 */
export function playCase(file: CaseFile, firstDay: LocalDate): PlayedCase {
  const people = Object.entries(file.people);
  const members = people.map(([name, organisation]) => ({ person: `id-${name}`, name, organisation }));
  const table = createTable(firstDay, members);
  const turns = file.conferences.map(({ after, turns: played }, index) => {
    table.startDay(Number.parseInt(after ?? '0', 10));
    const { code, approach, minutes, urgent } = file.case;
    expectNothingRefused(
      table.press(file.chair, {
        verb: 'conference.open',
        case: code,
        ...(index === 0 && { approach, minutes, ...(urgent && { urgent }) }),
      }),
    );
    for (const [name, organisation] of people)
      expectNothingRefused(table.press(name, { verb: 'conference.join', organisation, role: name }));
    for (const name of index === 0 ? (file.subjects ?? []) : [])
      expectNothingRefused(table.press(file.chair, { verb: 'subject.add', name }));
    return played.map(turn => playTurn(table, file, turn));
  });
  return { state: table.current(), events: table.events, turns };
}

function playTurn(table: Table, file: CaseFile, turn: Turn): Heard {
  const heard =
    turn.to === undefined
      ? table.press(turn.by, commandOf(turn, new Set(Object.keys(file.people)), table.today()))
      : moveTo(table, turn.to, turn.by);
  const isAsSaid =
    heard.refusals.length > 0 === (turn.refuse ?? false) &&
    (turn.hint === undefined || heard.hints.includes(turn.hint)) &&
    (turn.warning === undefined || heard.warnings.includes(turn.warning));
  if (!isAsSaid) throw new Error(`${JSON.stringify(turn)} was heard as ${JSON.stringify(heard)}`);
  return { turn, ...heard };
}

function expectNothingRefused({ refusals }: Omit<Heard, 'turn'>): void {
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
}
