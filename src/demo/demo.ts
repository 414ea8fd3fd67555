import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningBot, startBot } from './bot.ts';
import { loadCaseFile } from './case-file.ts';
import { stopChildren } from './child-process.ts';
import { connectClient } from './client.ts';
import { holdAgainst } from './expectations.ts';
import { readFiledMinutes } from './filed-minutes.ts';
import type { DemoOptions } from './options.ts';
import { playConference, type Step } from './player.ts';
import { startPlayground } from './playground.ts';
import { isPortFree } from './ports.ts';
import { today as todayInTheHouse } from './references.ts';
import { type DueAction, daysLater, findReminder, firstDue, offsetTo } from './reminder.ts';
import { seatPeople } from './seats.ts';
import { openView } from './second-view.ts';
import type { ShownMessage } from './shown-messages.ts';
import { tellStep } from './words.ts';

export interface DemoOutput {
  say(line: string): void;
}

/** Something that has to be there and isn't; said in plain words, without a stack. */
export class DemoError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DemoError';
  }
}

const ownCase = fileURLToPath(new URL('./casus-x.json', import.meta.url));

/**
 * Plays a case from opening to filed minutes and a reminder, then stays open until `stopped` aborts (not when headless).
 * Everything it started is gone when the promise settles. Rejects with `DemoError` when something is missing.
 */
export async function runDemo(options: DemoOptions, { say }: DemoOutput, stopped: AbortSignal): Promise<void> {
  const file = loadCaseFile(options.caseFile ?? ownCase);
  const seats = seatPeople(file.people, file.chair);
  await refuseTakenPorts(options);

  await using house = new AsyncDisposableStack();
  const interrupted = new Promise<never>((_, reject) => {
    stopped.addEventListener('abort', () => reject(stopped.reason), { once: true });
  });
  interrupted.catch(() => undefined);
  const unlessStopped = <T>(work: Promise<T>): Promise<T> => Promise.race([work, interrupted]);
  const folder = mkdtempSync(join(tmpdir(), 'rondetafel-demo-'));
  house.defer(() => rmSync(folder, { recursive: true, force: true }));
  house.defer(stopChildren);
  const out = resolve(options.out);
  mkdirSync(out, { recursive: true });
  const botAt = (clockOffset?: string): Promise<RunningBot> =>
    startBot({
      port: options.botPort,
      dataDir: join(folder, 'data'),
      minutesDir: out,
      ...(clockOffset !== undefined && { clockOffset }),
    });

  say(`Rondetafel demo: ${file.case.code}, ${file.case.approach}, ${Object.keys(file.people).length} partners`);
  say('');
  let bot = await unlessStopped(botAt());
  say(`  Bot          ${bot.messages}  (development, embedded database)`);
  const playground = await unlessStopped(
    startPlayground({ port: options.playgroundPort, bot: bot.messages, folder: join(folder, 'playground'), seats }),
  );
  say(`  Playground   ${playground.url}`);
  const client = await connectClient(playground);
  house.defer(() => client.close());
  const viewFor = async (port: number, person: (typeof seats)[number]) => {
    const view = await openView({ port, playground, client, person });
    house.defer(() => view.close());
    return view;
  };
  const chair = client.seat(file.chair);
  if (!options.headless) {
    const view = await viewFor(options.chairPort, chair);
    say('');
    say(`Watch it in a browser, in the chat "Casusoverleg", as ${chair.name}:`);
    say(`  ${view.url}`);
  }
  say('');

  const today = todayInTheHouse();
  let previous: Step | undefined;
  const steps = await unlessStopped(
    playConference({
      client,
      file,
      conference: 0,
      today,
      paceMs: options.paceMs,
      stopped,
      onStep(step) {
        for (const line of tellStep(step, previous, seats)) say(line);
        previous = step;
      },
    }),
  ).catch(error => {
    throw bot.running() ? error : new DemoError(`the bot ended by itself:\n${bot.output()}`, error);
  });

  const adopted = steps.some(step => step.verb === 'minutes.adopt' && step.outcome === 'done');
  if (!adopted) throw new DemoError('the case file ends before the minutes are adopted, so there are none');
  const filed = await unlessStopped(readFiledMinutes(out, file.case.code, 1));
  say('');
  say('Minutes, filed and agreeing with their checksum:');
  say(`  ${filed.docx}`);
  say(`  ${filed.json}`);
  const held = holdAgainst(filed.minutes, file.conferences[0]?.expect ?? {}, today);
  if (held.unmet.length > 0)
    throw new DemoError(['the minutes are not what the case file expects:', ...held.unmet].join('\n  '));
  if (held.unknown.length > 0) say(`  (not compared with the case file yet: ${held.unknown.join(', ')})`);

  const [due, alsoDue] = firstDue(filed.minutes, seats);
  if (due === undefined) throw new DemoError('nobody in the room owns an action, so nobody is reminded');
  say('');
  say(`${daysLater(due.day, today)}, when ${due.id} is due (the bot is started again with its clock moved):`);
  await bot.stop();
  bot = await unlessStopped(botAt(offsetTo(due.day, today)));
  await unlessStopped(answerDone(due, await unlessStopped(reminderOf(due))));
  if (options.headless) return;

  // A reminder that nobody has answered yet, when there is one, is left for the person at the screen.
  const forYou = alsoDue ?? due;
  if (alsoDue !== undefined) await unlessStopped(reminderOf(alsoDue));
  const ownersView = await viewFor(options.ownerPort, forYou.owner);
  say('');
  say('It stays open for you to go on by hand:');
  say(`  http://127.0.0.1:${options.chairPort}/   the chat "Casusoverleg", as ${chair.name} (@Rondetafel help)`);
  say(`  ${ownersView.url}   the personal chat of ${forYou.owner.name}, with the reminder of ${forYou.id}`);
  say('');
  say('Ctrl-C ends it.');
  await interrupted.catch(() => undefined);

  async function reminderOf(action: DueAction): Promise<ShownMessage> {
    const what = `the reminder of ${action.id} in the personal chat of ${action.owner.name}`;
    const reminder = await client.until(() => findReminder(client, action), what, 20_000);
    say(`  ${action.owner.name} is reminded of ${action.id} in the personal chat: ${action.what}`);
    return reminder;
  }

  async function answerDone({ owner }: DueAction, reminder: ShownMessage): Promise<void> {
    const answer = await client.press(owner, reminder, 'reminder.done');
    const refusal = answer.notices.find(notice => notice.kind === 'refusal');
    if (answer.status >= 300 || refusal !== undefined)
      throw new DemoError(`${owner.name} couldn't answer it: ${refusal?.text ?? answer.status}`);
    say(`  ${owner.name} answers: done`);
  }
}

/** Names every port that is taken: the bot and the Playground would fail later, or silently take another. */
async function refuseTakenPorts(options: DemoOptions): Promise<void> {
  const wanted = [
    { port: options.botPort, what: 'the bot', change: '--port' },
    { port: options.playgroundPort, what: 'the Agents Playground', change: '--playground-port' },
    ...(options.headless
      ? []
      : [
          { port: options.chairPort, what: "the chair's page", change: '--playground-port' },
          { port: options.ownerPort, what: "the action owner's page", change: '--playground-port' },
        ]),
  ];
  const taken: string[] = [];
  for (const { port, what, change } of wanted)
    if (!(await isPortFree(port)))
      taken.push(`port ${port}, for ${what}, is taken; free it or choose another with ${change}`);
  if (taken.length > 0) throw new DemoError(taken.join('\n'));
}
