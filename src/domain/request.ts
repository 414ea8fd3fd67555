import type { Availability } from './availability.ts';
import type { Command, PersonChoice } from './commands.ts';
import type { OpenableForm, ReadingName } from './readings.ts';
import type { Refusal } from './refusal.ts';

/** What a press asks for, read from its inputs by the schemas in `src/cards/inputs.ts`. */
export type Request =
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly onBehalfOf?: PersonChoice;
      /** Organisation and role given along with a first contribution. */
      readonly join?: { readonly organisation: string; readonly role?: string };
      /** The person saw "staat er al als R1" for these inputs and pressed again. */
      readonly confirmed?: boolean;
    }
  /** The board's button "Afronden": show the closing form, change nothing. */
  | { readonly kind: 'showCloseForm' }
  /** A form of one's own, opened from another card: change nothing. */
  | { readonly kind: 'showForm'; readonly form: OpenableForm; readonly item?: string }
  | { readonly kind: 'showReading'; readonly reading: ReadingName }
  /** When somebody is there to be reminded; it belongs to the person, not to a case. */
  | { readonly kind: 'setAvailability'; readonly availability: Availability }
  /** The timeline of one partner, or of all of them. */
  | { readonly kind: 'showTimeline'; readonly partner?: string }
  /** Another page of the cases of the house, from 1. */
  | { readonly kind: 'showCaseload'; readonly page: number }
  | { readonly kind: 'summary' }
  /** The summary that its chair read, in the meeting. */
  | { readonly kind: 'postSummary' }
  /** What a machine proposed, on the form that records it; or left out. */
  | { readonly kind: 'takeWords' }
  | { readonly kind: 'dropWords' }
  /** From an answer that took the board's place: the board again. */
  | { readonly kind: 'showBoard' }
  | { readonly kind: 'invalid'; readonly refusals: readonly Refusal[] };
