import { expect, it } from 'vitest';
import { type CaseloadNeeds, createCaseloadCard } from '../../src/application/caseload-card.ts';
import type { Pause } from '../../src/application/pause.ts';
import type { CardView } from '../../src/ports/card-renderer.ts';
import type { FiledFile } from '../../src/ports/minutes-archive.ts';

/** Only what a card of the caseload asks for. */
function needs(fileCaseload: () => Promise<FiledFile>) {
  const rendered: CardView[] = [];
  const deps = {
    overviews: { all: async () => [] },
    tokens: { save: async () => undefined },
    ids: { newToken: () => 'token' },
    clock: { now: () => '2026-11-23T09:00:00.000Z', localDate: () => '2026-11-23' },
    renderer: {
      render(view: CardView) {
        rendered.push(view);
        return { type: 'AdaptiveCard' };
      },
    },
    archive: { fileCaseload, locationOf: ({ name }: FiledFile) => name },
    approaches: [],
    log: { info() {}, warn() {}, error() {} },
    access: { record: async () => undefined },
  };
  return { rendered, deps: deps as unknown as CaseloadNeeds };
}
const file = { name: 'caseload/caseload-2026-11-23.csv', sha256: '' };

it('the caseload is shown without a file when the archive takes too long for an answer in Teams', async () => {
  const waited: number[] = [];
  const soon: Pause = async ms => void waited.push(ms);
  const { rendered, deps } = needs(() => new Promise(() => undefined));
  await createCaseloadCard(deps, soon).make('tenant', 'person', 'nl');
  expect(rendered).toMatchObject([{ kind: 'caseload', page: 1 }]);
  expect(rendered[0]).not.toHaveProperty('location');
  expect(waited).toEqual([3_000]);
});

it('the caseload says where its file is, and nothing waits behind it', async () => {
  const signals: AbortSignal[] = [];
  const never: Pause = (_ms, signal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  const { rendered, deps } = needs(async () => file);
  await createCaseloadCard(deps, never).make('tenant', 'person', 'nl');
  expect(rendered[0]).toMatchObject({ location: file.name });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
