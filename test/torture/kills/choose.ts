import { type CardJson, type OfferedAction, text } from '../../../src/demo/client-card.ts';
import { ClientRefuses, collectInputs, findAction } from '../../../src/demo/client-press.ts';
import type { ShownMessage } from '../../support/stub-connector.ts';
import type { Random } from '../random.ts';
import { eagerness, forPartners } from './eagerness.ts';
import { fillIn } from './fill-in.ts';
import type { Table, World } from './person.ts';
import { readCard } from './read-card.ts';

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

/** Further up nobody looks, but for the sake of a press on an old card now and then. */
const lastMessages = 10;

/** What this person could do now, one of it; undefined when there's nothing to do. */
export function createChooser(name: string, world: World, seen: CardsSeen, random: Random) {
  const { stub, ledger } = world;
  const pressedOn = new Map<string, number>();
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
    return lastCards(chat).flatMap(({ message, card }) => {
      const { buttons, isBoard } = readCard(card);
      // In a meeting chat the board and the last prompt are what it's about; an old card is pressed now and then.
      const share = isLast || isBoard || chat === own ? 1 : 0.03;
      if (!isBoard) isLast = false;
      return buttons.flatMap(action => {
        const weight = weightOf(action, message) * share;
        return weight > 0 ? [{ message, card, action, weight }] : [];
      });
    });
  }

  /** Cards with something to press that records, the newest first. */
  function lastCards(chat: string): readonly { readonly message: ShownMessage; readonly card: CardJson }[] {
    return stub
      .messages(chat)
      .flatMap(message => {
        const card = message.deleted ? undefined : (seen.cardFor(message) as CardJson | undefined);
        return card !== undefined && readCard(card).buttons.length > 0 ? [{ message, card }] : [];
      })
      .slice(-lastMessages)
      .toReversed();
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

  /** A card with the button to move stands there. */
  function isRunning(chat: string): boolean {
    return lastCards(chat).some(({ card }) => readCard(card).buttons.some(({ verb }) => verb === 'step.next'));
  }

  function typed({ chat, text: said }: Words): Move {
    // Every time is a time of its own.
    return { kind: 'typed', chat, verb: said, text: said, token: ledger.marker(), inputs: {} };
  }
}
