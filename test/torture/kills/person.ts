import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type CardJson, noticesOf, wordsOf } from '../../../src/demo/client-card.ts';
import type { ShownMessage, StubConnector } from '../../support/stub-connector.ts';
import type { PressAnswer, TeamsClient } from '../../support/teams-client.ts';
import type { Random } from '../random.ts';
import { type CardsSeen, createChooser, type Move } from './choose.ts';
import type { Attempt, Ledger, Outcome, Press } from './ledger.ts';
import { readCard } from './read-card.ts';

/** One case, with the chat that it's met about in. */
export interface Table {
  readonly chat: string;
  readonly code: string;
  readonly approach: string;
  readonly chair: string;
}

/** What the people of a batch share. */
export interface World {
  readonly stub: StubConnector;
  readonly client: TeamsClient;
  readonly ledger: Ledger;
  readonly tables: readonly Table[];
  /** False once nobody begins anything new. */
  playing(): boolean;
  /** Resolves when the bot takes presses; with false when it won't any more. */
  up(): Promise<boolean>;
  /** Milliseconds on the clock of the bot. */
  botNow(): number;
  /** The day on that clock, where the house is. */
  today(): string;
  /** Hears what was wrong with an answer, whatever became of the press. */
  wrong(what: string): void;
  /** Hears that something is about to be sent; to be called when it's over. */
  sending(verb: string): () => void;
}

/** Long enough for the deadline of a press and for Teams' own. */
const patienceMs = 15_000;
const unchangedWords = 'Dit stond er al zo. Er is niets veranderd.';
/** On a prompt that is said once; a board moves on. */
const phaseIsOver: ReadonlySet<string> = new Set(['alreadyHappened', 'wrongPhase']);
/** Typed words that the chat answers only when they're refused. The others say nothing for certain: after the last step nothing is next. */
const answeredWhenRefused: ReadonlySet<string> = new Set(['toon', 'vaststellen']);

/**
 * Somebody with one hand: presses or types, waits for the answer, and goes on. Presses that weren't answered are sent again, as Teams
 * or a person would, or left.
 */
export async function playPerson(name: string, world: World, random: Random): Promise<void> {
  const answered = new Map<string, { readonly edits: number; readonly card: ShownMessage['card'] }>();
  /** Prompts that were posted again after a kill: the bot knows the last only, and the others stay as they are. */
  const over = new Set<string>();
  const seen: CardsSeen = {
    cardFor(message) {
      if (over.has(message.id)) return undefined;
      const answer = answered.get(message.id);
      return answer !== undefined && answer.edits === message.edits ? answer.card : message.card;
    },
  };
  const choose = createChooser(name, world, seen, random);

  while (world.playing() && (await world.up())) {
    const move = choose();
    if (move !== undefined) await carryOut(move);
    await pause(move === undefined ? 40 : thinkingMs());
  }

  function thinkingMs(): number {
    const chairs = world.tables.some(({ chair }) => chair === name);
    return chairs ? 40 + random.below(160) : 10 + random.below(120);
  }

  /** Until it's answered, or given up. */
  async function carryOut(move: Move): Promise<void> {
    const press = world.ledger.begin({ ...move, person: name });
    if (press === undefined) return;
    let activityId: string = randomUUID();
    do {
      const sent = world.sending(move.verb);
      const { outcome, connected } = await attempt(press, move, activityId);
      sent();
      if (outcome !== 'unknown') return;
      // A bot that lives may still be at it: what is sent after that would come before it.
      if (!connected) {
        if (random.chance(0.2)) return;
        // Typed words are the same when the activity is; a press also when card and inputs are.
        if (move.kind === 'press' && random.chance(0.3)) activityId = randomUUID();
      }
      await pause(100);
    } while (await world.up());
  }

  async function attempt(press: Press, move: Move, activityId: string): Promise<Heard> {
    const sent: Attempt = { sentAt: world.botNow(), outcome: 'unknown' };
    press.attempts.push(sent);
    const send = () => (move.kind === 'typed' ? type(move, activityId) : pressOn(move, activityId));
    // Teams delivers some activities twice.
    const copies = await Promise.all(random.chance(0.08) ? [send(), send()] : [send()]);
    const best =
      copies.find(({ outcome }) => outcome !== 'unknown') ?? copies.find(({ connected }) => connected) ?? broken;
    sent.outcome = best.outcome;
    if (best.refusals !== undefined) sent.refusals = best.refusals;
    return best;
  }

  async function pressOn(move: Extract<Move, { kind: 'press' }>, activityId: string): Promise<Heard> {
    const { message, card, verb, filled } = move;
    const answer = await heard(world.client.press(name, { ...message, card }, verb, filled, { activityId }));
    if (answer === undefined) return broken;
    if (answer.status !== 200 || answer.card === undefined) {
      world.wrong(`${verb} was answered ${answer.status}`);
      return { outcome: 'unknown', connected: true };
    }
    const shown = answer.card as CardJson;
    const refusals = noticesOf(shown).flatMap(({ kind, code, item }) =>
      kind === 'refusal' ? [item === undefined ? code : `${code}:${item}`] : [],
    );
    if (refusals.includes('tryAgain')) return { outcome: 'unknown', connected: true };
    answered.set(message.id, { edits: message.edits, card: answer.card });
    const isOver = refusals.some(code => code === 'closed' || (!readCard(shown).isBoard && phaseIsOver.has(code)));
    if (isOver) over.add(message.id);
    if (refusals.length > 0) return { outcome: 'refused', connected: true, refusals };
    return { outcome: wordsOf(shown).includes(unchangedWords) ? 'unchanged' : 'acknowledged', connected: true };
  }

  async function type(move: Extract<Move, { kind: 'typed' }>, activityId: string): Promise<Heard> {
    const { chat, text } = move;
    const began = performance.now();
    const before = new Set(world.stub.messages(chat).map(({ id }) => id));
    const status = await heard(world.client.say(name, chat, text, { activityId }));
    if (status === undefined) return broken;
    if (status !== 200) {
      world.wrong(`"${text}" was answered ${status}`);
      return { outcome: 'unknown', connected: true };
    }
    const said = world.stub.messages(chat).filter(({ id }) => !before.has(id));
    const refusals = said.flatMap(({ card }) =>
      card === undefined ? [] : noticesOf(card as CardJson).filter(({ kind }) => kind === 'refusal'),
    );
    if (refusals.length > 0) return { outcome: 'refused', connected: true, refusals: refusals.map(({ code }) => code) };
    // After two and a half seconds Teams gets its answer, and the chat later.
    const inTime = performance.now() - began < 2_000;
    const isCertain = inTime && answeredWhenRefused.has(text) && said.every(one => one.text === undefined);
    return { outcome: isCertain ? 'acknowledged' : 'unchanged', connected: true };
  }

  /** Undefined when the connection broke. A bot that lives and says nothing is wrong. */
  async function heard<Answer extends PressAnswer | number>(sending: Promise<Answer>): Promise<Answer | undefined> {
    const silence = new AbortController();
    const silent = pause(patienceMs, 'silent' as const, { signal: silence.signal }).catch(() => 'silent' as const);
    try {
      const answer = await Promise.race([sending, silent]);
      if (answer !== 'silent') return answer;
      world.wrong(`no answer within ${patienceMs / 1_000} s`);
      return undefined;
    } catch {
      return undefined;
    } finally {
      silence.abort();
    }
  }
}

interface Heard {
  readonly outcome: Outcome;
  readonly refusals?: readonly string[];
  /** Something came back. */
  readonly connected: boolean;
}
const broken: Heard = { outcome: 'unknown', connected: false };
