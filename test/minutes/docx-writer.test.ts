import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { type SampleName, sampleMinutes, sampleNames } from '../support/sample-minutes.ts';
import { headings, openWordDocument, tables, textUnder, type WordDocument } from '../support/word-document.ts';
import { elements, parseXml, textOf, type XmlElement } from '../support/xml.ts';

/** A switch of Word: on when it stands there without a value, too. */
const isOn = (within: XmlElement, name: string) => {
  const [found] = elements(within, name);
  return found !== undefined && (found.attributes['w:val'] ?? 'true') === 'true';
};
const open = async (minutes: Minutes) => openWordDocument(await writeDocx(minutes));

describe('minutes as a Word document', () => {
  let casusX: WordDocument;
  beforeAll(async () => {
    casusX = await open(sampleMinutes('casus-x'));
  });

  it('begins with case, approach, time, who adopted it, and what it is not', () => {
    const opening = casusX.blocks.slice(0, 5).map(block => (block.kind === 'paragraph' ? block.text : ''));
    expect(opening).toEqual([
      'Verslag casusoverleg 1',
      'ZVH-2026-002 · Top X OGG',
      'Zaterdag 21 november 2026, 09.00–09.31 uur',
      'Vastgesteld op 21 november 2026 om 09.35 uur door procesregisseur (Zorg- en Veiligheidshuis) · versie 1',
      'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
    ]);
  });

  it('has real headings in the order of the method', () => {
    expect(headings(casusX)).toEqual([
      'Verslag casusoverleg 1',
      'Risico, factor en actie bij elkaar',
      'Wat we nog niet weten',
      'Doel en regie',
      'Aanwezig en afwezig',
      'Risico’s',
      'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt',
      'Factoren',
      'Dynamische factoren',
      'Beschermende factoren',
      'Statische factoren',
      'Top drie',
      'Acties',
      'A1 Middelengebruik monitoren met een wekelijkse urinecontrole',
      'A2 Gedrag en dagbesteding observeren bij huisbezoek en terugkoppelen',
      'A3 Eén gesprek op straat over dagbesteding',
      'Geen actie en waarom',
      'Aandachtspunten',
      'Volgend overleg',
      'Terugblik op de samenwerking',
    ]);
  });

  it('couples risk, factor and action in the first table, before what is not known', () => {
    const firstTable = casusX.blocks.findIndex(block => block.kind === 'table');
    const unknowns = casusX.blocks.findIndex(
      block => block.kind === 'paragraph' && block.text === 'Wat we nog niet weten',
    );
    expect(firstTable).toBeGreaterThan(0);
    expect(firstTable).toBeLessThan(unknowns);
    expect(tables(casusX)[0]?.rows.map(row => row.map(cell => cell.replaceAll('\n', ' / ')))).toEqual([
      ['Risico', 'Factor', 'Actie', 'Wie', 'Wanneer', 'Beoogd effect'],
      [
        'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt / Niveau: hoog',
        'F1 Middelengebruik, omvang onbekend / Top drie: nr. 1',
        'A1 Middelengebruik monitoren met een wekelijkse urinecontrole',
        'behandelaar / GGZ',
        '12 dec 2026 / Elke week',
        'Weten of en hoeveel er gebruikt wordt, zodat het risico scherper ingeschat kan worden',
      ],
      [
        'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt / Niveau: hoog',
        'F1 Middelengebruik, omvang onbekend / Top drie: nr. 1 / F2 Geen dagbesteding, is overdag op straat / Top drie: nr. 2',
        'A2 Gedrag en dagbesteding observeren bij huisbezoek en terugkoppelen',
        'wijkteam / Wijkteam gemeente',
        '5 dec 2026',
        'Zicht op gedrag buiten de behandelkamer',
      ],
      [
        'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt / Niveau: hoog',
        'F2 Geen dagbesteding, is overdag op straat / Top drie: nr. 2',
        'A3 Eén gesprek op straat over dagbesteding',
        'wijkagent / Politie',
        '5 dec 2026',
        'Weet waar hij terechtkan',
      ],
      [
        'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt / Niveau: hoog',
        'F4 Conflict met de buren / Top drie: nr. 3',
        'Geen actie: Eerst zicht op gebruik; buurtbemiddeling loopt al via de gemeente',
        '–',
        '–',
        '–',
      ],
    ]);
  });

  it('lists what the table does not know, why, and who finds out by when', () => {
    expect(textUnder(casusX, 'Wat we nog niet weten')).toEqual([
      'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt – geen zicht bij GGZ',
      'F1 Middelengebruik, omvang onbekend – lastig te zien',
      'A1 Middelengebruik monitoren met een wekelijkse urinecontrole – wordt uitgezocht door behandelaar (GGZ), uiterlijk 12 december 2026, terug te melden aan procesregisseur (Zorg- en Veiligheidshuis)',
      'A2 Gedrag en dagbesteding observeren bij huisbezoek en terugkoppelen – wordt uitgezocht door wijkteam (Wijkteam gemeente), uiterlijk 5 december 2026, terug te melden aan procesregisseur (Zorg- en Veiligheidshuis)',
    ]);
  });

  it('says who directs, who was there and who was missing', () => {
    expect(textUnder(casusX, 'Doel en regie')).toEqual([
      'Soort overleg\tRisico’s beheersen',
      'Doel\tGedeeld beeld van het risico op geweld en afspraken voor de komende weken',
      'Voorzitter\tprocesregisseur (Zorg- en Veiligheidshuis)',
      'Casusregisseur\tbehandelaar (GGZ)',
      'Fase van de casus\tAnalyse',
      'Tijd in minuten\tOpening 3 (bedoeld 2), Risico’s 9 (bedoeld 6), Top drie 8 (bedoeld 6), Acties 9 (bedoeld 6), Afronding 2 (bedoeld 2)',
    ]);
    expect(textUnder(casusX, 'Aanwezig en afwezig')).toEqual([
      'Organisatie | Wie',
      'GGZ | behandelaar',
      'Politie | wijkagent',
      'Reclassering | reclasseerder',
      'Wijkteam gemeente | wijkteam',
      'Zorg- en Veiligheidshuis | procesregisseur',
      'Wel verwacht, maar niet aanwezig: Openbaar Ministerie.',
    ]);
  });

  it('keeps every estimate of a risk, with dissent and lack of sight in words', () => {
    expect(textUnder(casusX, 'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt')).toEqual([
      'Hoe ernstig\tLichamelijk letsel, mogelijk met een wapen',
      'Aanleiding\tMiddelengebruik, een aanvaring op straat',
      'Wie of wat getroffen\tBuurtbewoners en hulpverleners',
      "Waar en wanneer\tRond de woning, vooral 's avonds en in het weekend",
      'Afgesproken niveau\tHoog',
      'Reden\tMeldingen en verleden wegen nu zwaarder; gebruik is onbekend',
      'Anders geschat\tPolitie schatte zeer hoog.',
      'Geen zicht\tGGZ',
      'Ingebracht door\twijkagent (Politie)',
      'Inschatting per organisatie',
      'Organisatie | Inschatting | Reden',
      'Politie | Zeer hoog | Drie meldingen in een maand',
      'Reclassering | Hoog | Eerdere veroordeling voor geweld',
      'GGZ | Geen zicht | In contact rustig, maar gebruik is niet te zien',
      'Wijkteam gemeente | Hoog | Buren durven niet langs de deur',
    ]);
  });

  it('shows factors by kind, with life domain, Central Eight, source and votes', () => {
    expect(textUnder(casusX, 'Dynamische factoren').slice(0, 2)).toEqual([
      'Factor | Leefgebied en Central Eight | Bron | Gekozen door',
      'F1 Middelengebruik, omvang onbekend\nLastig te zien\nBij risico R1\nIngebracht door behandelaar (GGZ) | Problematisch middelengebruik en verslaving\nCentral Eight: middelengebruik | Eigen waarneming | 4 organisaties',
    ]);
    expect(textUnder(casusX, 'Statische factoren')).toEqual([
      'Verleden verandert niet; het weegt mee, maar je kunt er nu niets aan doen.',
      'Factor | Leefgebied en Central Eight | Bron',
      'F3 Eerdere veroordelingen voor geweld\nBij risico R1\nIngebracht door reclasseerder (Reclassering) | Justitie en politie\nCentral Eight: eerdere delicten | RISC, 5 mei 2026',
    ]);
    expect(textUnder(casusX, 'Top drie')).toEqual([
      'F1 Middelengebruik, omvang onbekend (gekozen door 4 organisaties)',
      'F2 Geen dagbesteding, is overdag op straat (gekozen door 3 organisaties)',
      'F4 Conflict met de buren (gekozen door 2 organisaties)',
    ]);
  });

  it('gives every field of an action', () => {
    expect(textUnder(casusX, 'A1 Middelengebruik monitoren met een wekelijkse urinecontrole')).toEqual([
      'Wie\tbehandelaar (GGZ)',
      'Wanneer\t12 december 2026, elke week',
      'Voor factor\tF1 Middelengebruik, omvang onbekend',
      'Bij risico\tR1 Geweld tegen een willekeurige voorbijganger in de eigen buurt',
      'Beoogd effect\tWeten of en hoeveel er gebruikt wordt, zodat het risico scherper ingeschat kan worden',
      'Soort\tUitzoeken, korte termijn, intensiteit: intensief',
      'Past bij de persoon\tVaste dag, zelfde behandelaar, korte uitleg vooraf',
      'Terugmelden aan\tprocesregisseur (Zorg- en Veiligheidshuis)',
      'Afgesproken door\tbehandelaar (GGZ)',
    ]);
  });

  it('ends with what got no action and why, the next conference and the reflection', () => {
    expect(textUnder(casusX, 'Geen actie en waarom')).toEqual([
      'F4 Conflict met de buren – Eerst zicht op gebruik; buurtbemiddeling loopt al via de gemeente',
    ]);
    expect(textUnder(casusX, 'Volgend overleg')).toEqual(['Zaterdag 12 december 2026']);
    expect(textUnder(casusX, 'Terugblik op de samenwerking')).toEqual([
      'Ieder zag een ander stuk; samen werd het risico concreter',
    ]);
  });

  it('repeats the header row of every table, merges no cells and cuts no row in two', () => {
    expect(tables(casusX).length).toBeGreaterThan(4);
    for (const { element } of tables(casusX)) {
      const rows = elements(element, 'w:tr');
      expect(rows.map(row => isOn(row, 'w:tblHeader'))).toEqual(rows.map((_, index) => index === 0));
      expect(rows.every(row => isOn(row, 'w:cantSplit'))).toBe(true);
      expect(elements(element, 'w:gridSpan').length + elements(element, 'w:vMerge').length).toBe(0);
    }
  });

  it('is Dutch, A4, confidential on every page, and numbered', () => {
    const language = elements(casusX.part('word/styles.xml'), 'w:lang')[0];
    expect(language?.attributes['w:val']).toBe('nl-NL');
    const size = elements(casusX.part('word/document.xml'), 'w:pgSz')[0]?.attributes;
    expect([size?.['w:w'], size?.['w:h']]).toEqual(['11906', '16838']);
    expect(textOf(casusX.part('word/header1.xml'))).toBe('Casusoverleg 1 · ZVH-2026-002 · Vertrouwelijk');
    expect(textOf(casusX.part('word/footer1.xml')).replace(/\s+/g, ' ')).toBe('Pagina PAGE van NUMPAGES');
  });

  it('has a title and a subject in its properties, and nobody by name', () => {
    const properties = casusX.parts['docProps/core.xml'] ?? '';
    expect(textOf(elements(parseXml(properties), 'dc:title')[0] ?? parseXml('<none/>'))).toBe(
      'Verslag casusoverleg 1 · ZVH-2026-002',
    );
    expect(properties).toContain('<dc:subject>Casus ZVH-2026-002, aanpak Top X OGG</dc:subject>');
    expect(properties).toContain('<dc:language>nl-NL</dc:language>');
    expect(properties).not.toMatch(/procesregisseur|behandelaar|Un-named/);
  });
});

