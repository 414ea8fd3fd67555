import type { Metrics } from './metrics.ts';
import { AdapterError } from './ports/adapter-error.ts';
import type { EventStore } from './ports/event-store.ts';
import type { Log } from './ports/log.ts';
import type { MeetingChat } from './ports/meeting-chat.ts';
import type { MinutesArchive } from './ports/minutes-archive.ts';
import type { Outbox } from './ports/outbox.ts';

// Ports that count what goes through them. What they guarantee is what the port inside guarantees.

export function measuredLog(log: Log, metrics: Metrics): Log {
  const counting =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (event, details) => {
      metrics.count('rondetafel_log_lines_total', { level, event });
      log[level](event, details);
    };
  return { info: counting('info'), warn: counting('warn'), error: counting('error') };
}

export function measuredEvents(events: EventStore, metrics: Metrics): EventStore {
  return {
    read: (stream, after) => events.read(stream, after),
    findAnswer: (tenant, press) => events.findAnswer(tenant, press),
    async append(append) {
      const began = performance.now();
      try {
        const appended = await events.append(append);
        metrics.count('rondetafel_appends_total', { outcome: appended.kind });
        return appended;
      } catch (error) {
        metrics.count('rondetafel_appends_total', { outcome: codeOf(error) });
        throw error;
      } finally {
        metrics.observe('rondetafel_append_seconds', secondsSince(began));
      }
    },
  };
}

export function measuredOutbox(outbox: Outbox, metrics: Metrics): Outbox {
  return {
    take: (tenant, lane, now) => outbox.take(tenant, lane, now),
    waitingLanes: now => outbox.waitingLanes(now),
    async settle(pending, outcome) {
      await outbox.settle(pending, outcome);
      metrics.count('rondetafel_effects_total', { effect: pending.effect.kind, outcome: outcome.kind });
    },
  };
}

export function measuredChat(chat: MeetingChat, metrics: Metrics): MeetingChat {
  async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await work();
    } catch (error) {
      metrics.count('rondetafel_teams_failures_total', { what, code: codeOf(error) });
      throw error;
    } finally {
      metrics.observe('rondetafel_teams_seconds', secondsSince(began), { what });
    }
  }
  return {
    post: (to, message) => timed('post', () => chat.post(to, message)),
    edit: (to, messageId, message) => timed('edit', () => chat.edit(to, messageId, message)),
    personalChat: (via, person) => timed('personalChat', () => chat.personalChat(via, person)),
  };
}

export function measuredArchive(archive: MinutesArchive, metrics: Metrics): MinutesArchive {
  async function counted<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    try {
      const filed = await work();
      metrics.count('rondetafel_files_total', { what, outcome: 'done' });
      return filed;
    } catch (error) {
      metrics.count('rondetafel_files_total', { what, outcome: codeOf(error) });
      throw error;
    }
  }
  return {
    file: (minutes, beside) => counted('minutes', () => archive.file(minutes, beside)),
    fileCaseload: caseload => counted('caseload', () => archive.fileCaseload(caseload)),
    locationOf: file => archive.locationOf(file),
  };
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1_000;
}

function codeOf(error: unknown): string {
  return error instanceof AdapterError ? error.code : 'unexpected';
}
