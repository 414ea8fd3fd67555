import type { CaseState, Conference } from '../domain/case-state.ts';
import { leadsTheTable } from '../domain/decision.ts';
import { guardsDirection } from '../domain/direction.ts';
import type { OpenableForm } from '../domain/readings.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import { refusalOfClosingForm } from '../domain/steps/closing.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { conferenceOf } from './press-target.ts';

type Shown = Exclude<Request, { readonly kind: 'command' | 'invalid' | 'postSummary' | 'takeWords' | 'dropWords' }>;

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'renderer' | 'processDirectors' | 'clock'>;
  readonly answers: Answers;
}

/** What a button shows to one person only, in the place of the card that was pressed; nothing changes by it. */
export function createShowForm({ deps, answers }: Parts) {
  const { tokens, ids, renderer, clock } = deps;
  return async (request: Shown, asker: Asker, pressed: FormToken, state: CaseState | undefined): Promise<Card> => {
    const conference = conferenceOf(state, pressed);
    const refused = (refusal: Refusal) => answers.form(asker, pressed, state, { refusals: [refusal] });
    if (state === undefined || conference === undefined) return refused({ code: 'unknown' });
    const isGuard = guardsDirection(state, asker.person, deps.processDirectors);
    const no = refusalOf(request, conference, asker.person, isGuard);
    if (no !== undefined) return refused(no);
    const form = formOf(request);
    const token: FormToken = {
      tenant: pressed.tenant,
      ...(pressed.conversation !== undefined && { conversation: pressed.conversation }),
      case: state.code,
      conference: conference.id,
      token: ids.newToken(),
      form,
      phase: conference.phase,
      person: asker.person,
      ...(request.kind === 'showForm' && request.item !== undefined && { item: request.item }),
    };
    await tokens.save([token]);
    const about = { language: asker.language, state, conference: conference.id, token: token.token };
    if (request.kind === 'summary') {
      const today = clock.localDate(clock.now());
      return renderer.render({ kind: 'summary', ...about, today });
    }
    if (request.kind === 'showReading') return renderer.render({ kind: 'reading', reading: request.reading, ...about });
    return answers.form(asker, token, state, {});
  };
}

function formOf(request: Shown): FormToken['form'] {
  if (request.kind === 'showForm') return request.form;
  return request.kind === 'showCloseForm' ? 'close' : 'board';
}

/** Whoever may not use a form gets no form: it would ask for what is refused afterwards. */
function refusalOf(request: Shown, conference: Conference, person: PersonId, isGuard: boolean): Refusal | undefined {
  if (request.kind === 'showCloseForm') return refusalOfClosingForm(conference, person);
  if (request.kind !== 'showForm') return undefined;
  const chair = { chair: conference.chairName };
  const { form } = request;
  if (form === 'close') return refusalOfClosingForm(conference, person);
  if (form === 'correctMinutes') return refusalOfCorrectingMinutes(conference, person);
  if (form === 'closeCase' || form === 'direction') return isGuard ? undefined : { code: 'notChair', values: chair };
  if (conference.closed !== undefined) return { code: 'closed' };
  if (forLeaders.has(form) && !leadsTheTable(conference, person)) return { code: 'notChairOrNoteTaker', values: chair };
  return undefined;
}

/** Only the chair corrects, and only what was adopted. */
export function refusalOfCorrectingMinutes(conference: Conference, person: PersonId): Refusal | undefined {
  if (person !== conference.chair) return { code: 'notChair', values: { chair: conference.chairName } };
  return conference.adopted === undefined ? { code: 'notAdoptedYet' } : undefined;
}

const forLeaders: ReadonlySet<OpenableForm> = new Set(['showOfHands'] as const);
