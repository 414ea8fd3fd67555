import type { Command, PersonChoice } from './commands.ts';
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
  | { readonly kind: 'summary' }
  /** From an answer that took the board's place: the board again. */
  | { readonly kind: 'showBoard' }
  | { readonly kind: 'invalid'; readonly refusals: readonly Refusal[] };
