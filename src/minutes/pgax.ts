import type { Pgax, PgaxDomain } from '../domain/pgax.ts';
import { csvCell } from './caseload-csv.ts';
import { actionTypeWords, domainWords, levelWords, monitorWords } from './choice-words.ts';
import { oneLine } from './typed-text.ts';

/** Fixed words of the bundle in Dutch; `docs/pgax.md` explains them. */
const kinds = { dynamic: 'dynamisch', static: 'statisch', protective: 'beschermend' } as const;
const noDomain = 'Zonder leefgebied';
const noLevel = 'nog niet ingeschat';

const columns = [
  'Onderdeel',
  'Nummer',
  'Leefgebied',
  'Niveau',
  'Soort',
  'Omschrijving',
  'Toelichting',
  'Wie',
  'Organisatie',
  'Uiterlijk',
  'Beoogd effect',
  'Hoort bij',
] as const;
type Row = Partial<Readonly<Record<(typeof columns)[number], string>>>;

/** Everything, a row each, in the order of PGAx. Typed text is as it was typed. */
function rowsOf({ risks, domains, actions }: Pgax): readonly Row[] {
  return [
    ...risks.map(
      ({ risk, level }): Row => ({
        Onderdeel: 'Risico',
        Nummer: risk.id,
        Niveau: level === undefined ? noLevel : levelWords[level],
        Omschrijving: risk.what,
        Toelichting: explained([
          ['ernst', risk.severity],
          ['aanleiding', risk.triggers],
          ['wie geraakt', risk.affected],
          ['waar en wanneer', risk.whereWhen],
        ]),
      }),
    ),
    ...domains.flatMap(domain => [...levelRow(domain), ...factorRows(domain)]),
    ...actions.map(
      (action): Row => ({
        Onderdeel: 'Actie',
        Nummer: action.id,
        Soort: actionTypeWords[action.type].toLowerCase(),
        Omschrijving: action.what,
        Wie: action.owner.name,
        Organisatie: action.owner.organisation,
        Uiterlijk: action.due.replace('T', ' '),
        'Beoogd effect': action.effect ?? '',
        'Hoort bij': [...action.factors, ...action.risks].join(', '),
      }),
    ),
  ];
}

function levelRow({ domain, level, note }: PgaxDomain): readonly Row[] {
  if (domain === undefined || level === undefined) return [];
  const row = { Onderdeel: 'Leefgebied', Leefgebied: domainWords[domain], Niveau: monitorWords[level] };
  return [{ ...row, ...(note !== undefined && { Toelichting: note }) }];
}

function factorRows({ domain, factors }: PgaxDomain): readonly Row[] {
  return factors.map(({ factor, rank }) => ({
    Onderdeel: 'Factor',
    Nummer: factor.id,
    Leefgebied: domain === undefined ? noDomain : domainWords[domain],
    Soort: kinds[factor.kind],
    Omschrijving: factor.what,
    Toelichting: explained([
      ['top drie', rank === undefined ? undefined : String(rank)],
      ['inschatten', factor.assessable ? undefined : 'lastig te zien'],
      ['instrument', factor.instrument],
    ]),
    'Hoort bij': factor.risks.join(', '),
  }));
}

function explained(parts: readonly (readonly [string, string | undefined])[]): string {
  return parts.flatMap(([name, said]) => (said === undefined || said === '' ? [] : [`${name}: ${said}`])).join('; ');
}

/**
 * The bundle as CSV for a spreadsheet or an import in Dutch: separated by semicolons, every cell quoted, UTF-8 with a byte order mark, a row
 * for each risk, life domain with a level, factor and open action. Nothing in it is ever a formula, whatever was typed.
 */
export function pgaxCsv(pgax: Pgax): string {
  const lines = [[...columns], ...rowsOf(pgax).map(row => columns.map(column => row[column] ?? ''))];
  return `\uFEFF${lines.map(line => `${line.map(csvCell).join(';')}\r\n`).join('')}`;
}

/** The same as plain text, to paste: three headings, a line for each, what is empty left out. */
export function pgaxText(pgax: Pgax): string {
  const rows = rowsOf(pgax);
  const of = (...parts: string[]) => rows.filter(row => parts.includes(row.Onderdeel ?? '')).map(lineOf);
  const headed = (title: string, lines: readonly string[]) => [title, ...(lines.length === 0 ? ['–'] : lines), ''];
  return [
    `Casus ${pgax.case.code} · ${oneLine(pgax.case.approach)} · na casusoverleg ${pgax.conference}`,
    'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
    '',
    ...headed('RISICO’S', of('Risico')),
    ...headed('FACTOREN PER LEEFGEBIED', of('Leefgebied', 'Factor')),
    ...headed('ACTIES', of('Actie')),
  ]
    .join('\r\n')
    .trimEnd()
    .concat('\r\n');
}

function lineOf({ Onderdeel: part, Nummer: id, Omschrijving: what, ...row }: Row): string {
  const rest = columns.flatMap(column => {
    const said = column in row ? oneLine(row[column as keyof typeof row] ?? '') : '';
    if (said === '') return [];
    return [column === 'Leefgebied' && part === 'Leefgebied' ? said : `${column.toLowerCase()}: ${said}`];
  });
  const first = [id, what === undefined ? undefined : oneLine(what)].filter(one => one !== undefined).join(' ');
  return [first, ...rest].filter(one => one !== '').join(' | ');
}
