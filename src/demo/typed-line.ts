import { z } from 'zod';

/** A mention as the Playground's page sends it and as an activity carries it. */
export interface LineMention {
  /** As it stands in the text: `<at>Wijkteam</at>`. */
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

/** Who is mentioned in a line. */
export interface LineMentions {
  /** Whether the bot is. */
  readonly mention?: boolean;
  /** Everybody else. */
  readonly people?: readonly LineMention[];
}

export interface TypedLine extends Required<LineMentions> {
  /** Without the mention of the bot; those of people stand where they were typed. */
  readonly text: string;
}

const mentionSchema = z.object({ text: z.string().min(1), mentioned: z.object({ id: z.string(), name: z.string() }) });
const lineSchema = z.object({ text: z.string().default(''), mentions: z.array(mentionSchema).default([]) });

/** Reads the body with which the Playground's page posts a typed line. Throws on anything else. */
export function readTypedLine(body: unknown, bot: { readonly id: string }): TypedLine {
  const { text, mentions } = lineSchema.parse(body);
  const ofBot = mentions.filter(({ mentioned }) => mentioned.id === bot.id);
  return {
    text: ofBot.reduce((rest, one) => rest.replaceAll(one.text, ' '), text).trim(),
    mention: ofBot.length > 0,
    people: mentions.filter(one => !ofBot.includes(one)),
  };
}

/** The text as a chat shows it: `@Wijkteam`. */
export function withNames(text: string): string {
  return text.replace(/<at>([^<]*)<\/at>/g, '@$1');
}
