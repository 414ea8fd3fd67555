import type { Minutes } from '../domain/minutes-data.ts';
import { directSafety } from '../domain/values.ts';

// What kind of conference the minutes are of, for what they open with and what they leave out.

/** Somebody isn't directly safe by what this conference agreed; then safety comes first (vision paper on phased work). */
export function isUnderSix({ safety }: Minutes): boolean {
  return safety.some(({ agreed }) => agreed !== undefined && agreed < directSafety);
}

/** Sharing information was the purpose, and nobody's estimate, score or vote was shown on the way to it. */
export function isInformationOnly(minutes: Minutes): boolean {
  return (
    minutes.conference.purpose === 'shareInformation' &&
    minutes.risks.every(({ ratings, agreedLevel }) => ratings.length === 0 && agreedLevel === undefined) &&
    minutes.safety.length === 0 &&
    minutes.topThree.factors.length === 0 &&
    minutes.factors.every(({ votes }) => votes === 0)
  );
}

/** A risk of an earlier conference that this one said nothing of. */
export function isFromEarlier({ ratings, agreedLevel, levelBefore }: Minutes['risks'][number]): boolean {
  return ratings.length === 0 && agreedLevel === undefined && levelBefore !== undefined;
}
