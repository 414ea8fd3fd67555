import type { EventBody } from './events.ts';
import type { ItemId, PersonId } from './values.ts';

/** What says that something is done, and not what: "oppakken", "contact houden", "monitor". */
const vagueWords =
  /\b(?:in gesprek (?:gaan|blijven)|gesprek (?:voeren|aangaan)|contact (?:houden|opnemen|zoeken|leggen)|oppakken|opvolgen|monitoren|volgen|in de gaten houden|kijken|afwachten|bespreken|regelen|uitzoeken|inzetten op|aandacht (?:voor|hebben)|ondersteunen|begeleiden|motiveren|afstemmen|overleggen|vinger aan de pols|follow up|keep an eye|monitor|talk to|look into|pick up|arrange|support|discuss|contact|engage|watch|see to)\b/i;
/** What makes it concrete after all: a number, a day, how often, how one sees it. */
const concrete =
  /\d|\b(?:elke|iedere|wekelijks\w*|dagelijks\w*|maandelijks\w*|vóór|uiterlijk|zodat|totdat|te zien|every|weekly|daily|monthly|until|so that|seen)\b/i;
const shortest = 3;

/**
 * Does an action or a risk leave open who, when, or how one would see it? In a few words, or in words that say that something is done and not
 * what (pilot report: "actions were written down without the risk they serve"; evaluation: a person and a date).
 */
export function isVague(what: string): boolean {
  if (concrete.test(what)) return false;
  return what.trim().split(/\s+/).length < shortest || vagueWords.test(what);
}

/** What somebody just said for themselves that could be more concrete; undefined for anything else. */
export function vagueItemOf(events: readonly EventBody[], person: PersonId): ItemId | undefined {
  for (const event of events) {
    if (event.type !== 'ActionAgreed' && event.type !== 'RiskRaised') continue;
    const item = event.type === 'ActionAgreed' ? event.action : event.risk;
    if (item.by.person === person && item.by.recordedBy === undefined && isVague(item.what)) return item.id;
  }
  return undefined;
}
