import type { Scenario } from '../domain/items.ts';
import { personName } from './board-rows.ts';
import { type Tools, typed } from './frame.ts';

/** An if-then agreement with who does it and how soon: "zegt afspraken af → huisbezoek (Wijkagent, Politie, binnen een uur)". */
export function agreementLine({ signals, response, who, byWhen = '' }: Scenario, tools: Tools): string {
  const parts = [who === undefined ? '' : personName(who, tools), typed(byWhen, tools)].filter(part => part !== '');
  const tail = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `${typed(signals, tools)} → ${typed(response, tools)}${tail}`;
}
