import { theBot } from '../../domain/events.ts';
import { minutesOf } from '../../domain/minutes.ts';
import { pgaxAtClosing } from '../../domain/pgax.ts';
import { planRecordOf } from '../../domain/plan-record.ts';
import { timelineRecordOf } from '../../domain/timeline-record.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Outcome } from '../../ports/outbox.ts';
import { byTheBot, createAccesses } from '../accesses.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import type { Execute } from '../execute.ts';
import { afterFailure } from './personal-chat.ts';
import { done, type Performer } from './scene.ts';

type Needs = Pick<Dependencies, 'archive' | 'chat' | 'events' | 'renderer' | 'access' | 'clock'>;

/** Adopted minutes on their way to the archive, and the word about it in the chat. */
export function createFiling(deps: Needs, execute: Execute, enqueue: Enqueue) {
  const accesses = createAccesses(deps);

  /** Files, then records what was filed. Killed in between, it files the same again and records it once. */
  const fileMinutes: Performer<'fileMinutes'> = async ({ pending, stream, state, conference, chat }, { version }) => {
    if ((conference.filed?.version ?? 0) >= version) return done;
    try {
      await accesses.record(byTheBot, 'file', `minutes ${conference.number} v${version}`, {
        tenant: stream.tenant,
        states: [state],
      });
      // A correction may come while the version before it still waits for the archive: each is filed as it was.
      const files = await deps.archive.file(minutesOf(state, conference.id, version), {
        plan: planRecordOf(state, conference.id, version),
        pgax: pgaxAtClosing(state, conference.id),
        timeline: timelineRecordOf(await deps.events.read(stream), state, conference.id, version),
      });
      const recorded = await execute({
        stream,
        command: { verb: 'minutes.recordFiling', version, files },
        context: { actor: { person: theBot, name: theBot }, members: [], conference: conference.id },
        answer: () => ({ card: { type: 'AdaptiveCard' }, tokens: [] }),
      });
      if (recorded.kind === 'refused') throw notFiled();
      return done;
    } catch (error) {
      if (error instanceof AdapterError && !error.retryable) {
        // Told before it's given up: while the chat is away, this attempt counts as one to be made again.
        await say(chat, 'chat.filingRefused');
        throw error;
      }
      // The chair hears it once, at the first attempt that ends badly; the filing itself goes on trying.
      await enqueue(
        stream,
        { kind: 'tellFilingFails', lane: conference.conversation, conference: conference.id },
        [],
        pending,
      );
      // A fault of ours may be mended by the next release: what was adopted is filed then.
      throw error instanceof AdapterError ? error : notFiled(error);
    }
  };

  const tellFilingFails: Performer<'tellFilingFails'> = async ({ pending, chat }) =>
    pending.interrupted ? { kind: 'possiblySent' } : say(chat, 'chat.filingFails');

  const announceFiled: Performer<'announceFiled'> = async ({ pending, conference, chat }) => {
    const document = conference.filed?.files.find(file => file.name.endsWith('.docx'));
    if (document === undefined) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const location = deps.archive.locationOf(document);
    return say(chat, 'chat.filed', { number: conference.number, location });
  };

  /** At most once: whoever missed it finds it on the board and in the archive. */
  async function say(
    chat: Conversation,
    key: string,
    about: Readonly<Record<string, string | number>> = {},
  ): Promise<Outcome> {
    try {
      const text = deps.renderer.line(chat.language, key, about);
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text }) };
    } catch (error) {
      return afterFailure(error);
    }
  }

  return { fileMinutes, tellFilingFails, announceFiled };
}

/** Filing the same again replaces what was filed, so trying again is always right. */
function notFiled(cause?: unknown): AdapterError {
  return new AdapterError('minutes not filed or not recorded', { code: 'notFiled', retryable: true, cause });
}