describe('minutes as a Word document, at the edges', () => {
  it.each(sampleNames)('is well-formed in every part, without fields, links or macros: %s', async sample => {
    const document = await open(sampleMinutes(sample));
    for (const [path, content] of Object.entries(document.parts)) {
      expect(path).toMatch(/\.(xml|rels)$/);
      const root = parseXml(content);
      expect(elements(root, 'Relationship').filter(each => each.attributes.TargetMode === 'External')).toEqual([]);
      expect(elements(root, 'w:fldSimple').length + elements(root, 'w:hyperlink').length).toBe(0);
      const fields = elements(root, 'w:instrText').map(textOf);
      expect(fields.filter(field => field !== 'PAGE' && field !== 'NUMPAGES')).toEqual([]);
      expect(fields.length).toBe(path === 'word/footer1.xml' ? 2 : 0);
    }
  });

  it.each(sampleNames)('opens with the table, then what is not known, then the record: %s', async sample => {
    const document = await open(sampleMinutes(sample));
    expect(headings(document).slice(1, 3)).toEqual(['Risico, factor en actie bij elkaar', 'Wat we nog niet weten']);
    expect(tables(document)[0]?.rows[0]).toEqual(['Risico', 'Factor', 'Actie', 'Wie', 'Wanneer', 'Beoogd effect']);
    const at = (kind: 'table' | 'paragraph', text?: string) =>
      document.blocks.findIndex(
        block => block.kind === kind && (block.kind === 'table' || text === undefined || block.text === text),
      );
    expect(at('table')).toBeGreaterThan(at('paragraph', 'Risico, factor en actie bij elkaar'));
    expect(at('table')).toBeLessThan(at('paragraph', 'Wat we nog niet weten'));
  });

  it('says once what is not there, and prints no empty part', async () => {
    const document = await open(sampleMinutes('smallest'));
    expect(tables(document).map(table => table.rows[1])).toEqual([
      ['Geen risico benoemd', 'Geen factor benoemd', 'Geen actie afgesproken', '–', '–', '–'],
    ]);
    expect(textUnder(document, 'Wat we nog niet weten')).toEqual(['De tafel heeft niets genoemd dat nog onbekend is.']);
    expect(textUnder(document, 'Doel en regie')).toContain('Casusregisseur\tNiet benoemd');
    expect(headings(document)).toEqual([
      'Verslag casusoverleg 1',
      'Risico, factor en actie bij elkaar',
      'Wat we nog niet weten',
      'Doel en regie',
      'Aanwezig en afwezig',
    ]);
  });

  it.each(sampleNames)('has something under every heading: %s', async sample => {
    const { blocks } = await open(sampleMinutes(sample));
    const level = (index: number) => {
      const block = blocks[index];
      return block?.kind === 'paragraph' ? /^Heading(\d)$/.exec(block.style ?? '')?.[1] : undefined;
    };
    const last = blocks.length - 1;
    const empty = blocks.filter(
      (_, at) => level(at) !== undefined && (at === last || (level(at + 1) ?? '9') <= (level(at) ?? '')),
    );
    expect(empty).toEqual([]);
  });

  it('calls itself a draft as long as nobody adopted it', async () => {
    const { adopted, ...draft } = sampleMinutes('smallest');
    expect(adopted).toBeDefined();
    const [, , , status] = (await open({ ...draft, version: 0 })).blocks;
    expect(status).toMatchObject({ text: 'Concept, nog niet vastgesteld' });
  });

  it('says who typed what somebody else said, and why nobody directs', async () => {
    const document = await open(sampleMinutes('largest'));
    const everything = document.blocks.flatMap(block => (block.kind === 'table' ? block.rows.flat() : [block.text]));
    expect(everything).toContain('Ingebracht door\twijkagent (Politie), opgetekend door notulist');
    expect(everything).toContain('Afgesproken door\treclasseerder (Reclassering), opgetekend door notulist');
    expect(everything.some(text => text.endsWith('\nOpgetekend door notulist'))).toBe(true);
    expect(everything.some(text => text.startsWith('Casusregisseur\tNiet benoemd: Nog geen overeenstemming.'))).toBe(
      true,
    );
  });

  it('lets a row be cut only where keeping it whole would fill a page', async () => {
    const minutes = sampleMinutes('largest');
    const [first, ...others] = minutes.actions;
    if (first === undefined) throw new Error('sample is empty');
    const onEverything = { ...first, factors: minutes.factors.map(({ id }) => id) };
    const document = await open({ ...minutes, actions: [onEverything, ...others] });
    const rows = tables(document).flatMap(({ element }) => elements(element, 'w:tr'));
    const longest = (row: XmlElement) => Math.max(...elements(row, 'w:tc').map(cell => textOf(cell).length));
    const cut = rows.filter(row => !isOn(row, 'w:cantSplit'));
    expect(cut.map(textOf)).toContainEqual(expect.stringContaining(onEverything.what));
    expect(cut.every(row => longest(row) > 500)).toBe(true);
  });
});

