import { describe, expect, it } from 'vitest';
import type { EventStore, StreamId } from '../../src/ports/event-store.ts';
import type { OpenActions } from '../../src/ports/open-actions.ts';
import { append, goal, newStream, overview, owned, unique } from './samples.ts';

export interface OpenActionsPorts {
  readonly events: EventStore;
  readonly openActions: OpenActions;
}

export function describeOpenActions(name: string, ports: () => OpenActionsPorts): void {
  describe(`open actions: ${name}`, () => {
    const keep = (stream: StreamId, version: number, ...actions: ReturnType<typeof owned>[]) =>
      ports().events.append(
        append(stream, version, {
          events: [goal('iets')],
          projection: { overview: overview(stream.case), openActions: actions },
        }),
      );
    const ofOwner = (stream: StreamId, person = 'behandelaar') => ports().openActions.ofOwner(stream.tenant, person);

    it('gives everything of one owner across cases, by due date and then by number', async () => {
      const tenant = unique('tenant');
      const [one, other] = [newStream(tenant), newStream(tenant)];
      await keep(one, 0, owned('A10', '2026-12-04'), owned('A2', '2026-12-04'), owned('A1', '2026-12-18'));
      await keep(
        other,
        0,
        owned('A1', '2026-12-04T14:30', 'behandelaar', 'c7'),
        owned('A2', '2026-12-01', 'wijkagent'),
      );
      expect(await ofOwner(one)).toEqual([
        { case: other.case, action: 'A1', conference: 'c7', due: '2026-12-04T14:30' },
        { case: one.case, action: 'A2', conference: 'conference', due: '2026-12-04' },
        { case: one.case, action: 'A10', conference: 'conference', due: '2026-12-04' },
        { case: one.case, action: 'A1', conference: 'conference', due: '2026-12-18' },
      ]);
    });

    it('is empty for whoever has nothing, and for the same person of another house', async () => {
      const stream = newStream();
      await keep(stream, 0, owned('A1', '2026-12-04'));
      expect(await ofOwner(stream, 'wijkagent')).toEqual([]);
      expect(await ofOwner(newStream())).toEqual([]);
    });

    it('takes the place of what was there: done is gone, another owner is another list', async () => {
      const stream = newStream();
      await keep(stream, 0, owned('A1', '2026-12-04'), owned('A2', '2026-12-04'));
      await keep(stream, 1, owned('A2', '2026-12-11', 'wijkagent'));
      expect(await ofOwner(stream)).toEqual([]);
      expect(await ofOwner(stream, 'wijkagent')).toMatchObject([{ action: 'A2', due: '2026-12-11' }]);
      await keep(stream, 2);
      expect(await ofOwner(stream, 'wijkagent')).toEqual([]);
    });

    it('stays as it was when an append has no projection, or is refused', async () => {
      const stream = newStream();
      await keep(stream, 0, owned('A1', '2026-12-04'));
      await ports().events.append(append(stream, 1, { events: [goal('anders')] }));
      expect(await keep(stream, 1)).toEqual({ kind: 'conflict' });
      expect(await ofOwner(stream)).toHaveLength(1);
    });

    it('has what the last of many appends at the same moment kept', async () => {
      const stream = newStream();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => keep(stream, 0, owned(`A${index + 1}`, '2026-12-04'))),
      );
      const winner = outcomes.findIndex(outcome => outcome.kind === 'appended');
      expect(await ofOwner(stream)).toMatchObject([{ action: `A${winner + 1}` }]);
    });
  });
}
