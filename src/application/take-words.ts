import type { CaseState } from '../domain/case-state.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Card, KeptProposal } from '../ports/card-renderer.ts';
import type { FormName, FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import type { KeptWords } from './kept-words.ts';
import { conferenceOf } from './press-target.ts';
import { proposalDropped } from './recorded-lines.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids'>;
  readonly answers: Answers;
  readonly kept: KeptWords;
}

const forms = { risk: 'raiseRisk', factor: 'raiseFactor', action: 'agreeAction' } as const satisfies Record<
  string,
  FormName
>;

/**
 * What a machine proposed comes on the ordinary form, filled in, to change and to record by a press of the person themselves, who is then the one
 * who said it. Leaving it out records nothing at all.
 */
export function createTakeWords({ deps, answers, kept }: Parts) {
  return async (
    request: { readonly kind: 'takeWords' | 'dropWords' },
    asker: Asker,
    pressed: FormToken,
    state: CaseState | undefined,
  ): Promise<Card> => {
    const refused = (refusal: Refusal) => answers.notice(asker, [], [refusal]);
    const conference = conferenceOf(state, pressed);
    if (pressed.form !== 'proposal') return refused({ code: 'notUnderstood' });
    if (request.kind === 'dropWords') return answers.notice(asker, [proposalDropped]);
    const words = await wordsOf(pressed);
    if (state === undefined || conference === undefined || words === undefined) return refused({ code: 'unknown' });
    if (conference.closed !== undefined) return refused({ code: 'closed' });
    const fromNotes = words.from === 'notes';
    const token: FormToken = {
      token: deps.ids.newToken(),
      tenant: pressed.tenant,
      form: fromNotes ? forms[words.kind] : 'editItem',
      case: state.code,
      conference: conference.id,
      phase: conference.phase,
      person: asker.person,
      ...(!fromNotes && { item: words.item }),
    };
    await deps.tokens.save([token]);
    const filled = { what: words.what };
    return answers.form(asker, token, state, fromNotes ? { values: filled } : { proposed: filled });
  };

  async function wordsOf({ tenant, item = '' }: FormToken): Promise<KeptProposal | undefined> {
    const [, asked = '', nth = ''] = /^(.*):(\d+)$/.exec(item) ?? [];
    const found = asked === '' ? undefined : await kept.find(tenant, asked);
    return Array.isArray(found) ? (found as readonly KeptProposal[])[Number(nth)] : undefined;
  }
}
