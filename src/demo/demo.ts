import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningBot, startBot } from './bot.ts';
import { type CaseFile, loadCaseFile } from './case-file.ts';
import { stopChildren } from './child-process.ts';
import { connectClient } from './client.ts';
import { playConferences } from './conferences.ts';
import { DemoError } from './demo-error.ts';
import type { DemoOptions } from './options.ts';
import { startPlayground } from './playground.ts';
import { isPortFree } from './ports.ts';
import { today as todayInTheHouse } from './references.ts';
import { announceReminder, type DueAction, daysLater, firstDue, offsetTo } from './reminder.ts';
import { seatPeople } from './seats.ts';
import { openView } from './second-view.ts';
import type { ShownMessage } from './shown-messages.ts';

export interface DemoOutput {
  say(line: string): void;
}

/** The sample cases that come with the demo; the first one is played unless told otherwise. */
const ownCases = ['casus-x', 'janna'];

function fileOf(name: string): string {
  return ownCases.includes(name) ? fileURLToPath(new URL(`./${name}.json`, import.meta.url)) : name;
}

/**
 * Plays a case from opening to filed minutes and reminders, then stays open until `stopped` aborts (not when headless).
 * Everything it started is gone when the promise settles. Rejects with `DemoError` when something is missing.
 */
export async function runDemo(options: DemoOptions, { say }: DemoOutput, stopped: AbortSignal): Promise<void> {
  const file = loadCaseFile(fileOf(options.caseFile ?? 'casus-x'));
  const count = countOf(file, options);
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

  const start = todayInTheHouse();
  const filed = await unlessStopped(
    playConferences({
      ...{ client, file, count, start, out, stopped, say, paceMs: options.paceMs },
      finish: options.headless,
      bot: () => bot,
      moveClock: restart,
    }),
  );
  const [due, alsoDue] = filed === undefined ? [] : firstDue(filed.minutes, seats);
  if (due !== undefined) {
    say('');
    say(`${daysLater(due.day, start)}, when ${due.id} is due (the bot is started again with its clock moved):`);
    await unlessStopped(restart(offsetTo(due.day, start)));
    await unlessStopped(answerDone(due, await unlessStopped(announceReminder(client, due, say))));
  }
  if (options.headless) return;

  // A reminder that nobody has answered yet, when there is one, is left for the person at the screen.
  const forYou = alsoDue ?? due;
  if (alsoDue !== undefined) await unlessStopped(announceReminder(client, alsoDue, say));
  say('');
  say('It stays open for you to go on by hand:');
  say(`  http://127.0.0.1:${options.chairPort}/   the chat "Casusoverleg", as ${chair.name} (@Rondetafel help)`);
  if (forYou !== undefined) {
    const { url } = await viewFor(options.ownerPort, forYou.owner);
    say(`  ${url}   the personal chat of ${forYou.owner.name}, with the reminder of ${forYou.id}`);
  }
  say('');
  say('Ctrl-C ends it.');
  await interrupted.catch(() => undefined);

  async function restart(offset: string): Promise<void> {
    await bot.stop();
    bot = await botAt(offset);
  }

  async function answerDone({ owner }: DueAction, reminder: ShownMessage): Promise<void> {
    const answer = await client.press(owner, reminder, 'reminder.done');
    const refusal = answer.notices.find(notice => notice.kind === 'refusal');
    if (answer.status >= 300 || refusal !== undefined)
      throw new DemoError(`${owner.name} couldn't answer it: ${refusal?.text ?? answer.status}`);
    say(`  ${owner.name} answers: done`);
  }
}

/** The demo's own first conference, or all of another case, unless told otherwise. */
function countOf(file: CaseFile, { caseFile, conferences }: DemoOptions): number {
  const all = file.conferences.length;
  const count = conferences ?? (caseFile === undefined ? 1 : all);
  if (count === 'all') return all;
  if (count > all) throw new DemoError(`--conference ${count}: the case has ${all === 1 ? 'one' : all}`);
  return count;
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
