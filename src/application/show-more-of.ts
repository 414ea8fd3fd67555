import type { CaseState } from '../domain/case-state.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import { takesPartIn } from '../domain/roles.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import { type CaseloadNeeds, createCaseloadCard } from './caseload-card.ts';
import type { Dependencies } from './dependencies.ts';
import { conferenceOf } from './press-target.ts';
import { readTimeline } from './timeline-card.ts';

/** Asks for more of what a card shows. */
export type ShowMore = Extract<Request, { readonly kind: 'showTimeline' | 'showCaseload' }>;

export function asksForMore(request: Request): request is ShowMore {
  return request.kind === 'showTimeline' || request.kind === 'showCaseload';
}

type Needs = CaseloadNeeds & Pick<Dependencies, 'events' | 'processDirectors'>;

interface Parts {
  readonly deps: Needs;
  readonly answers: Answers;
}

/** Cards that only show something: the same card again, of one partner, or its next page. Each takes its own request only. */
export function createShowMoreOf({ deps, answers }: Parts) {
  const caseload = createCaseloadCard(deps);

  return async (request: ShowMore, asker: Asker, pressed: FormToken, state: CaseState | undefined): Promise<Card> => {
    const refuse = (code: RefusalCode) => answers.form(asker, pressed, state, { refusals: [{ code }] });
    const isDirector = deps.processDirectors.includes(asker.person);
    if (request.kind === 'showCaseload') {
      if (pressed.form !== 'caseload') return refuse('notUnderstood');
      return isDirector ? caseload.page(pressed, request.page, asker.language) : refuse('unknown');
    }
    if (pressed.form !== 'timeline') return refuse('notUnderstood');
    const conference = conferenceOf(state, pressed);
    if (state === undefined || conference === undefined) return refuse('unknown');
    const isPersonal = pressed.person !== undefined;
    if (isPersonal && !isDirector && !takesPartIn(state, asker.person)) return refuse('unknown');
    // A card that everybody had was tidied when the minutes were filed; from then on it's asked for in one's own chat.
    if (!isPersonal && conference.filed !== undefined) return refuse('closed');
    const { tenant, token } = pressed;
    const { partner } = request;
    const asked = { tenant, token, state, conference: conference.id, ...(partner !== undefined && { partner }) };
    return (await readTimeline(deps, asked))(asker.language);
  };
}
