import type { WordedSentence, WordingFact } from '../../src/domain/wording-facts.ts';
import { inputOf, type ModelCall } from './fake-openai.ts';

/** The items that a request for a summary held. */
export function itemsOf(call: ModelCall): readonly WordingFact[] {
  return inputOf(call).items as readonly WordingFact[];
}

/** What an obedient model would say: each item in its own words, with what the record fills in. */
export function obedient(call: ModelCall): string {
  const english = inputOf(call).language === 'en';
  const sentences = itemsOf(call).map(({ id, kind, text, fields }): WordedSentence => {
    const words = text.replace(/[.;:?!]+$/, '');
    if (kind === 'risk' && fields.includes('level'))
      return { ids: [id], text: `${english ? 'The risk of' : 'Het risico op'} ${words}: {${id}.level}.` };
    if (kind === 'action')
      return {
        ids: [id],
        text: `${words}, ${english ? 'by' : 'door'} {${id}.owner}, ${english ? 'at' : 'uiterlijk'} {${id}.due}.`,
      };
    if (kind === 'subject' && fields.includes('score')) return { ids: [id], text: `${words}: {${id}.score}.` };
    return { ids: [id], text: `${words}.` };
  });
  return JSON.stringify({ sentences });
}
