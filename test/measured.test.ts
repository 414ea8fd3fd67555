import { describe, expect, it } from 'vitest';
import { measuredArchive, measuredChat, measuredEvents, measuredLog, measuredOutbox } from '../src/measured.ts';
import { createMetrics } from '../src/metrics.ts';
import { AdapterError } from '../src/ports/adapter-error.ts';
import type { EventStore } from '../src/ports/event-store.ts';
import type { MeetingChat } from '../src/ports/meeting-chat.ts';
import type { MinutesArchive } from '../src/ports/minutes-archive.ts';
import type { Outbox, PendingEffect } from '../src/ports/outbox.ts';
import { createKeptLog } from './support/kept-log.ts';

const away = async () => {
  throw new AdapterError('away', { code: 'storage.unavailable', retryable: true });
};

describe('a port that is measured', () => {
  it('counts what it gave and what it refused, and gives and refuses the same', async () => {
    const metrics = createMetrics();
    const events = { append: async () => ({ kind: 'appended', version: 3 }) } as unknown as EventStore;
    expect(await measuredEvents(events, metrics).append({} as never)).toEqual({ kind: 'appended', version: 3 });
    await expect(measuredEvents({ ...events, append: away }, metrics).append({} as never)).rejects.toThrow('away');

    const chat = { post: async () => 'id-1', edit: away } as unknown as MeetingChat;
    expect(await measuredChat(chat, metrics).post({} as never, {} as never)).toBe('id-1');
    await expect(measuredChat(chat, metrics).edit({} as never, 'id-1', {} as never)).rejects.toThrow('away');

    const outbox = { settle: async () => undefined } as unknown as Outbox;
    await measuredOutbox(outbox, metrics).settle({ effect: { kind: 'remind' } } as unknown as PendingEffect, {
      kind: 'possiblySent',
    });

    const archive = { file: async () => [], fileCaseload: away } as unknown as MinutesArchive;
    expect(await measuredArchive(archive, metrics).file({} as never)).toEqual([]);
    await expect(measuredArchive(archive, metrics).fileCaseload({} as never)).rejects.toThrow('away');

    const text = await metrics.render();
    for (const line of [
      'rondetafel_appends_total{outcome="appended"} 1',
      'rondetafel_appends_total{outcome="storage.unavailable"} 1',
      'rondetafel_append_seconds_count 2',
      'rondetafel_teams_seconds_count{what="post"} 1',
      'rondetafel_teams_failures_total{what="edit",code="storage.unavailable"} 1',
      'rondetafel_effects_total{effect="remind",outcome="possiblySent"} 1',
      'rondetafel_files_total{what="minutes",outcome="done"} 1',
      'rondetafel_files_total{what="caseload",outcome="storage.unavailable"} 1',
    ])
      expect(text).toContain(`${line}\n`);
  });

  it('counts lines of the log by event, and logs them with their details', async () => {
    const metrics = createMetrics();
    const kept = createKeptLog();
    measuredLog(kept, metrics).warn('sweep.failed', { code: 'x' });
    expect(kept.lines).toEqual(['warn sweep.failed {"code":"x"}']);
    expect(await metrics.render()).toContain('rondetafel_log_lines_total{level="warn",event="sweep.failed"} 1');
  });
});
