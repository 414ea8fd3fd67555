import { hash } from 'node:crypto';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import { createLastUsed } from '../last-used.ts';
import type { RawActivity } from './activity-schema.ts';

/** The Bot Connector sends the same token for an hour; looking at its signature each time is a tenth of a press. */
const believedForMs = 5 * 60_000;
/** Tokens that are remembered; it has one for each address that it serves. */
const remembered = 1_000;

/** Resolves when who sends is who they say; rejects with what botbuilder says otherwise. */
export type TokenCheck = (authorization: string, activity: RawActivity) => Promise<void>;

/**
 * botbuilder's check of a token, for five minutes at most and never past the token's end once for the same token with the same channel and
 * address: the whole of what it looks at. What was refused is looked at again.
 * @param now milliseconds since 1970, by the clock that botbuilder reads
 */
export function createTokenCheck(
  authentication: Pick<BotFrameworkAuthentication, 'authenticateRequest'>,
  now: () => number = Date.now,
): TokenCheck {
  const goodUntil = createLastUsed<number>(remembered);
  return async (authorization, activity) => {
    const { channelId, serviceUrl } = activity;
    const asked = hash('sha256', JSON.stringify([authorization, channelId, serviceUrl]), 'base64');
    const known = goodUntil.get(asked);
    if (known !== undefined && now() < known) return;
    const { claimsIdentity } = await authentication.authenticateRequest(toActivity(activity), authorization);
    // Without a registration nothing is checked and no claim is there, so nothing is remembered either.
    const ends = Number(claimsIdentity.getClaimValue('exp')) * 1000;
    goodUntil.set(asked, Math.min(ends, now() + believedForMs));
  };
}

/** Only what botbuilder's check reads; the rest of the activity stays with us. */
function toActivity(activity: RawActivity): Activity {
  const { type, id, channelId, serviceUrl, from, recipient, conversation, channelData } = activity;
  return { type, id, channelId, serviceUrl, from, recipient, conversation, channelData } as unknown as Activity;
}
