import { actionsOf, type CardJson, type OfferedAction, text } from '../../../src/demo/client-card.ts';
import { ClientRefuses, collectInputs, findAction } from '../../../src/demo/client-press.ts';
import type { ShownMessage } from '../../support/stub-connector.ts';
import type { Random } from '../random.ts';
import { fillIn } from './fill-in.ts';
import type { Table, World } from './person.ts';

interface Common {
  readonly chat: string;
  readonly verb: string;
  readonly token: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly marker?: string;
}

/** What somebody is about to do. */
export type Move =
  | (Common & {
      readonly kind: 'press';
      readonly message: ShownMessage;
      /** As this person sees that message. */
      readonly card: CardJson;
      /** What was filled in; `inputs` is what the client sends. */
      readonly filled: Readonly<Record<string, string>>;
    })
  | (Common & { readonly kind: 'typed'; readonly text: string });

export interface CardsSeen {
  /** A message as this person sees it: with the answer that they got on it; without one when they heard that it's all over there. */
  cardFor(message: ShownMessage): ShownMessage['card'];
}

interface Button {
  readonly weight: number;
  readonly message: ShownMessage;
  readonly card: CardJson;
  readonly action: OfferedAction;
}

/** How eagerly the buttons are pressed that record something, and how often on one message. */
const eagerness: Readonly<Record<string, { readonly weight: number; readonly times?: number; readonly chair?: true }>> =
  {
    'conference.open': { weight: 6, chair: true },
    'conference.join': { weight: 8 },
    'subject.add': { weight: 0.5 },
    'action.review': { weight: 1 },
    'safety.score': { weight: 5 },
    'monitor.score': { weight: 2, times: 2 },
    'risk.raise': { weight: 3, times: 2 },
    'risk.rate': { weight: 5, times: 2 },
    'factor.raise': { weight: 3, times: 2 },
    'topThree.vote': { weight: 5, times: 2 },
    'action.agree': { weight: 5 },
    'scenario.draft': { weight: 2 },
    'reminder.done': { weight: 2 },
    'reminder.missed': { weight: 1 },
    'reminder.snooze': { weight: 1 },
    'reminder.blocked': { weight: 1 },
    'reminder.handOver': { weight: 1 },
    'action.accept': { weight: 3 },
    'preparation.answer': { weight: 3 },
    'signal.record': { weight: 4 },
    'direction.record': { weight: 1 },
    'step.next': { weight: 4, chair: true },
    'step.reveal': { weight: 4, chair: true },
    'step.again': { weight: 0.3, chair: true },
    'step.extend': { weight: 0.3, times: 2, chair: true },
    'safety.agree': { weight: 6, chair: true },
    'safety.scaleUp': { weight: 2, chair: true },
    'risk.agree': { weight: 8, chair: true },
    'topThree.decide': { weight: 8, chair: true },
    'conference.setGoal': { weight: 1, chair: true },
    'conference.setCaseDirector': { weight: 1, chair: true },
    'factor.withoutAction': { weight: 4, times: 3, chair: true },
    'warning.override': { weight: 1, chair: true },
    'conference.close': { weight: 8, times: 6, chair: true },
    'minutes.adopt': { weight: 6, chair: true },
    'minutes.correct': { weight: 1, chair: true },
  };
/** Whoever chairs neither rates nor votes, and is told so. */
const forPartners: ReadonlySet<string> = new Set(['safety.score', 'risk.rate', 'topThree.vote']);
/** Further up nobody looks, but for the sake of a press on an old card now and then. */
const lastMessages = 10;

