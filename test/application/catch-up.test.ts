import { describe, expect, it } from 'vitest';
import { catchUpProjections } from '../../src/application/catch-up.ts';
import { projectionOf } from '../../src/domain/overview.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { entraId } from '../support/seats.ts';
import { code, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();

/** The events of a played case as a process of an earlier release left them: without a projection. */
async function withoutProjection(table: TableUnderTest, tenant: string): Promise<void> {
  const { events } = table.storage;
  const nothing = { effects: [], dueMoments: [], tokens: [] };
  await events.append({ stream: { tenant, case: code }, expectedVersion: 0, events: await table.events(), ...nothing });
}

describe('the start of a process', () => {
  it('makes the projection of cases that have none', async () => {
    const table = await house.open();
    await playTo(table, 'closed');
    const tenant = `${table.tenant}-earlier`;
    await withoutProjection(table, tenant);
    await catchUpProjections({ ...table.storage, log: createKeptLog() });
    const projection = projectionOf(await table.state());
    expect(await table.storage.overviews.all(tenant)).toEqual([projection.overview]);
    expect(await table.storage.openActions.ofOwner(tenant, entraId('wijkteam'))).toHaveLength(1);
    expect(await table.storage.overviews.missing()).toEqual([]);
  });

  it('goes on with the others when one case cannot be read, and says so without naming it', async () => {
    const table = await house.open();
    await playTo(table, 'opening');
    const tenants = ['one', 'two'].map(name => `${table.tenant}-${name}`);
    for (const tenant of tenants) await withoutProjection(table, tenant);
    const log = createKeptLog();
    const { events } = table.storage;
    const damaged = new AdapterError('damaged', { code: 'storage.damaged' });
    const read: typeof events.read = stream =>
      stream.tenant === tenants[0] ? Promise.reject(damaged) : events.read(stream);
    await catchUpProjections({ ...table.storage, events: { ...events, read }, log });
    expect(await table.storage.overviews.all(tenants[1] ?? '')).toHaveLength(1);
    expect(log.lines.join('\n')).toMatch(/projection.notMade.*storage.damaged/);
    expect(log.lines.join('\n')).not.toContain(code);
    await catchUpProjections({ ...table.storage, log });
  });
});
