import type { CaseFile } from './case-file.ts';
import type { PlaygroundClient } from './client.ts';
import type { Deed } from './player.ts';
import type { Room } from './room.ts';
import type { Seat } from './seats.ts';
import { accepted } from './turn-outcome.ts';

/** Who plays what, where and when. */
export interface PlayedTable {
  readonly client: PlaygroundClient;
  readonly room: Room;
  readonly file: CaseFile;
  /** The day of this conference, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The chair starts it, and confirms it when somebody is new to the case; done when the first form of this conference stands in the chat. */
export async function openCase(table: PlayedTable, how: { urgent: boolean; form: boolean }): Promise<Deed> {
  const { client, room, file } = table;
  const { code, approach, minutes } = file.case;
  const chair = client.seat(file.chair);
  const inputs: Record<string, string> = { case: code, approach };
  const before = new Set(client.messages.of(client.meetingChat).map(({ id }) => id));
  const offered = (verb: string) => {
    const message = room.offer(chair, verb, {});
    return message !== undefined && !before.has(message.id) ? message : undefined;
  };
  const first = () => offered(how.urgent ? 'risk.raise' : 'conference.join');
  if (how.form) {
    if (minutes !== undefined && !how.urgent) inputs.minutes = String(minutes);
    if (how.urgent) inputs.urgent = 'true';
    await room.say(chair, 'start');
    const answer = await room.press(chair, 'conference.open', inputs);
    const isAsked = answer.notices.some(notice => notice.code === 'newFaces');
    accepted(isAsked ? await room.press(chair, 'conference.open', inputs) : answer);
  } else {
    await room.say(chair, `${how.urgent ? 'spoed' : 'start'} ${code} ${approach}`);
    // A greeting has that form too, empty: whoever opens the page now has it posted.
    const filledIn = () => {
      const form = offered('conference.open');
      return form !== undefined && JSON.stringify(form.card).includes(code) ? form : undefined;
    };
    await client.until(() => first() ?? filledIn(), 'the opening card, or a form');
    if (first() === undefined) accepted(await room.press(chair, 'conference.open'));
  }
  await client.until(first, how.urgent ? 'the card for the risk' : 'the opening card');
  return { by: chair.function, verb: 'conference.open', inputs, outcome: 'done', notices: [] };
}

export async function joinTable({ client, room }: PlayedTable, name: string, organisation: string): Promise<Deed> {
  const person = client.seat(name);
  const inputs = await joinInputs(client, room, person, organisation);
  return {
    by: name,
    verb: 'conference.join',
    inputs,
    ...accepted(await room.press(person, 'conference.join', inputs)),
  };
}

/** An organisation that isn't among the choices is typed in the field beside them. */
async function joinInputs(client: PlaygroundClient, room: Room, person: Seat, organisation: string) {
  const role = person.function;
  const find = () => room.offer(person, 'conference.join', { organisation });
  const message = await client.until(find, 'the opening card');
  const choices = client.offeredChoices(person, message, 'conference.join', 'organisation');
  const isChoice = choices.length === 0 || choices.includes(organisation);
  return isChoice ? { organisation, role } : { organisationOther: organisation, role };
}

/** A person at risk, by role; typed by the first partner at the table. */
export async function addSubject({ client, room, file }: PlayedTable, name: string): Promise<Deed> {
  const partner = client.seat(Object.keys(file.people).find(one => one !== file.chair) ?? file.chair);
  const told = { by: partner.function, verb: 'subject.add', inputs: { name } };
  return { ...told, ...accepted(await room.press(partner, 'subject.add', { name })) };
}
