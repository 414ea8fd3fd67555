import type { CaseTurn } from './case-file.ts';
import type { Answer } from './client.ts';
import type { Notice } from './client-card.ts';

/** How a turn went, judged by the card that answered it. */
export interface Outcome {
  readonly outcome: 'done' | 'refused';
  /** What the bot said about it: the refusal, or the hint or warning that the case file is about. */
  readonly remark?: string;
  /** Every notice on the answer card. */
  readonly notices: readonly Notice[];
}

/** Throws when the bot refused, didn't understand, or didn't say the hint or warning that it has to. */
export function accepted(answer: Answer, turn?: Pick<CaseTurn, 'hint' | 'warning'>): Outcome {
  const refusals = answer.notices.filter(notice => notice.kind === 'refusal');
  if (answer.status >= 300) throw new Error(`the bot answered ${answer.status} ${answer.text ?? ''}`.trim());
  if (refusals.length > 0) throw new Error(`refused: ${wordsOf(refusals)}`);
  const wanted = turn?.hint ?? turn?.warning;
  const said = answer.notices.filter(notice => notice.code === wanted);
  if (wanted !== undefined && said.length === 0) {
    const others = answer.notices.map(notice => notice.code).join(', ');
    throw new Error(`the bot didn't point out "${wanted}" but ${others || 'nothing'}`);
  }
  return { outcome: 'done', notices: answer.notices, ...(said.length > 0 && { remark: wordsOf(said) }) };
}

/** Throws when the bot accepted it, or refused it for another reason. */
export function refused(answer: Answer, because: string | undefined): Outcome {
  if (answer.status >= 300) throw new Error(`the bot answered ${answer.status} instead of refusing on a card`);
  const refusals = answer.notices.filter(notice => notice.kind === 'refusal');
  if (refusals.length === 0) throw new Error('the bot accepted it and should have refused');
  const names = refusals.map(({ code, item }) => (item === undefined ? code : `${code}:${item}`));
  if (because !== undefined && !names.includes(because) && !refusals.some(({ code }) => code === because))
    throw new Error(`refused because of ${names.join(', ')} instead of ${because}`);
  return { outcome: 'refused', remark: wordsOf(refusals), notices: answer.notices };
}

function wordsOf(notices: readonly Notice[]): string {
  return notices.map(notice => notice.text || notice.code).join(' ');
}
