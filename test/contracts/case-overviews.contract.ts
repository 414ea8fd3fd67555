import { describe, expect, it } from 'vitest';
import type { CaseOverviews } from '../../src/ports/case-overviews.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { OpenActions } from '../../src/ports/open-actions.ts';
import { append, goal, newStream, overview, owned, unique } from './samples.ts';

export interface CaseOverviewsPorts {
  readonly events: EventStore;
  readonly openActions: OpenActions;
  readonly overviews: CaseOverviews;
}

export function describeCaseOverviews(name: string, ports: () => CaseOverviewsPorts): void {
  describe(`case overviews: ${name}`, () => {
    const missingOf = async (tenant: string) =>
      (await ports().overviews.missing()).filter(stream => stream.tenant === tenant).map(stream => stream.case);

    it('gives every case of the house by code, as it was kept last', async () => {
      const tenant = unique('tenant');
      for (const code of ['ZVH-2026-002', 'ZVH-2026-001']) {
        const projection = { overview: overview(code), openActions: [] };
        await ports().events.append(append({ tenant, case: code }, 0, { events: [goal('a')], projection }));
      }
      const changed = overview('ZVH-2026-002', { underSix: 1, dues: ['2026-12-04'], nextDate: '2026-12-14' });
      const stream = { tenant, case: 'ZVH-2026-002' };
      const projection = { overview: changed, openActions: [] };
      await ports().events.append(append(stream, 1, { events: [goal('b')], projection }));
      expect(await ports().overviews.all(tenant)).toEqual([overview('ZVH-2026-001'), changed]);
    });

    it('is empty for a house without cases', async () => {
      expect(await ports().overviews.all(unique('tenant'))).toEqual([]);
    });

    it('misses a case that was appended to without a projection, until it is saved', async () => {
      const stream = newStream();
      await ports().events.append(append(stream, 0, { events: [goal('a')] }));
      expect(await missingOf(stream.tenant)).toEqual([stream.case]);
      const projection = { overview: overview(stream.case), openActions: [owned('A1', '2026-12-04')] };
      await ports().overviews.save(stream, 1, projection);
      expect(await missingOf(stream.tenant)).toEqual([]);
      expect(await ports().overviews.all(stream.tenant)).toEqual([projection.overview]);
      expect(await ports().openActions.ofOwner(stream.tenant, 'behandelaar')).toHaveLength(1);
    });

    it('leaves alone what an append kept in the meantime', async () => {
      const stream = newStream();
      const newer = { overview: overview(stream.case, { underSix: 2 }), openActions: [] };
      await ports().events.append(append(stream, 0, { events: [goal('a')], projection: newer }));
      const older = { overview: overview(stream.case), openActions: [owned('A1', '2026-12-04')] };
      await ports().overviews.save(stream, 1, older);
      expect(await ports().overviews.all(stream.tenant)).toEqual([newer.overview]);
      expect(await ports().openActions.ofOwner(stream.tenant, 'behandelaar')).toEqual([]);
    });
  });
}
