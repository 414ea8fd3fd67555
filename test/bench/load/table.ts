import { actionsOf, type CardJson, type OfferedAction, text } from '../../../src/demo/client-card.ts';
import type { Random } from '../../torture/random.ts';
import type { LoadConnector } from './connector.ts';
import type { Group, Somebody } from './country.ts';
import { course, isForPartners, type PhaseVerb, phaseOf } from './course.ts';
import { fillInLean } from './fill-in-lean.ts';
import type { Deed, Heard } from './sender.ts';

/** Something to send, and what to do with the answer. */
export interface Errand {
  readonly deed: Deed;
  heard(answer: Heard): void;
}

/** People around a case, who go on to the next case when this one is done. */
export interface Table {
  /** What the newest card is about; undefined before the first one of a case. */
  phase(): PhaseVerb | undefined;
  /** What this person does now; undefined when there's nothing to press on. */
  errandOf(who: Somebody): Errand | undefined;
  /** What brings the chair to the next phase. */
  move(): Errand | undefined;
  /** Resolves when another card has come. */
  moved(withinMs: number): Promise<void>;
  /** As if that part of the phase were over. */
  pretendSpent(part: number): void;
}

export interface TableOptions {
  readonly group: Group;
  readonly connector: LoadConnector;
  readonly random: Random;
  readonly today: string;
  /** How long a conference takes, in milliseconds. */
  readonly lengthMs: number;
  /** A code that no other table has. */
  nextCode(): string;
  /** Milliseconds until a board showed what somebody brought in. */
  shown(ms: number): void;
}

interface Button {
  readonly message: string;
  readonly action: OfferedAction;
}
interface Conference {
  readonly chat: string;
  readonly code: string;
  startedAt?: number;
  board?: { readonly message: string; readonly buttons: readonly Button[] };
  readonly newest: Map<string, Button>;
  readonly joined: Set<Somebody>;
  phase?: PhaseVerb;
  phaseSince: number;
  broughtIn: number;
  /** Brought in, and not seen on the board yet. */
  waiting: { readonly marker: string; readonly since: number }[];
}

/** A start that nothing came of is typed again. */
const startAgainMs = 20_000;
/** A board that didn't show it by then has no room for it. */
const lookForMs = 60_000;
const onBoards: ReadonlySet<string> = new Set(['risk.raise', 'factor.raise', 'action.agree']);

