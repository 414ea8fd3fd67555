import type { CaseState } from '../domain/case-state.ts';
import type { Tools } from './frame.ts';
import { literal, shorten } from './text.ts';

/** The person's own voice: each field that was filled in, with its place; an answer "no" comes with its reason. */
export function voiceLines({ voice }: CaseState, tools: Tools): readonly { label: string; text: string }[] {
  if (voice === undefined) return [];
  const { words, dates } = tools;
  const answer = (isYes: boolean | undefined, reason: string | undefined) => {
    if (isYes === undefined) return reason;
    const said = words.t(isYes ? 'answer.yes' : 'answer.no').toLowerCase();
    return reason === undefined ? said : `${said}: ${reason}`;
  };
  const day = voice.zsmDate === undefined ? undefined : dates.day(voice.zsmDate);
  const zsm = [voice.zsmAdvice, day === undefined ? undefined : `(${day})`]
    .filter(part => part !== undefined)
    .join(' ');
  const fields: readonly (readonly [label: string, text: string | undefined])[] = [
    [words.t('person.invited'), answer(voice.invited, voice.invitedReason)],
    [words.t('person.agreesTo'), voice.agreesTo],
    [words.t('person.letter'), answer(voice.letterSent, voice.letterReason)],
    [words.t('person.zsm'), zsm === '' ? undefined : zsm],
  ];
  return fields.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text: long(text, tools) }]));
}

function long(text: string, { room }: Tools): string {
  return shorten(literal(text), Math.max(room.text, 120));
}

/** What to take into account with this person, in one line; undefined when nobody said so yet. */
export function considerationsText({ considerations }: CaseState, tools: Tools): string | undefined {
  if (considerations === undefined) return undefined;
  const kinds = considerations.kinds.map(kind => tools.words.t(`consideration.${kind}`)).join(', ');
  const text = long(considerations.text ?? '', tools);
  return [kinds, text].filter(part => part !== '').join('. ');
}
