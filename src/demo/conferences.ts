import { daysBetween, publicHolidaysOnly, workingDayOnOrAfter } from '../domain/working-days.ts';
import type { RunningBot } from './bot.ts';
import { type CaseFile, daysUntil } from './case-file.ts';
import type { PlaygroundClient } from './client.ts';
import { finishConference, isAdopted } from './closing.ts';
import { DemoError } from './demo-error.ts';
import { holdAgainst } from './expectations.ts';
import { type FiledMinutes, readFiledMinutes } from './filed-minutes.ts';
import { playConference, type Step } from './player.ts';
import { daysAfter } from './references.ts';
import { announceReminder, firstDue } from './reminder.ts';
import { tellStep } from './words.ts';

export interface PlayedConferences {
  readonly client: PlaygroundClient;
  readonly file: CaseFile;
  /** The day of the first one, `YYYY-MM-DD`. */
  readonly start: string;
  /** How many, from the first on. */
  readonly count: number;
  /** Where the minutes are filed. */
  readonly out: string;
  /** Close a conference that the file leaves open. */
  readonly finish: boolean;
  readonly paceMs: number;
  readonly stopped: AbortSignal;
  readonly bot: () => RunningBot;
  /** Starts the bot again with its clock that much ahead, as an ISO 8601 duration. */
  readonly moveClock: (offset: string) => Promise<void>;
  readonly say: (line: string) => void;
}

/**
 * Plays the conferences of a case one after the other, each on its own day, and holds the filed minutes of each against the
 * case file. Resolves to the minutes of the last one; undefined when that one was left open. Rejects with `DemoError` when
 * something is missing.
 */
export async function playConferences(play: PlayedConferences): Promise<FiledMinutes | undefined> {
  const { client, file, say } = play;
  let filed: FiledMinutes | undefined;
  for (let index = 0; index < play.count; index++) {
    const today = dayOfConference(play, index);
    if (index > 0) await comeBack(play, index, filed);
    const steps = await told(play, index, today);
    if (!isAdopted(steps) && !play.finish) {
      say('');
      say('The case file leaves this conference open.');
      return undefined;
    }
    if (!isAdopted(steps)) {
      say('  (the case file leaves it open; the chair closes it and adopts the minutes, to see what is in them)');
      await finishConference(client, file);
    }
    filed = await readFiledMinutes(play.out, file.case.code, index + 1);
    say('');
    say('Minutes, filed and agreeing with their checksum:');
    say(`  ${filed.docx}`);
    say(`  ${filed.json}`);
    const unmet = holdAgainst(filed.minutes, file.conferences[index]?.expect ?? {}, today);
    if (unmet.length > 0)
      throw new DemoError(['the minutes are not what the case file expects:', ...unmet].join('\n  '));
  }
  return filed;
}

/** The first one is now; a later one is held on a working day, on which people are reminded as well. */
function dayOfConference({ file, start }: PlayedConferences, index: number): string {
  const day = daysAfter(start, daysUntil(file, index));
  return index === 0 ? day : workingDayOnOrAfter(day, publicHolidaysOnly);
}

/** The next conference: the clock moves on, and who owns an action that's due by then has been reminded of it. */
async function comeBack(play: PlayedConferences, index: number, before: FiledMinutes | undefined): Promise<void> {
  const { client, say } = play;
  const day = dayOfConference(play, index);
  const days = daysBetween(play.start, day);
  say('');
  say(`${days} days after the first, the next conference (the bot is started again with its clock moved):`);
  await play.moveClock(`P${days}D`);
  const due = before === undefined ? [] : firstDue(before.minutes, client.seats);
  for (const action of due.filter(one => one.day <= day)) await announceReminder(client, action, say);
}

async function told(play: PlayedConferences, index: number, today: string): Promise<readonly Step[]> {
  const { client, file, paceMs, stopped, bot, say } = play;
  let previous: Step | undefined;
  const onStep = (step: Step) => {
    for (const line of tellStep(step, previous, client.seats)) say(line);
    previous = step;
  };
  try {
    return await playConference({ client, file, conference: index, today, paceMs, stopped, onStep });
  } catch (error) {
    throw bot().running() ? error : new DemoError(`the bot ended by itself:\n${bot().output()}`, error);
  }
}
