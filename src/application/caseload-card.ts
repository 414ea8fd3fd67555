import { type Caseload, caseloadOf } from '../domain/caseload.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Language } from '../ports/conversations.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { byTheBot, createAccesses } from './accesses.ts';
import type { Dependencies } from './dependencies.ts';
import { type Pause, pauseForReal } from './pause.ts';

export type CaseloadNeeds = Pick<
  Dependencies,
  'overviews' | 'tokens' | 'ids' | 'clock' | 'renderer' | 'archive' | 'approaches' | 'log' | 'access'
>;

/** The cases of the house on a card for one process director; who may see it is checked by the caller. */
export interface CaseloadCard {
  /** Files the whole list, and shows the first page. */
  make(tenant: string, person: string, language: Language): Promise<Card>;
  /** Another page, by the numbers of now; the file stays as it was. */
  page(pressed: FormToken, page: number, language: Language): Promise<Card>;
}

/** Teams waits ten seconds for the whole answer; an archive elsewhere may take longer. */
const fileWithinMs = 3_000;

export function createCaseloadCard(deps: CaseloadNeeds, pause: Pause = pauseForReal): CaseloadCard {
  const { clock } = deps;
  const accesses = createAccesses(deps);

  async function read(tenant: string): Promise<Caseload> {
    return caseloadOf(await deps.overviews.all(tenant), clock.localDate(clock.now()), deps.approaches);
  }

  function render({ token, item: location }: FormToken, caseload: Caseload, page: number, language: Language): Card {
    const found = location === undefined ? {} : { location };
    return deps.renderer.render({ kind: 'caseload', language, now: clock.now(), token, caseload, page, ...found });
  }

  /** The list on the card is worth having without the file, which may still come. */
  async function filedInTime(tenant: string, caseload: Caseload): Promise<string | undefined> {
    const inTime = new AbortController();
    const late = pause(fileWithinMs, inTime.signal).then(() => undefined);
    try {
      return await Promise.race([filed(tenant, caseload), late]);
    } finally {
      inTime.abort();
    }
  }

  async function filed(tenant: string, caseload: Caseload): Promise<string | undefined> {
    try {
      await accesses.record(byTheBot, 'file', 'caseload', { tenant });
      return deps.archive.locationOf(await deps.archive.fileCaseload(caseload));
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('caseload.notFiled', { code: error.code });
      return undefined;
    }
  }

  return {
    async make(tenant, person, language) {
      const caseload = await read(tenant);
      const location = await filedInTime(tenant, caseload);
      const token: FormToken = {
        token: deps.ids.newToken(),
        tenant,
        form: 'caseload',
        person,
        ...(location !== undefined && { item: location }),
      };
      await deps.tokens.save([token]);
      return render(token, caseload, 1, language);
    },
    page: async (pressed, page, language) => render(pressed, await read(pressed.tenant), page, language),
  };
}
