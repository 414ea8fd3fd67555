import type { Concern } from '../domain/concerns.ts';
import type { Hint, HintCode } from '../domain/hints.ts';
import type { ViewData } from './expand.ts';
import { type NoticeContext, spelledOut } from './notice-values.ts';
import { numbered } from './numbered.ts';
import { fill, type WordKey } from './words.ts';

/** Warnings and hints: never in the colour of what is refused, and always with a word that says what they are. */

/** What holds about what was just recorded, in one block. `token` is that of the card, for the button that mends it. */
export function warningNotices(
  warnings: readonly Concern[],
  token: string | undefined,
  context: NoticeContext,
): readonly ViewData[] {
  if (warnings.length === 0) return [];
  const lines = unique(
    warnings.map(warning => ({ id: idOf('warning', warning), text: warningText(warning, context) })),
  );
  const item = warnings.find(warning => warning.item?.startsWith('A'))?.item;
  const mend: Button = { title: 'button.improveItem', verb: 'form.show', data: { form: 'editItem', item: item ?? '' } };
  return [
    {
      lines: lines.slice(0, mostNotices),
      more: beyond(lines.length, context),
      actions: actionsOf(item === undefined ? [] : [mend], token, context),
    },
  ];
}

function warningText(warning: Concern, context: NoticeContext): string {
  return sentence('warning', warning, warning.detail, context);
}

/** What somebody should hear once with what they gave. */
export function hintNotices(
  hints: readonly Hint[],
  token: string | undefined,
  context: NoticeContext,
): readonly ViewData[] {
  let room = mostButtons;
  const lines = unique(
    hints.map(hint => {
      const buttons = (buttonsOf[hint.code]?.(hint.item ?? '') ?? []).slice(0, room);
      room -= buttons.length;
      const actions = actionsOf(buttons, token, context);
      const said = hint.code === 'newcomer' ? numbered(context.words, 'explain.method') : [];
      return { id: idOf('hint', hint), text: sentence('hint', hint, undefined, context), said, actions };
    }),
  );
  return lines.length === 0 ? [] : [{ lines: lines.slice(0, mostNotices) }];
}

const mostNotices = 12;
/** A card has six buttons at most, and its own form comes first. */
const mostButtons = 2;

function beyond(count: number, { words }: NoticeContext): readonly ViewData[] {
  return count <= mostNotices ? [] : [{ text: words.t('list.more', { count: count - mostNotices }) }];
}

interface Button {
  readonly title: WordKey;
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
}

/** What can be done about a hint in one press. */
const buttonsOf: Readonly<Partial<Record<HintCode, (item: string) => readonly Button[]>>> = {
  protectiveAbsence: item => [
    { title: 'button.keepAsItIs', verb: 'hint.keep', data: { item } },
    { title: 'button.improve', verb: 'form.show', data: { form: 'editItem', item } },
  ],
  noDirector: () => [{ title: 'button.direction', verb: 'form.show', data: { form: 'direction' } }],
  lowLevel: item => [{ title: 'button.makeFactor', verb: 'form.show', data: { form: 'raiseFactor', item } }],
};

function actionsOf(
  buttons: readonly Button[],
  token: string | undefined,
  { words }: NoticeContext,
): readonly ViewData[] {
  if (token === undefined || buttons.length === 0) return [];
  return [
    {
      buttons: buttons.map(({ title, verb, data }) => ({
        title: words.t(title, data),
        verb,
        data: { token, verb, ...data },
      })),
    },
  ];
}

function idOf(kind: 'hint' | 'warning', { code, item }: Hint | Concern): string {
  return ['notice', kind, code, ...(item === undefined ? [] : [item])].join(':').slice(0, 120);
}

function sentence(
  kind: 'hint' | 'warning',
  { code, item, values }: Hint | Concern,
  detail: string | undefined,
  context: NoticeContext,
): string {
  const key = [kind, code, ...(detail === undefined ? [] : [detail])].join('.') as WordKey;
  return fill(context.words.raw(key), { ...(item !== undefined && { item }), ...spelledOut(values, context) });
}

/** Every container id once. */
function unique<Line extends { readonly id: string }>(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line, index) => lines.findIndex(other => other.id === line.id) === index);
}
