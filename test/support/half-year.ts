import type { CaseFile } from '../../src/demo/case-file.ts';
import type { PlaygroundClient } from '../../src/demo/client.ts';
import { linesOf } from '../../src/demo/client-card.ts';
import type { Inputs } from '../../src/demo/client-press.ts';
import { playConference } from '../../src/demo/player.ts';
import { daysAfter } from '../../src/demo/references.ts';
import { accepted } from '../../src/demo/turn-outcome.ts';
import type { PassingDays, Sent } from './passing-days.ts';

/** What somebody does in their own chat after nine o'clock: types a line, or presses on the newest card there that offers it. */
export type Deed = { readonly by: string } & (
  | { readonly says: string }
  | { readonly verb: string; readonly inputs?: Inputs }
);

export interface HalfYear {
  readonly file: CaseFile;
  readonly start: string;
  readonly end: string;
  /** Of each conference in the file. */
  readonly conferenceDays: readonly string[];
  /** By day. */
  readonly deeds: Readonly<Record<string, readonly Deed[]>>;
  /** Days on which something comes at another hour than nine. */
  readonly eveningsToo: readonly string[];
}

/**
 * Lets the days pass one by one: at nine what is due comes, then people do what the script says, then there may be a conference.
 * Resolves to everything that the bot sent to somebody's own chat, and the lines it put in the meeting chat between conferences.
 */
export async function liveThrough(days: PassingDays, play: HalfYear): Promise<readonly Sent[]> {
  const diary: Sent[] = [];
  /** What came since the last look belongs to this one: whether it had arrived already then is chance. */
  const look = async (day: string, time: string) => (await days.at(day, time)).map(sent => ({ ...sent, day, time }));
  for (let day = play.start; day <= play.end; day = daysAfter(day, 1)) {
    diary.push(...(await look(day, '09:00')));
    for (const deed of play.deeds[day] ?? []) await act(days, day, deed);
    if (play.deeds[day] !== undefined) diary.push(...(await look(day, '09:30')));
    const conference = play.conferenceDays.indexOf(day);
    if (conference >= 0) {
      diary.push(...(await look(day, '10:00')));
      await playConference({ client: days.client, file: play.file, conference, today: day });
      const own = (await look(day, '12:00')).filter(({ to }) => to !== 'everyone');
      diary.push(...own);
    }
    if (play.eveningsToo.includes(day)) diary.push(...(await look(day, '18:00')));
  }
  return diary;
}

async function act({ client, room }: PassingDays, day: string, deed: Deed): Promise<void> {
  const person = client.seat(deed.by);
  const own = client.personalChatOf(person);
  try {
    if ('says' in deed) {
      await client.say(person, own, deed.says);
      return;
    }
    const { verb } = deed;
    const inputs = byId(client, deed.inputs ?? {});
    const offered = () => {
      const found = room.offer(person, verb, inputs);
      return found?.chat === own ? found : undefined;
    };
    const message = await client.until(offered, `a card that offers ${verb}`, 5_000);
    accepted(await client.press(person, message, verb, inputs));
  } catch (error) {
    throw new Error(`${day}, ${deed.by}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The diary in lines: when, to whom, what it says first and about which items. What came at one look is in the order of people. */
export function linesOfDiary(diary: readonly Sent[]): readonly string[] {
  return diary.map(told).toSorted();
}

function told({ day, time, to, words, message }: Sent): string {
  const [title = ''] = message.card === undefined ? [words] : linesOf(message.card);
  const items = [...new Set(words.match(/\b[AG]\d+\b/g) ?? [])].filter(item => !title.includes(item));
  return [`${day} ${time} ${to}:`, title, ...items].join(' ');
}

/** A function as `to` stands for the Entra id of whoever has it. */
function byId(client: PlaygroundClient, inputs: Inputs): Inputs {
  return inputs.to === undefined ? inputs : { ...inputs, to: client.seat(inputs.to).entraId };
}
