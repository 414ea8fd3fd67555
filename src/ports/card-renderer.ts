import type { CaseState } from '../domain/case-state.ts';
import type { Caseload } from '../domain/caseload.ts';
import type { Concern } from '../domain/concerns.ts';
import type { Hint } from '../domain/hints.ts';
import type { ReadingName } from '../domain/readings.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { ActionId, ConferenceId, Instant, ItemId, LocalDate, PersonId } from '../domain/values.ts';
import type { WordedSentence } from '../domain/wording-facts.ts';
import type { Language } from './conversations.ts';
import type { FormName } from './form-tokens.ts';
import type { NoWordsReason, Proposal, WordedBy } from './language-model.ts';
import type { Member } from './roster.ts';

/** A summary in the words of a machine, as it's kept and shown. */
export interface WordedSummary extends WordedBy {
  readonly language: Language;
  /** When it was worded. */
  readonly at: Instant;
  readonly sentences: readonly WordedSentence[];
  /** What the sentences rest on, to see whether it still holds (`basisOf`). */
  readonly basis: string;
}

/** Words that somebody may take over: what stands in their notes, or a vague item with open places in it. */
export type KeptProposal = { readonly by: WordedBy } & (
  | ({ readonly from: 'notes' } & Proposal)
  | { readonly from: 'item'; readonly item: ItemId; readonly what: string }
);

/** Adaptive Card JSON, opaque to everyone but the renderer and the chat. */
export type Card = { readonly type: 'AdaptiveCard' } & Readonly<Record<string, unknown>>;

/** What was just recorded for this person: a locale key under `recorded.` with the typed words that go in literally. */
export interface RecordedLine {
  readonly key: string;
  readonly item?: string;
  readonly text?: string;
  /** The name of the person it was recorded for, when that is somebody else. */
  readonly who?: string;
}

/** A form as a prompt or decision card for everyone, or as the answer to one person. */
export interface FormView {
  readonly kind: 'form';
  readonly form: FormName;
  readonly language: Language;
  readonly token: string;
  readonly now: Instant;
  /** Absent for `openConference` before there is a case. */
  readonly state?: CaseState;
  readonly conference?: ConferenceId;
  /** People to choose from as owner, director, note-taker: the participants, then the other members of the chat. */
  readonly members: readonly Member[];
  /** The one person who sees this card. Absent: everyone does, and nothing blind may be in it. */
  readonly viewer?: PersonId;
  /** For `reminder` and `acceptAction`: which action. */
  readonly action?: ActionId;
  /** What a form that was opened from another card is about (`editItem`: the item; `raiseFactor`: a life domain). */
  readonly item?: string;
  /** On top, in this order: what is wrong, what was recorded. */
  readonly refusals: readonly Refusal[];
  readonly recorded: readonly RecordedLine[];
  /** What this person should hear with it: once, recorded all the same. */
  readonly hints?: readonly Hint[];
  readonly warnings?: readonly Concern[];
  /** What the person sent, by input id, to be filled in again. */
  readonly values: Readonly<Record<string, string>>;
  /** What somebody took over from a machine, by input id: in the place of what is known. */
  readonly proposed?: Readonly<Record<string, string>>;
  /** Ask organisation and role in the same form, because this person hasn't joined. */
  readonly askToJoin: boolean;
  /** Three board lines on top (a prompt for everyone). */
  readonly withBoardLines: boolean;
  /** On `openConference`: three lines on top for a chat that we were just added to. */
  readonly greeting?: true;
}

