import type { Answer, PlaygroundClient } from './client.ts';
import { actionsOf } from './client-card.ts';
import { phaseOfCard } from './phases.ts';
import type { Seat } from './seats.ts';
import type { ShownMessage } from './shown-messages.ts';

/** The meeting chat as the people in it use it: look for the card that has the button, fill it in, press. */
export interface Room {
  /** The phase that the newest form in the chat is for. */
  phase(): string | undefined;
  /** The newest message that offers this person that verb with at least these inputs. */
  offer(person: Seat, verb: string, inputs: readonly string[]): ShownMessage | undefined;
  /** Waits for such a message and presses. */
  press(person: Seat, verb: string, inputs?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Types a line in the meeting chat, mentioning the bot. */
  say(person: Seat, text: string): Promise<void>;
}

export function createRoom(client: PlaygroundClient): Room {
  const newestFirst = (person: Seat) =>
    client
      .chatsOf(person)
      .flatMap(chat => client.messages.of(chat))
      .toSorted((one, other) => other.at - one.at);

  const room: Room = {
    phase() {
      const forms = client.messages.of(client.meetingChat).map(message => message.card && phaseOfCard(message.card));
      return forms.findLast(phase => phase !== undefined);
    },
    offer(person, verb, inputs) {
      return newestFirst(person).find(message => {
        const card = client.messages.cardFor(person.function, message);
        return (card === undefined ? [] : actionsOf(card)).some(
          action => action.verb === verb && inputs.every(id => action.inputs.some(input => input.id === id)),
        );
      });
    },
    async press(person, verb, inputs = {}) {
      const ids = Object.keys(inputs);
      const what = `a card that offers ${person.name} ${verb}${ids.length > 0 ? ` with ${ids.join(', ')}` : ''}`;
      const message = await client.until(() => room.offer(person, verb, ids), what);
      return client.press(person, message, verb, inputs);
    },
    say: (person, text) => client.say(person, client.meetingChat, text),
  };
  return room;
}
