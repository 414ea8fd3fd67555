import type { Member } from '../../src/ports/roster.ts';

/** The five functions of casus-x, in the order of the table. */
export const functions = ['procesregisseur', 'wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam'] as const;
export type FunctionName = (typeof functions)[number];
/** Who is known by function only; a `partner` sits in the chat of a big table, the `buitenstaander` in none of ours. */
export type Someone = FunctionName | `partner${number}` | 'buitenstaander';

const organisations: Readonly<Record<FunctionName, string>> = {
  procesregisseur: 'Zorg- en Veiligheidshuis',
  wijkagent: 'Politie',
  reclasseerder: 'Reclassering',
  behandelaar: 'GGZ',
  wijkteam: 'Wijkteam gemeente',
};

/** The number is the place at the table. */
export function entraId(name: Someone): string {
  return `00000000-0000-4000-8000-${String(placeOf(name)).padStart(12, '0')}`;
}

function placeOf(name: Someone): number {
  if (name === 'buitenstaander') return 99;
  const partner = /^partner(\d+)$/.exec(name)?.[1];
  return partner === undefined ? (functions as readonly Someone[]).indexOf(name) + 1 : 100 + Number(partner);
}

export function organisationOf(name: Someone): string {
  const known = functions.find(one => one === name);
  return known === undefined ? `Organisatie van ${name}` : organisations[known];
}

export function memberOf(name: Someone): Member {
  return { person: entraId(name), name: titled(name) };
}

export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
