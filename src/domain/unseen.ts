/**
 * What takes no place on screen or paper, or turns the words around it: direction marks and overrides, zero-width characters,
 * fillers, soft hyphens, byte order marks, annotation marks. Joiners, tags and how an emoji is drawn are judged apart.
 */
const unseen = /(?!\u200D|\uFE0E|\uFE0F|[\u{E0000}-\u{E007F}])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
/** A joiner keeps composed emoji together; anywhere else it hides. */
const looseJoiner =
  /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
/** Letters that only a flag may have behind it (England, Scotland); anywhere else they are a text that nobody sees. */
const looseTags = /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]{0,6})[\u{E0000}-\u{E007F}]/gu;

/** More marks on one letter than any language writes make a pile that covers the lines above it. */
const pile = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** Latin letters, figures and their marks but the soft hyphen: nothing in there is unseen, and most texts hold nothing else. */
const allSeen = /^[ -\u00AC\u00AE-\u024F]*$/;

/** Typed text as a reader sees it, in the place where it stands. What is left of it means the same to whoever reads it and to a program that does. */
export function withoutUnseen(typed: string): string {
  if (allSeen.test(typed)) return typed;
  return typed.replace(unseen, '').replace(looseJoiner, '').replace(looseTags, '').replace(pile, '$1');
}