export function createTable(options: TableOptions): Table {
  const { group, connector, random, lengthMs } = options;
  let now = begin();
  let marked = 0;
  const waiters = new Set<() => void>();

  function begin(): Conference {
    const code = options.nextCode();
    const chat = `19:${group.tenant.slice(-12)}-${code}@thread.v2`;
    const conference: Conference = {
      ...{ chat, code, newest: new Map(), joined: new Set(), waiting: [] },
      ...{ phaseSince: 0, broughtIn: 0 },
    };
    connector.groupChat(chat, [group.chair, ...group.partners], {
      posted: (message, body) => read(conference, message, body),
      edited: (message, body) => look(conference, message, body),
    });
    return conference;
  }

  function read(conference: Conference, message: string, body: string): void {
    const card = cardIn(body);
    if (card === undefined) return;
    const buttons = actionsOf(card).map(action => ({ message, action }));
    const offers = (verb: string) => buttons.some(({ action }) => action.verb === verb);
    if (offers('summary.request')) {
      conference.board = { message, buttons };
      return;
    }
    for (const button of buttons)
      if (text(button.action.data.ask) === '') conference.newest.set(button.action.verb, button);
    // The list of factors without an action stands beside the form for actions, and can close as well.
    const isCoverage = offers('factor.withoutAction') && offers('step.next');
    const phase = isCoverage ? undefined : course.find(({ verb }) => offers(verb))?.verb;
    if (phase === undefined || phase === conference.phase) return;
    conference.phase = phase;
    conference.phaseSince = performance.now();
    conference.broughtIn = 0;
    for (const wake of [...waiters]) wake();
  }

  /** Its board, with something on it that somebody waits for? */
  function look(conference: Conference, message: string, body: Buffer): void {
    if (message !== conference.board?.message || conference.waiting.length === 0) return;
    const at = performance.now();
    conference.waiting = conference.waiting.filter(({ marker, since }) => {
      const isShown = body.includes(marker);
      if (isShown) options.shown(at - since);
      return !isShown && at - since < lookForMs;
    });
  }

  function start(): Errand | undefined {
    const conference = now;
    const at = performance.now();
    if (at - (conference.startedAt ?? Number.NEGATIVE_INFINITY) < startAgainMs) return undefined;
    conference.startedAt = at;
    const deed: Deed = { chat: conference.chat, who: group.chair, typed: `start ${conference.code} Top X` };
    return { deed, heard: () => undefined };
  }

  function press(who: Somebody, verb: string, heard: (answer: Heard) => void = () => undefined): Errand | undefined {
    const conference = now;
    const button = conference.newest.get(verb);
    if (button === undefined) return undefined;
    const marker = `${random.below(36 ** 4).toString(36)}.${(marked++).toString(36)}.`;
    const { message, action } = button;
    const { broughtIn: nth } = conference;
    const inputs = fillInLean(action, {
      random,
      today: options.today,
      organisation: `Organisatie ${who.name}`,
      marker,
      nth,
    });
    if (onBoards.has(verb)) conference.waiting.push({ marker, since: performance.now() });
    const deed: Deed = { chat: conference.chat, who, verb, message, token: text(action.data.token), inputs };
    return {
      deed,
      heard(answer) {
        if (answer.outcome !== 'recorded')
          conference.waiting = conference.waiting.filter(waiting => waiting.marker !== marker);
        heard(answer);
      },
    };
  }

  /** Something that only looks: the conference so far, or what else there is to do. */
  function lookUp(who: Somebody): Errand | undefined {
    const { board, chat } = now;
    const verb = random.chance(0.7) ? 'summary.request' : 'form.show';
    const action = board?.buttons.find(button => button.action.verb === verb)?.action;
    if (board === undefined || action === undefined) return undefined;
    const { token, verb: _, ...fixed } = action.data;
    const inputs = Object.fromEntries(Object.entries(fixed).map(([id, value]) => [id, text(value)]));
    const deed: Deed = { chat, who, verb, message: board.message, token: text(token), inputs };
    return { deed, heard: () => undefined };
  }

  /** A chair doesn't move on before there's something to talk about, or an action for each factor. */
  function isSpent(): boolean {
    const { phase, phaseSince, broughtIn } = now;
    if (phase === undefined) return false;
    const { share, enough = 0 } = phaseOf(phase);
    return broughtIn >= enough && performance.now() - phaseSince >= share * lengthMs;
  }

  function move(): Errand | undefined {
    const conference = now;
    const { phase } = conference;
    if (phase === undefined) return start();
    return press(group.chair, phaseOf(phase).move ?? phase, ({ outcome }) => {
      // Adopted: on to the next case.
      if (phase === 'minutes.adopt' && outcome === 'recorded' && now === conference) now = begin();
    });
  }

  function partner(who: Somebody): Errand | undefined {
    const conference = now;
    const { phase, joined } = conference;
    if (phase === undefined || phase === 'minutes.adopt') return undefined;
    if (phase === 'conference.join' && !joined.has(who))
      return press(who, phase, ({ outcome }) => {
        if (outcome === 'recorded') joined.add(who);
      });
    const { enough } = phaseOf(phase);
    const hasWork = phase !== 'conference.join' && isForPartners(phase) && joined.has(who);
    if (!hasWork || (enough !== undefined && conference.broughtIn >= enough)) return lookUp(who);
    const errand = press(who, phase, ({ outcome }) => {
      if (outcome !== 'recorded' && conference.phase === phase) conference.broughtIn -= 1;
    });
    conference.broughtIn += 1;
    return errand;
  }

  return {
    phase: () => now.phase,
    errandOf(who) {
      if (who !== group.chair) return partner(who);
      return now.phase === undefined || isSpent() ? move() : lookUp(who);
    },
    move,
    moved: withinMs =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          waiters.delete(wake);
        };
        const wake = () => {
          stop();
          resolve();
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`no card came within ${withinMs / 1_000} s after ${now.phase ?? 'the start'}`));
        }, withinMs);
        waiters.add(wake);
      }),
    pretendSpent(part) {
      if (now.phase !== undefined) now.phaseSince -= part * phaseOf(now.phase).share * lengthMs;
    },
  };
}

function cardIn(body: string): CardJson | undefined {
  const { attachments = [] } = JSON.parse(body) as { attachments?: { content?: CardJson }[] };
  return attachments[0]?.content;
}