export type CardView =
  | FormView
  /** The conference so far; its buttons carry `token`. */
  | {
      readonly kind: 'board';
      readonly language: Language;
      readonly token: string;
      readonly state: CaseState;
      readonly conference: ConferenceId;
      readonly now: Instant;
      /** On top of the answer to the one person who pressed a button of the board; absent on the board itself. */
      readonly refusals?: readonly Refusal[];
      readonly recorded?: readonly RecordedLine[];
      readonly hints?: readonly Hint[];
      readonly warnings?: readonly Concern[];
    }
  /** One line that replaces a former prompt, or a card of a finished conference. */
  | {
      readonly kind: 'line';
      readonly language: Language;
      readonly line: LineKey;
      readonly state?: CaseState;
      readonly conference?: ConferenceId;
      readonly phase?: string;
    }
  /** The conference so far: one table, and at most fifteen lines by rule, or the sentences of a machine with what is missing by rule. */
  | {
      readonly kind: 'summary';
      readonly language: Language;
      /** Set on the answer to a button of the board: it offers the board again. */
      readonly token?: string;
      /** Of the chair's own card: its button puts the same summary in the meeting. */
      readonly post?: string;
      /** What is overdue is reckoned from it; absent: nothing is. */
      readonly today?: LocalDate;
      readonly worded?: WordedSummary;
      /** Why it's by rule after all. */
      readonly why?: NoWordsReason;
      readonly state: CaseState;
      readonly conference: ConferenceId;
    }
  /** What a machine proposed to one person: to take over on the form that records it, or to leave out. */
  | {
      readonly kind: 'proposal';
      readonly language: Language;
      readonly token: string;
      readonly state: CaseState;
      readonly conference: ConferenceId;
      readonly words: KeptProposal;
      /** Which of how many, from 0. */
      readonly nth: number;
      readonly of: number;
    }
  /** The risk-management plan as it stands, what changed first; or only the open actions of the case. */
  | {
      readonly kind: 'plan';
      readonly part: 'whole' | 'actions';
      readonly language: Language;
      readonly state: CaseState;
      /** Where it's asked: days are told without their year in the year of this conference. */
      readonly conference: ConferenceId;
    }
  /** The case in the order of PGAx, to copy. */
  | {
      readonly kind: 'pgax';
      readonly language: Language;
      readonly state: CaseState;
      readonly conference: ConferenceId;
      /** Where the file is that can be imported; absent before anything was filed. */
      readonly location?: string;
    }
  /** What was decided and done in the case, the oldest first. */
  | {
      readonly kind: 'timeline';
      readonly language: Language;
      readonly state: CaseState;
      readonly conference: ConferenceId;
      /** Of the whole case. */
      readonly entries: readonly TimelineEntry[];
      /** Only what belongs to this organisation, as it was typed. */
      readonly partner?: string;
      /** Its button carries it; without it there's no choice of partner on the card. */
      readonly token?: string;
    }
  /** The cases of the house, for its process directors. */
  | {
      readonly kind: 'caseload';
      readonly language: Language;
      readonly now: Instant;
      readonly token: string;
      readonly caseload: Caseload;
      /** From 1, of the cases that need attention. */
      readonly page: number;
      /** Where the whole list is; absent when it couldn't be filed. */
      readonly location?: string;
    }
  /** Something to read: questions for this phase of the process, the method in five lines, what a term means. */
  | {
      readonly kind: 'reading';
      readonly language: Language;
      readonly reading: ReadingName;
      /** Set on the answer to a button: it offers the board again. */
      readonly token?: string;
      readonly state: CaseState;
      readonly conference: ConferenceId;
    }
  /** What one person has to do in several cases, in their own chat. */
  | {
      readonly kind: 'actionList';
      /** Of a morning; everything that's open; what falls due in a leave. */
      readonly list: 'morning' | 'myActions' | 'duringLeave';
      readonly language: Language;
      readonly now: Instant;
      /** Of the list itself; each row has its own. */
      readonly token: string;
      readonly viewer: PersonId;
      /** In the order in which they're shown. */
      readonly rows: readonly ListRow[];
      /** From 1: a list that is leafed through. Of a list that isn't, the first page stands for all of it. */
      readonly page: number;
      readonly refusals?: readonly Refusal[];
      readonly recorded?: readonly RecordedLine[];
    }
  /** Who answered before the next conference and who didn't, for whoever sees to that. */
  | {
      readonly kind: 'preparation';
      readonly language: Language;
      readonly now: Instant;
      readonly state: CaseState;
      readonly conference: ConferenceId;
    }
  /** What was found out, brought to whom it was promised. */
  | {
      readonly kind: 'broughtAnswer';
      readonly language: Language;
      readonly now: Instant;
      readonly state: CaseState;
      readonly conference: ConferenceId;
      readonly action: ActionId;
      /** Which of its answers, counted from 0. */
      readonly answer: number;
      /** Who sees it: to whom it was promised, or the chair in their place. */
      readonly viewer: PersonId;
    }
  /** For one's own chat, when the app was just installed; its buttons carry `token`. */
  | { readonly kind: 'welcome'; readonly language: Language; readonly token?: string }
  | {
      readonly kind: 'help';
      readonly language: Language;
      readonly personal: boolean;
      /** Whether notes can be split here. */
      readonly notes: boolean;
    }
  /** Only a message: a refusal without a form, or what was recorded without a next form. */
  | {
      readonly kind: 'notice';
      readonly language: Language;
      readonly refusals: readonly Refusal[];
      readonly recorded: readonly RecordedLine[];
      readonly hints?: readonly Hint[];
      readonly warnings?: readonly Concern[];
      /** What the person sent, shown literally so that it can be copied: there's no form to fill it in again. */
      readonly values?: Readonly<Record<string, string>>;
      /** A button that sends the very same press again. */
      readonly again?: SamePress | undefined;
    };

/** What a client sent, to be sent once more. */
export interface SamePress {
  readonly verb: string;
  readonly token: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One row of a list: an action, or something that is asked before a conference. */
export interface ListRow {
  readonly kind: 'action' | 'beforehand' | 'preparation';
  /** Its buttons carry it. */
  readonly token: string;
  readonly state: CaseState;
  readonly conference: ConferenceId;
  /** Of an action. */
  readonly action?: ActionId;
}
/** Rows on one page of a list. */
export const rowsOnAPage = 12;

/** `phaseDone`: "Risico's inschatten: klaar". `boardMoved`: the board stands further down. `conferenceFiled`: "Casusoverleg 3 afgesloten; verslag in het archief". */
export type LineKey = 'phaseDone' | 'boardMoved' | 'conferenceFiled';

export interface CardRenderer {
  render(view: CardView): Card;
  /** A plain line for the chat (never with typed text or names in it): locale key under `chat.` */
  line(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
}
