import type { ViewData } from '../expand.ts';
import type { Tools } from '../frame.ts';

const commands = [
  'answer',
  'myActions',
  'leave',
  'signal',
  'preparation',
  'notes',
  'start',
  'urgent',
  'risk',
  'factor',
  'protective',
  'action',
  'scenario',
  'next',
  'back',
  'reveal',
  'again',
  'board',
  'more',
  'summary',
  'plan',
  'actions',
  'timeline',
  'pgax',
  'questions',
  'chair',
  'noteTaker',
  'close',
  'adopt',
  'correct',
  'direction',
  'closeCase',
  'language',
  'help',
] as const;

/** What can be typed, in Dutch and in English, and what typing in the chat means for privacy. An answer of one's own is typed in one's own chat. */
export function helpView(
  { personal, notes }: { readonly personal: boolean; readonly notes: boolean },
  { words }: Tools,
): ViewData {
  const lines = commands
    .filter(name => notes || name !== 'notes')
    .map(name => ({
      name,
      words: words.t(`help.${name}.words`),
      does: words.t(`help.${name}`),
    }));
  return {
    own: personal ? [{ answers: lines.filter(line => isOwn(line.name)) }] : [],
    where: words.t(personal ? 'help.personal' : 'help.group'),
    commands: lines.filter(line => !isOwn(line.name)),
  };
}

const ownCommands: ReadonlySet<string> = new Set(['answer', 'myActions', 'leave', 'signal', 'preparation', 'notes']);

/** Typed in one's own chat only. */
function isOwn(name: (typeof commands)[number]): boolean {
  return ownCommands.has(name);
}
