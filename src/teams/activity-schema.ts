import { z } from 'zod';

/** Text that isn't needed to understand an activity may have the wrong shape: it is then simply absent. */
const optionalText = z.string().max(1000).optional().catch(undefined);
const id = z.string().min(1).max(1000);

/**
 * The parts of an incoming activity that we read; everything else is dropped here, so that nothing a client adds gets further.
 * `value` stays as it came, because botbuilder's own schema drops parts of it.
 */
export const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: optionalText,
  name: optionalText,
  action: optionalText,
  channelId: optionalText,
  serviceUrl: optionalText,
  text: z.string().optional().catch(undefined),
  replyToId: optionalText,
  from: z.object({ id, aadObjectId: optionalText, name: optionalText }).optional().catch(undefined),
  recipient: z.object({ id }).optional().catch(undefined),
  conversation: z.object({ id, tenantId: optionalText, conversationType: optionalText }).optional().catch(undefined),
  channelData: z
    .object({ tenant: z.object({ id }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  entities: z
    .array(z.unknown())
    .transform(entities => entities.slice(0, 50))
    .optional()
    .catch(undefined),
  membersRemoved: z.array(z.object({ id })).optional().catch(undefined),
  value: z.unknown().optional(),
});
export type RawActivity = z.infer<typeof activitySchema>;

/** What Teams says of the device that a message came from. */
export const clientInfoSchema = z.object({
  type: z.literal('clientInfo'),
  platform: z.enum(['Web', 'Windows', 'Mac', 'iOS', 'Android', 'Linux']),
});

export const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().max(1000).catch(''),
  mentioned: z.object({ id, aadObjectId: optionalText }),
});
