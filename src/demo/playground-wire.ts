import { z } from 'zod';
import { type CardJson, isObject } from './client-card.ts';

/** What the Playground says about itself and its traffic, as far as we read it. */

const userSchema = z.object({ id: z.string(), name: z.string(), aadObjectId: z.string() });
export const playgroundConfigSchema = z.object({
  config: z.object({
    tenantId: z.string(),
    bot: z.object({ id: z.string(), name: z.string() }),
    currentUser: userSchema,
    users: z.array(userSchema),
    groupChats: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
  }),
});
export type PlaygroundConfig = z.infer<typeof playgroundConfigSchema>['config'];

const trafficSchema = z.object({
  log: z.object({
    to: z.string().optional(),
    conversationId: z.string().optional(),
    activityName: z.string().optional(),
    messageId: z.string().optional(),
    timestamp: z.number(),
    request: z.object({ body: z.unknown() }).optional(),
    response: z.object({ statusCode: z.number().optional() }).optional(),
  }),
});

const messageSchema = z.object({
  text: z.string().optional(),
  attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })).optional(),
});

export type Traffic =
  /** The bot posted or edited a message. */
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly chat: string | undefined;
      readonly at: number;
      readonly text: string;
      readonly card?: CardJson;
    }
  /** The bot answered an activity that the client sent. */
  | { readonly kind: 'delivered'; readonly activity: string; readonly status: number }
  | { readonly kind: 'other' };

/** Reads one line of the Playground's log stream. Calls that failed are `other`: no client shows them. */
export function readTraffic(line: unknown): Traffic {
  const read = trafficSchema.safeParse(line);
  if (!read.success) return { kind: 'other' };
  const { log } = read.data;
  const status = log.response?.statusCode ?? 0;
  if (log.messageId === undefined) return { kind: 'other' };
  if (log.to !== 'Microsoft 365 Agents Playground') return { kind: 'delivered', activity: log.messageId, status };
  const message = messageSchema.safeParse(log.request?.body);
  if (log.activityName !== 'message' || status >= 300 || !message.success) return { kind: 'other' };
  const content = message.data.attachments?.find(one => one.contentType.endsWith('card.adaptive'))?.content;
  return {
    kind: 'message',
    id: log.messageId,
    chat: log.conversationId,
    at: log.timestamp,
    text: message.data.text ?? '',
    ...(isObject(content) && { card: content }),
  };
}

const answerSchema = z.object({ type: z.string(), value: z.unknown() });

/** The answer to a press: a card for the presser alone, a line of text, or nothing that a client shows. */
export function readAnswer(body: unknown): { readonly card?: CardJson; readonly text?: string } {
  const read = answerSchema.safeParse(body);
  if (!read.success) return {};
  if (isObject(read.data.value) && read.data.type.endsWith('card.adaptive')) return { card: read.data.value };
  return typeof read.data.value === 'string' ? { text: read.data.value } : {};
}
