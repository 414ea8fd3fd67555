import type { Refusal } from '../domain/refusal.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { FormName, FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import type { NamedCase } from './case-of-code.ts';
import type { Dependencies } from './dependencies.ts';

/** A form about one case for one person, which works in their own chat: bound to them and to no chat. */
export type OwnForm = (
  named: NamedCase,
  asker: Asker,
  form: FormName,
  values?: Readonly<Record<string, string>>,
  refusals?: readonly Refusal[],
) => Promise<Card>;

export function createOwnForm(deps: Pick<Dependencies, 'tokens' | 'ids'>, answers: Answers): OwnForm {
  return async ({ stream, state, conference }, asker, form, values = {}, refusals = []) => {
    const token: FormToken = {
      token: deps.ids.newToken(),
      tenant: stream.tenant,
      form,
      case: state.code,
      conference: conference.id,
      person: asker.person,
    };
    await deps.tokens.save([token]);
    return answers.form(asker, token, state, { values, refusals });
  };
}

/** Whoever asks in their own chat, where nobody else is. */
export function alone(person: PersonId, name: string, language: Asker['language']): Asker {
  return { person, language, members: [{ person, name }], values: {} };
}
