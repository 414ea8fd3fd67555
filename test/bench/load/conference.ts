import { actionsOf, type CardJson, type OfferedAction, text } from '../../../src/demo/client-card.ts';
import type { ChatListener } from './connector.ts';
import { course, type PhaseVerb } from './course.ts';

/** A button on a message. */
export interface Button {
  readonly message: string;
  readonly action: OfferedAction;
}

/** One conference as its chat shows it. */
export interface Conference extends ChatListener {
  readonly chat: string;
  readonly code: string;
  /** What the newest card is about; undefined before the first one. */
  phase(): PhaseVerb | undefined;
  /** When that card came, on the clock of `performance.now`. */
  phaseSince(): number;
  /** The newest button with that verb on a prompt. */
  button(verb: string): Button | undefined;
  onBoard(verb: string): Button | undefined;
  /** From now on the board is looked at for that text. */
  waitFor(marker: string): void;
  /** It was refused, and will not come. */
  giveUp(marker: string): void;
}

/** A board that didn't show it by then has no room for it. */
const lookForMs = 60_000;

/**
 * Reads every card once, when it's posted; of what is edited only the board, and only while somebody waits to see something on it.
 * @param shown gets the milliseconds until a board showed what somebody brought in
 * @param moved is called when a card for another phase has come
 */
export function createConference(
  { chat, code }: { readonly chat: string; readonly code: string },
  { shown, moved }: { readonly shown: (ms: number) => void; readonly moved: () => void },
): Conference {
  const newest = new Map<string, Button>();
  let board: { readonly message: string; readonly buttons: readonly Button[] } | undefined;
  let phase: PhaseVerb | undefined;
  let phaseSince = 0;
  let waiting: { readonly marker: string; readonly since: number }[] = [];

  return {
    chat,
    code,
    phase: () => phase,
    phaseSince: () => phaseSince,
    button: verb => newest.get(verb),
    onBoard: verb => board?.buttons.find(({ action }) => action.verb === verb),
    waitFor(marker) {
      waiting.push({ marker, since: performance.now() });
    },
    giveUp(marker) {
      waiting = waiting.filter(one => one.marker !== marker);
    },

    posted(message, body) {
      const card = cardIn(body);
      if (card === undefined) return;
      const buttons = actionsOf(card).map(action => ({ message, action }));
      const offers = (verb: string) => buttons.some(({ action }) => action.verb === verb);
      if (offers('summary.request')) {
        board = { message, buttons };
        return;
      }
      for (const button of buttons) if (text(button.action.data.ask) === '') newest.set(button.action.verb, button);
      // The list of factors without an action stands beside the form for actions, and can close as well.
      const isCoverage = offers('factor.withoutAction') && offers('step.next');
      const next = isCoverage ? undefined : course.find(({ verb }) => offers(verb))?.verb;
      if (next === undefined || next === phase) return;
      phase = next;
      phaseSince = performance.now();
      moved();
    },

    edited(message, body) {
      if (message !== board?.message || waiting.length === 0) return;
      const at = performance.now();
      waiting = waiting.filter(({ marker, since }) => {
        const isShown = body.includes(marker);
        if (isShown) shown(at - since);
        return !isShown && at - since < lookForMs;
      });
    },
  };
}

function cardIn(body: string): CardJson | undefined {
  const { attachments = [] } = JSON.parse(body) as { attachments?: { content?: CardJson }[] };
  return attachments[0]?.content;
}