describe('typed text in a Word document', () => {
  const shownAs: readonly (readonly [typed: string, shown: string])[] = [
    ['<w:t>&amp; "aanhaling" \'enkel\' </w:t>', '<w:t>&amp; "aanhaling" \'enkel\' </w:t>'],
    [
      '**vet** [klik](https://example.invalid) <at>iedereen</at>',
      '**vet** [klik](https://example.invalid) <at>iedereen</at>',
    ],
    ['=HYPERLINK("https://example.invalid")', '=HYPERLINK("https://example.invalid")'],
    ['$\u007bcode} {{DATE(2026-01-01)}} {PAGE} MERGEFIELD', '$\u007bcode} {{DATE(2026-01-01)}} {PAGE} MERGEFIELD'],
    // The words by which docx itself means a page number.
    ['CURRENT', 'CURRENT'],
    ['TOTAL_PAGES', 'TOTAL_PAGES'],
    ['regel een\nregel twee\r\nregel drie', 'regel een\nregel twee\nregel drie'],
    ['tab\there', 'tab\there'],
    ['omgekeerd \u202egpj.exe\u202c en \u2067zo\u2069', 'omgekeerd gpj.exe en zo'],
    ['bel\u0007 nul\u0000 wis\u007f \ufffe', 'bel nul wis '],
    ['half \ud83d teken', 'half \ufffd teken'],
    ['heel 👩‍⚕️ teken', 'heel 👩‍⚕️ teken'],
    [']]> <!-- <?xml ?> <![CDATA[', ']]> <!-- <?xml ?> <![CDATA['],
    ['العربية עברית', 'العربية עברית'],
    ['  spaties  vooraf en achteraf  ', '  spaties  vooraf en achteraf  '],
  ];

  it.each(shownAs)('shows %j literally', async (typed, shown) => {
    const minutes = sampleMinutes('casus-x');
    const document = await open({
      ...minutes,
      reflection: typed,
      actions: minutes.actions.map(action => ({ ...action, effect: typed })),
    });
    expect(textUnder(document, 'Terugblik op de samenwerking')).toEqual([shown]);
    expect(tables(document)[0]?.rows[1]?.[5]).toBe(shown);
    expect(textUnder(document, 'A3 Eén gesprek op straat over dagbesteding')).toContain(`Beoogd effect\t${shown}`);
  });

  it('keeps every character that XML can hold, whatever is typed', async () => {
    const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) });
    await fc.assert(
      fc.asyncProperty(anyText, async reflection => {
        const document = await open({ ...sampleMinutes('smallest'), reflection });
        const kept = Array.from(reflection.toWellFormed()).filter(character =>
          /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(character),
        );
        const shown = Array.from(textUnder(document, 'Terugblik op de samenwerking').join(''));
        expect(shown.filter(character => /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(character))).toEqual(kept);
      }),
      { numRuns: 30, seed: 20_261_121 },
    );
  });
});

describe('bytes of a Word document', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<SampleName>(['casus-x', 'hostile'])('are the same at any moment of writing: %s', async sample => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(new Date('2026-11-21T08:35:00Z'));
    const first = await writeDocx(sampleMinutes(sample));
    vi.setSystemTime(new Date('2031-02-03T04:05:06Z'));
    expect(Buffer.from(await writeDocx(sampleMinutes(sample))).equals(first)).toBe(true);
  });

  it('differ when the minutes differ', async () => {
    const first = await writeDocx(sampleMinutes('casus-x'));
    const second = await writeDocx({ ...sampleMinutes('casus-x'), version: 2 });
    expect(Buffer.from(second).equals(first)).toBe(false);
  });

  it('carry the moments of closing and adopting as their dates', async () => {
    const document = await open(sampleMinutes('casus-x'));
    const properties = document.parts['docProps/core.xml'];
    expect(properties).toContain(
      '<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-21T08:31:00.000Z</dcterms:created>',
    );
    expect(properties).toContain(
      '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-21T08:35:00.000Z</dcterms:modified>',
    );
  });
});
