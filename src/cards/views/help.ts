import type { ViewData } from '../expand.ts';
import type { Tools } from '../frame.ts';

const commands = [
  'start',
  'next',
  'back',
  'reveal',
  'again',
  'board',
  'summary',
  'noteTaker',
  'close',
  'adopt',
  'language',
  'help',
] as const;

/** What can be typed, in Dutch and in English, and what typing in the chat means for privacy. */
export function helpView(personal: boolean, { words }: Tools): ViewData {
  return {
    where: words.t(personal ? 'help.personal' : 'help.group'),
    commands: commands.map(name => ({ words: words.t(`help.${name}.words`), does: words.t(`help.${name}`) })),
  };
}
