import type { TypedRequest } from '../application/turn.ts';
import { looksLikeItem, ownerMark, readTypedAnswer } from '../application/typed-answers.ts';
import type { PersonId } from '../domain/values.ts';
import { nearestWord } from './nearest-word.ts';

/** A mention entity of a message: the text it stands for in the message and who it is. */
export interface Mention {
  /** As it stands in the text: `<at>Rondetafel</at>`. */
  readonly text: string;
  /** The bot itself. */
  readonly bot: boolean;
  /** The Entra id, when the mention or the roster knows it. */
  readonly person?: PersonId;
}

/** Words that stand alone, in both languages; `docs/contract.md` lists them. */
export const typedCommands: Readonly<Record<string, TypedRequest>> = {
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
  meer: { kind: 'more' },
  more: { kind: 'more' },
  samenvatting: { kind: 'summary' },
  summary: { kind: 'summary' },
  plan: { kind: 'plan' },
  risicomanagementplan: { kind: 'plan' },
  'risk-management plan': { kind: 'plan' },
  acties: { kind: 'actions' },
  actions: { kind: 'actions' },
  'mijn acties': { kind: 'myActions' },
  'my actions': { kind: 'myActions' },
  pgax: { kind: 'pgax' },
  verlof: { kind: 'leave' },
  leave: { kind: 'leave' },
  'verlof uit': { kind: 'leave', off: true },
  'leave off': { kind: 'leave', off: true },
  signaal: { kind: 'signal' },
  signal: { kind: 'signal' },
  notities: { kind: 'notes' },
  notes: { kind: 'notes' },
  voorbereiding: { kind: 'preparation' },
  preparation: { kind: 'preparation' },
  regie: { kind: 'direction' },
  direction: { kind: 'direction' },
  'casus sluiten': { kind: 'closeCase' },
  'close case': { kind: 'closeCase' },
  caseload: { kind: 'caseload' },
  sluiten: { kind: 'close' },
  afsluiten: { kind: 'close' },
  close: { kind: 'close' },
  vaststellen: { kind: 'adopt' },
  adopt: { kind: 'adopt' },
  verbeteren: { kind: 'correct' },
  correct: { kind: 'correct' },
  help: { kind: 'help' },
  hulp: { kind: 'help' },
  '?': { kind: 'help' },
  spoed: { kind: 'urgent', urgent: true },
  urgent: { kind: 'urgent', urgent: true },
  'spoed uit': { kind: 'urgent', urgent: false },
  'geen spoed': { kind: 'urgent', urgent: false },
  'urgent off': { kind: 'urgent', urgent: false },
  'vijf minuten': { kind: 'extend' },
  '+5': { kind: 'extend' },
  'five minutes': { kind: 'extend' },
  vragen: { kind: 'reading', reading: 'questions' },
  questions: { kind: 'reading', reading: 'questions' },
  uitleg: { kind: 'reading', reading: 'method' },
  explanation: { kind: 'reading', reading: 'method' },
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
  const words = typedWords(text, mentions);
  const command = words.toLowerCase().replace(/(?<=[^\s])[.!]+$/, '');
  const found = Object.hasOwn(typedCommands, command) ? typedCommands[command] : undefined;
  if (found !== undefined) return found;
  const [, role] = /^(notulist|note-?taker|voorzitter|chair)(?=\s|$)/.exec(command) ?? [];
  if (role !== undefined)
    return { kind: role.startsWith('note') || role === 'notulist' ? 'noteTaker' : 'chair', ...mentioned(mentions) };
  const [, how, code, approach] = /^(start|spoed|urgent) (\S+)(?: (.+))?$/i.exec(words) ?? [];
  if (how !== undefined && code !== undefined)
    return {
      kind: 'start',
      code: code.slice(0, argumentLimit),
      ...(approach !== undefined && { approach: approach.slice(0, argumentLimit) }),
      ...(how.toLowerCase() !== 'start' && { urgent: true }),
    };
  const [, asked, partner] = /^(tijdlijn|timeline)(?: (.+))?$/i.exec(words) ?? [];
  if (asked !== undefined)
    return { kind: 'timeline', ...(partner !== undefined && { partner: partner.slice(0, argumentLimit) }) };
  const [, days] = /^(?:verlof|leave) (.+)$/i.exec(words) ?? [];
  if (days !== undefined) return { kind: 'leave', days: days.slice(0, argumentLimit) };
  const [, sign, signalled, what] = /^(signaal|signal) ([^\s:]+):?(?: (.+))?$/i.exec(words) ?? [];
  if (sign !== undefined && signalled !== undefined)
    return {
      kind: 'signal',
      code: signalled.slice(0, argumentLimit),
      ...(what !== undefined && { what: what.slice(0, itemLimit) }),
    };
  const [, noted, notes] = /^(?:notities|notes) ([^\s:]+):? (.+)$/i.exec(words) ?? [];
  if (noted !== undefined && notes !== undefined)
    // One more than what is taken, so that what is too long is told to be.
    return { kind: 'notes', code: noted.slice(0, argumentLimit), notes: notes.slice(0, notesLimit) };
  const [, prepared] = /^(?:voorbereiding|preparation) (\S+)$/i.exec(words) ?? [];
  if (prepared !== undefined) return { kind: 'preparation', code: prepared.slice(0, argumentLimit) };
  const [, undirected] = /^(?:regie|direction) (\S+)$/i.exec(words) ?? [];
  if (undirected !== undefined) return { kind: 'direction', code: undirected.slice(0, argumentLimit) };
  const [, kept] = /^pgax (\S+)$/i.exec(words) ?? [];
  if (kept !== undefined) return { kind: 'pgax', code: kept.slice(0, argumentLimit) };
  const [, closing] = /^(?:casus sluiten|close case) (\S+)$/i.exec(words) ?? [];
  if (closing !== undefined) return { kind: 'closeCase', code: closing.slice(0, argumentLimit) };
  return itemIn(text, mentions) ?? answerIn(words) ?? unknown(command);
}

