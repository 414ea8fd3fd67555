import type { TypedRequest } from '../application/turn.ts';
import type { PersonId } from '../domain/values.ts';

/** A mention entity of a message: the text it stands for in the message and who it is. */
export interface Mention {
  /** As it stands in the text: `<at>Rondetafel</at>`. */
  readonly text: string;
  /** The bot itself. */
  readonly bot: boolean;
  /** The Entra id, when the mention or the roster knows it. */
  readonly person?: PersonId;
}

const simple: Readonly<Record<string, TypedRequest>> = {
  start: { kind: 'start' },
  volgende: { kind: 'move', verb: 'step.next' },
  next: { kind: 'move', verb: 'step.next' },
  terug: { kind: 'move', verb: 'step.back' },
  back: { kind: 'move', verb: 'step.back' },
  toon: { kind: 'move', verb: 'step.reveal' },
  reveal: { kind: 'move', verb: 'step.reveal' },
  show: { kind: 'move', verb: 'step.reveal' },
  opnieuw: { kind: 'move', verb: 'step.again' },
  again: { kind: 'move', verb: 'step.again' },
  stand: { kind: 'board' },
  overzicht: { kind: 'board' },
  board: { kind: 'board' },
  status: { kind: 'board' },
  samenvatting: { kind: 'summary' },
  summary: { kind: 'summary' },
  sluiten: { kind: 'close' },
  afsluiten: { kind: 'close' },
  close: { kind: 'close' },
  vaststellen: { kind: 'adopt' },
  adopt: { kind: 'adopt' },
  help: { kind: 'help' },
  hulp: { kind: 'help' },
  '?': { kind: 'help' },
  notulist: { kind: 'noteTaker' },
  notetaker: { kind: 'noteTaker' },
  'note-taker': { kind: 'noteTaker' },
  'taal nl': { kind: 'language', language: 'nl' },
  'taal en': { kind: 'language', language: 'en' },
  'language nl': { kind: 'language', language: 'nl' },
  'language en': { kind: 'language', language: 'en' },
};

/** Longer than any code or name of an approach. */
const argumentLimit = 200;

/**
 * Reads a typed command, Dutch or English, whatever the case. The mention of the bot is taken out; people come from mention
 * entities only, never from text. Whatever isn't a command is `unknown`.
 */
export function parseTyped(text: string, mentions: readonly Mention[]): TypedRequest {
  const words = tidy(withoutMentions(text, mentions));
  const command = words.toLowerCase().replace(/(?<=[^\s])[.!]+$/, '');
  const found = Object.hasOwn(simple, command) ? simple[command] : undefined;
  if (found?.kind === 'noteTaker') return noteTaker(mentions);
  if (found !== undefined) return found;
  const [, code, approach] = /^start (\S+)(?: (.+))?$/i.exec(words) ?? [];
  if (code === undefined) return { kind: 'unknown' };
  return {
    kind: 'start',
    code: code.slice(0, argumentLimit),
    ...(approach !== undefined && { approach: approach.slice(0, argumentLimit) }),
  };
}

/** Exactly one person has to be mentioned; with two it isn't clear who is meant. */
function noteTaker(mentions: readonly Mention[]): TypedRequest {
  const people = mentions.filter(mention => !mention.bot);
  const [only] = people;
  return people.length === 1 && only?.person !== undefined
    ? { kind: 'noteTaker', person: only.person }
    : { kind: 'noteTaker' };
}

function withoutMentions(text: string, mentions: readonly Mention[]): string {
  let rest = text;
  for (const mention of mentions) if (mention.text !== '') rest = rest.replaceAll(mention.text, ' ');
  return rest;
}

/** Teams sends a no-break space after a mention, as a character or as an entity. */
function tidy(text: string): string {
  return text
    .replace(/&nbsp;|&#160;|&#xa0;/gi, ' ')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}