/** What this person could do now, one of it; undefined when there's nothing to do. */
export function createChooser(name: string, world: World, seen: CardsSeen, random: Random) {
  const { stub, ledger } = world;
  const pressedOn = new Map<string, number>();
  const offered = new WeakMap<object, readonly OfferedAction[]>();
  const own = stub.personalChat(name).id;
  const chairs = (chat: string) => world.tables.some(table => table.chat === chat && table.chair === name);

  return function choose(): Move | undefined {
    const buttons = [own, ...world.tables.map(({ chat }) => chat)].flatMap(buttonsIn);
    const words = world.tables.flatMap(table => typedAt(table, buttons));
    const chosen = random.weighted([...buttons, ...words]);
    if (chosen === undefined) return undefined;
    return 'text' in chosen ? typed(chosen) : pressed(chosen);
  };

  function buttonsIn(chat: string): readonly Button[] {
    let isLast = true;
    return stub
      .messages(chat)
      .slice(-lastMessages)
      .toReversed()
      .flatMap(message => {
        const card = message.deleted ? undefined : (seen.cardFor(message) as CardJson | undefined);
        if (card === undefined) return [];
        const actions = actionsIn(card);
        const isBoard = actions.some(({ verb }) => verb === 'summary.request');
        // In a meeting chat the board and the last prompt are what it's about; an old card is pressed now and then.
        const share = isLast || isBoard || chat === own ? 1 : 0.03;
        const here = actions.flatMap(action => {
          const weight = weightOf(action, message) * share;
          return weight > 0 ? [{ message, card, action, weight }] : [];
        });
        if (!isBoard && actions.some(({ verb }) => eagerness[verb] !== undefined)) isLast = false;
        return here;
      });
  }

  function actionsIn(card: CardJson): readonly OfferedAction[] {
    const known = offered.get(card) ?? actionsOf(card);
    offered.set(card, known);
    return known;
  }

  function weightOf(action: OfferedAction, { id, chat }: ShownMessage): number {
    const eager = eagerness[action.verb];
    if (eager === undefined || text(action.data.ask) !== '') return 0;
    const isChair = chairs(chat);
    if (chat !== own && !isChair && eager.chair !== undefined) return 0;
    const times = pressedOn.get(countedAs(action, id)) ?? 0;
    if (times >= (eager.times ?? 1)) return 0;
    if (!isChair || eager.chair !== undefined) return eager.weight;
    return eager.weight / (forPartners.has(action.verb) ? 30 : 4);
  }

  /** A board has other buttons in each phase; the answer on a prompt offers the same once more. */
  function countedAs({ verb, data }: OfferedAction, message: string): string {
    return JSON.stringify([message, verb, eagerness[verb]?.chair ? text(data.token) : '']);
  }

  function pressed({ message, card, action }: Button): Move | undefined {
    const filled = fillIn(action, {
      random,
      today: world.today(),
      organisation: `Organisatie van de ${name}`,
      marker: ledger.marker,
    });
    if (filled === undefined) return undefined;
    try {
      const found = findAction(card, action.verb, filled.inputs);
      const inputs = { ...filled.inputs, ...collectInputs(found, filled.inputs) };
      const token = text(found.data.token);
      const { marker } = filled;
      const counted = countedAs(found, message.id);
      pressedOn.set(counted, (pressedOn.get(counted) ?? 0) + 1);
      const common = { chat: message.chat, verb: action.verb, token, inputs, ...(marker !== undefined && { marker }) };
      return { kind: 'press', ...common, message, card, filled: filled.inputs };
    } catch (error) {
      if (error instanceof ClientRefuses) return undefined;
      throw error;
    }
  }

  interface Words {
    readonly weight: number;
    readonly chat: string;
    readonly text: string;
  }

  /** Chairs type as well, and anybody may bring in a signal. */
  function typedAt(table: Table, buttons: readonly Button[]): readonly Words[] {
    const { chat, code, approach } = table;
    const signal: Words = { chat: own, text: `signaal ${code}`, weight: 0.04 };
    if (table.chair !== name) return buttons.some(({ message }) => message.chat === chat) ? [signal] : [];
    const offers = (verb: string) =>
      buttons.some(({ message, action }) => message.chat === chat && action.verb === verb);
    const words = (said: string, weight: number): Words => ({ chat, text: said, weight });
    if (!isRunning(chat)) {
      const start = words(`start ${code} ${approach}`, offers('minutes.adopt') ? 0.5 : 2);
      return offers('minutes.adopt') ? [start, words('vaststellen', 0.5)] : [start];
    }
    return [
      words(`start ${code} ${approach}`, 0.03),
      words('volgende', 0.4),
      words('stand', 0.1),
      words('plan', 0.05),
      ...(offers('step.reveal') ? [words('toon', 1)] : []),
      ...(offers('conference.close') ? [words('sluiten', 0.5)] : []),
    ];
  }

  /** A board with buttons to move stands there. */
  function isRunning(chat: string): boolean {
    return stub
      .messages(chat)
      .slice(-lastMessages)
      .flatMap(message => seen.cardFor(message) ?? [])
      .some(card => actionsIn(card as CardJson).some(({ verb }) => verb === 'step.next'));
  }

  function typed({ chat, text: said }: Words): Move {
    // Every time is a time of its own.
    return { kind: 'typed', chat, verb: said, text: said, token: ledger.marker(), inputs: {} };
  }
}