/** Words that take something behind them, besides those that stand alone. */
const withMore = ['start', 'tijdlijn', 'timeline', 'notulist', 'note-taker', 'voorzitter', 'chair'];
/** For process directors the word is known; anybody else isn't told that it's there. */
const guessable = [...Object.keys(typedCommands), ...withMore].filter(word => word.length > 3 && word !== 'caseload');

/** Of a line its first word may be the command, also when nothing can stand behind that one. */
function unknown(command: string): TypedRequest {
  const [first = ''] = command.split(' ');
  const guess = nearestWord(command, guessable) ?? (guessable.includes(first) ? first : nearestWord(first, guessable));
  return { kind: 'unknown', ...(guess !== undefined && { guess }) };
}

/** What somebody typed themselves: a name that stands in a mention is Teams' own. */
export function typedWords(text: string, mentions: readonly Mention[]): string {
  return tidy(withoutMentions(text, mentions));
}

/** Exactly one person has to be mentioned; with two it isn't clear who is meant. */
function mentioned(mentions: readonly Mention[]): { person?: PersonId } {
  const people = mentions.filter(mention => !mention.bot);
  const [only] = people;
  return people.length === 1 && only?.person !== undefined ? { person: only.person } : {};
}

/** `risico: …`, `actie: … @wie vóór vrijdag`; the mention of the owner leaves its place in the text. */
function itemIn(text: string, mentions: readonly Mention[]): TypedRequest | undefined {
  const people = mentions.filter(mention => !mention.bot && mention.text !== '');
  let rest = tidyKeepingLines(text);
  for (const mention of mentions) {
    if (mention.text === '') continue;
    rest = rest.replaceAll(mention.text, mention.bot ? ' ' : ` ${ownerMark} `);
  }
  const said = rest.replace(/ {2,}/g, ' ').trim().slice(0, itemLimit);
  if (!looksLikeItem(said)) return undefined;
  const { person } = mentioned(mentions);
  const unknown = people.length > 0 && person === undefined;
  return {
    kind: 'item',
    text: said,
    ...(person !== undefined && { owner: person }),
    ...(unknown && { ownerUnknown: true }),
  };
}

/** `R1 hoog`, `P1 6`, `F1 F3`. */
function answerIn(words: string): TypedRequest | undefined {
  const command = readTypedAnswer(words);
  return command && { kind: 'answer', command };
}

const notesLimit = 4_001;
/** A message may be long; a one-line input isn't, and says so on the form. */
const itemLimit = 2_000;

function withoutMentions(text: string, mentions: readonly Mention[]): string {
  let rest = text;
  for (const mention of mentions) if (mention.text !== '') rest = rest.replaceAll(mention.text, ' ');
  return rest;
}

/** Control characters out, so that nobody can type the placeholder. */
function tidyKeepingLines(text: string): string {
  return text.replace(/&nbsp;|&#160;|&#xa0;/gi, ' ').replace(/[\s\p{Cc}]+/gu, ' ');
}

/** Teams sends a no-break space after a mention, as a character or as an entity. */
function tidy(text: string): string {
  return text
    .replace(/&nbsp;|&#160;|&#xa0;/gi, ' ')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}
