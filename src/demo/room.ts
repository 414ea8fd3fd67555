import type { Answer, PlaygroundClient } from './client.ts';
import { actionsOf } from './client-card.ts';
import { canSend, type Inputs } from './client-press.ts';
import { phaseOfCard } from './phases.ts';
import { type Route, routeTo } from './routes.ts';
import type { Seat } from './seats.ts';
import type { ShownMessage } from './shown-messages.ts';
import { accepted } from './turn-outcome.ts';

/** The meeting chat as the people in it use it: look for the card that has the button, fill it in, press. */
export interface Room {
  /** The phase that the newest form in the chat is for. */
  phase(): string | undefined;
  /** The newest message that offers this person that verb with these inputs. */
  offer(person: Seat, verb: string, inputs: Inputs): ShownMessage | undefined;
  /** Presses on such a message; when none is in sight it's opened the way a person would, else waited for. */
  press(person: Seat, verb: string, inputs?: Inputs): Promise<Answer>;
  /** Types a line in the meeting chat, mentioning the bot. */
  say(person: Seat, text: string): Promise<void>;
}

/** A card that comes by itself comes within this time. */
const soonMs = 2_000;
/** A board that's edited takes the place of what was opened from it; then it's opened again. */
const mostTries = 4;

export function createRoom(client: PlaygroundClient): Room {
  const newestFirst = (person: Seat) =>
    client
      .chatsOf(person)
      .flatMap(chat => client.messages.of(chat))
      .toSorted((one, other) => other.at - one.at);

  const offers = (person: Seat, message: ShownMessage, verb: string, inputs: Inputs) => {
    const card = client.messages.cardFor(person.function, message);
    return (card === undefined ? [] : actionsOf(card)).some(action => action.verb === verb && canSend(action, inputs));
  };

  /** From the last form on the way that somebody has a button for, through the others, to the verb. */
  async function open(person: Seat, route: Route, verb: string, inputs: Inputs): Promise<ShownMessage | undefined> {
    for (let tries = 0; tries < mostTries; tries++) {
      const start = route.findLastIndex(({ form }) => room.offer(person, 'form.show', { form }) !== undefined);
      if (start < 0) return undefined;
      const message = room.offer(person, 'form.show', { form: route[start]?.form ?? '' });
      if (message === undefined) continue;
      for (const { form, ask = [] } of route.slice(start)) {
        const asked = Object.fromEntries(ask.flatMap(id => (inputs[id] === undefined ? [] : [[id, inputs[id]]])));
        if (!offers(person, message, 'form.show', { form, ...asked })) break;
        accepted(await client.press(person, message, 'form.show', { form, ...asked }));
      }
      if (offers(person, message, verb, inputs)) return message;
    }
    return undefined;
  }

  const room: Room = {
    phase() {
      const forms = client.messages.of(client.meetingChat).map(message => message.card && phaseOfCard(message.card));
      return forms.findLast(phase => phase !== undefined);
    },
    offer(person, verb, inputs) {
      return newestFirst(person).find(message => offers(person, message, verb, inputs));
    },
    async press(person, verb, inputs = {}) {
      const ids = Object.keys(inputs);
      const what = `a card that offers ${person.name} ${verb}${ids.length > 0 ? ` with ${ids.join(', ')}` : ''}`;
      const inSight = () => room.offer(person, verb, inputs);
      const route = routeTo(verb);
      const atHand = async () => {
        if (route === undefined || inSight() !== undefined) return undefined;
        if (!route.onlyThere) await client.until(inSight, what, soonMs).catch(() => undefined);
        return inSight() ?? open(person, route.forms, verb, inputs);
      };
      const message = (await atHand()) ?? (await client.until(inSight, what));
      return client.press(person, message, verb, inputs);
    },
    say: (person, text) => client.say(person, client.meetingChat, text),
  };
  return room;
}
