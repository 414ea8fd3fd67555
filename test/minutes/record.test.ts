import { beforeAll, describe, expect, it } from 'vitest';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { headings, openWordDocument, textUnder, type WordDocument } from '../support/word-document.ts';

const open = async (minutes: Minutes) => openWordDocument(await writeDocx(minutes));
const order = (document: WordDocument, ...wanted: string[]) =>
  headings(document).filter(heading => wanted.includes(heading));

describe('the record of a household under 6', () => {
  let household: WordDocument;
  beforeAll(async () => {
    household = await open(sampleMinutes('household'));
  });

  it('says what was corrected before anything else, version by version', () => {
    const corrections = household.blocks.slice(5, 8).map(block => (block.kind === 'paragraph' ? block.text : ''));
    expect(corrections).toEqual([
      'Verbeterd na het vaststellen',
      'Versie 2: A6 – De opvang heeft plek vanaf 5 december, niet vanaf 3 december – procesregisseur (Zorg- en Veiligheidshuis), 3 december 2026',
      'Versie 3: De jeugdbeschermer was er het laatste kwartier niet bij – procesregisseur (Zorg- en Veiligheidshuis), 4 december 2026',
    ]);
    expect(household.parts['docProps/core.xml']).toContain('2026-12-04T13:23:00.000Z</dcterms:modified>');
  });

  it('begins with safety and the measures for it', () => {
    expect(order(household, 'Veiligheid', 'Acties', 'Doel en regie', 'Terugblik op de acties', 'Risico’s')).toEqual([
      'Veiligheid',
      'Acties',
      'Doel en regie',
      'Terugblik op de acties',
      'Risico’s',
    ]);
  });

  it('gives each organisation its rounds beside each other, with why and what makes it one point higher', () => {
    expect(textUnder(household, 'P1 moeder')).toEqual([
      'Afgesproken cijfer\t4',
      'Bodemeisen voor een 6\tContactverbod met toezicht; moeder heeft een plek voor de nacht; meldingen komen binnen tien minuten aan',
      'Anders geschat\tGGZ gaf een 5.',
      'Door de tijd\tEerst een 2, toen een 4, nu een 4',
      'Opschalen\tJa: strafrecht; Vrijwillig is drie keer niet gelukt',
      'Cijfer per organisatie: ronde 1 laagst 3, midden 4,5, hoogst 6; ronde 2 laagst 4, midden 4, hoogst 5',
      'Organisatie | Ronde 1 | Ronde 2 | Waarom dit cijfer | Eén punt hoger als',
      'Veilig Thuis | 5 | 4 | Ronde 1: Slot en camera hangen, maar vader stuurt berichten\nRonde 2: Berichten zijn dreigender dan gedacht | Een contactverbod',
      'Politie | 3, 4 | 4 | 3: Deze maand drie meldingen\n4: Dreiging staat op papier | 3: Twee weken zonder melding',
      'GGZ\nOpgetekend door notulist | 6 | 5 | Moeder belt op tijd | –',
    ]);
  });

  it('says who directs until when, what lies elsewhere, what was opened and where the time went', () => {
    expect(textUnder(household, 'Doel en regie')).toEqual([
      'Soort overleg\tRisico’s beheersen',
      'Tafel\tInterventieteam',
      'Doel\tMoeder en zoon veilig met de feestdagen',
      'Voorzitter\tprocesregisseur (Zorg- en Veiligheidshuis)',
      'Casusregisseur\tmedewerker Veilig Thuis (Veilig Thuis), tot en met 1 maart 2027',
      'Ligt bij een ander\tContact met school: de jeugdbeschermer',
      'Fase van de casus\tUitvoering',
      'Fase van de zorg\tVeiligheidsplan',
      'Extra besproken\tScenario’s\nRisico’s (De feestdagen komen eraan)\nLeefgebieden',
      expect.stringMatching(
        /^Tijd in minuten\tOpening 6 \(bedoeld 4\), Terugblik 7 \(bedoeld 5\), .*Scenario’s 5 \(bedoeld 5\)$/,
      ),
    ]);
  });

  it('keeps a fixed place for the voice of the person and for what to take into account', () => {
    expect(textUnder(household, 'De persoon zelf')).toEqual([
      'Rekening houden met\tLicht verstandelijke beperking (LVB), taal\nVader leest slecht: alles voordoen, kort herhalen, tolk Pools',
      'Uitgenodigd\tNee: Nog niet veilig om samen aan tafel te zitten',
      'Akkoord met\tMoeder wil hulp, en dat de politie mee mag kijken',
      'Brief verstuurd\tJa',
      'ZSM-advies\tContactverbod met toezicht (27 november 2026)',
    ]);
  });

  it('looks back on each action, and tells not possible from not done', () => {
    expect(textUnder(household, 'Terugblik op de acties')).toEqual([
      'Actie | Wie | Wanneer | Stand | Toelichting',
      'A1 Aandachtsadres: bij een melding binnen tien minuten ter plaatse | wijkagent\nPolitie | 31 dec 2026 | Deels gedaan | Twee meldingen, één keer op tijd',
      'A2 Wekelijks gesprek over drinken | behandelaar\nGGZ | 15 okt 2026 | Niet gedaan | Wachtlijst',
      'A3 Uitzoeken waar zoon heen gaat als hij wegloopt\nUitzoeken | gezinswerker\nWijkteam gemeente | 1 okt 2026 | Gedaan | Naar een oom om de hoek; hij mag daar slapen',
      'A4 Werkplek zoeken voor vader | reclasseerder\nReclassering | 1 nov 2026 | Niet meer mogelijk | Vader zit vast',
    ]);
  });

  it('sets the levels of the life domains beside those of last time', () => {
    expect(textUnder(household, 'Leefgebieden')).toEqual([
      'Leefgebied | Nu | Vorige keer | Toelichting',
      '(Huiselijke) relaties | Niet zelfredzaam | Niet zelfredzaam | –',
      'Tijdsbesteding | Beperkt zelfredzaam | – | Zoon voetbalt weer',
      'Financiën | Niet zelfredzaam | Acute problemen | Bewind is gestart',
    ]);
  });

  it('marks facts and judgements with their organisation, and what is not current', () => {
    expect(textUnder(household, 'R1 Vader dringt het huis binnen en slaat moeder')).toContain(
      'Feit of oordeel\tFeit, Politie',
    );
    expect(textUnder(household, 'R3 Zoon wordt gepest en blijft thuis')).toContain('Feit of oordeel\tOordeel, School');
    const [, old, current] = textUnder(household, 'Dynamische factoren');
    expect(old).toContain('\nOordeel, GGZ | ');
    expect(old).toContain('B-SAFER, 1 juli 2025 (niet actueel: ouder dan een jaar)');
    expect(current).toContain('RISC, 15 september 2026 | ');
  });

  it('keeps the level of last time, and lists apart the risks that nobody spoke of now', () => {
    expect(textUnder(household, 'R1 Vader dringt het huis binnen en slaat moeder')).toEqual(
      expect.arrayContaining(['Afgesproken niveau\tHoog', 'Vorige keer\tZeer hoog']),
    );
    expect(textUnder(household, 'R3 Zoon wordt gepest en blijft thuis').slice(-2)).toEqual([
      'Van eerder, nu niet besproken',
      'R2 Zoon loopt weg en is uren onvindbaar (vorige keer: matig)',
    ]);
  });

  it('says for whom a measure is, what was promised and who still has to say yes', () => {
    expect(textUnder(household, 'A5 Contactverbod met toezicht vorderen')).toEqual(
      expect.arrayContaining([
        'Wanneer\t4 december 2026 om 12.00 uur',
        'Voor wie\tmoeder',
        'Mandaat\tToegezegd',
        'Kader\tStrafrecht',
      ]),
    );
    const shelter = textUnder(household, 'A6 Plek voor de nacht regelen bij de opvang');
    expect(shelter).toEqual(
      expect.arrayContaining(['Mandaat\tTe bevestigen vóór 2 december 2026', 'Niet aan tafel\tMoet nog ja zeggen']),
    );
    expect(shelter.some(line => line.startsWith('Voor factor'))).toBe(false);
  });

  it('works out scenarios side by side: if, then, who, when', () => {
    expect(textUnder(household, 'Scenario’s')).toEqual([
      'Als | Dan | Wie | Wanneer | Soort',
      'S1 Vader is vrij en staat in de straat\nIngebracht door wijkagent (Politie) | moeder belt 112 en gaat naar de oom\nHoort bij A5, A6 | wijkagent\nPolitie | binnen tien minuten | Escalatie',
      'S2 Vier weken geen melding en vader gaat naar de groep\nIngebracht door behandelaar (GGZ) | begeleid bezoek van vader aan zoon | jeugdbeschermer\nJeugdbescherming | na het volgende overleg | Herstel',
    ]);
  });

  it('shows each warning with the reason of the chair', () => {
    expect(textUnder(household, 'Aandachtspunten')).toEqual([
      'Aandachtspunt | Reden van de voorzitter',
      'A2 Wekelijks gesprek over drinken – De dag is voorbij en er is geen nieuwe afgesproken. | Eerst het contactverbod; daarna kijken we verder',
      'A9 Met de buren praten over bellen bij lawaai – Er staat niet wat dit moet opleveren. | Eerst het contactverbod; daarna kijken we verder',
    ]);
  });
});

describe('the record of a conference back at 6', () => {
  it('keeps the order of the agenda: safety before the risks, the actions after them', async () => {
    const document = await open(sampleMinutes('janna-2'));
    expect(order(document, 'Doel en regie', 'Terugblik op de acties', 'Veiligheid', 'Risico’s', 'Acties')).toEqual([
      'Doel en regie',
      'Terugblik op de acties',
      'Veiligheid',
      'Risico’s',
      'Acties',
    ]);
    expect(textUnder(document, 'P1 Baby').slice(0, 3)).toEqual([
      'Afgesproken cijfer\t6',
      'Anders geschat\tPolitie gaf een 7.',
      'Door de tijd\tEerst een 2, nu een 6',
    ]);
    expect(textUnder(document, 'Wat we nog niet weten')).toContainEqual(
      expect.stringMatching(
        /^A3 Diagnostiek.* – wordt uitgezocht door behandelaar \(De Waag\), uiterlijk 2 januari 2027$/,
      ),
    );
  });

  it('says when safety is stable, and why nobody scales up', async () => {
    const minutes = sampleMinutes('janna-2');
    const safety = minutes.safety.map(one => ({
      ...one,
      stable: true,
      scalingUp: { scaleUp: false, reason: 'Het gaat de goede kant op' },
    }));
    expect(textUnder(await open({ ...minutes, safety }), 'P2 Moeder')).toEqual(
      expect.arrayContaining([
        'Stabiel\tDrie overleggen op rij een 7 of hoger',
        'Opschalen\tNee: Het gaat de goede kant op',
      ]),
    );
  });
});

describe('the record of a spoed', () => {
  it('says first what to do when it goes wrong, who follows, and what was skipped', async () => {
    const document = await open(sampleMinutes('spoed'));
    expect(headings(document).slice(2, 5)).toEqual(['Wat we nog niet weten', 'Spoedafspraken', 'Doel en regie']);
    expect(textUnder(document, 'Spoedafspraken')).toEqual([
      'Als het misgaat\t112, en daarna de piketdienst van de GGZ',
      'Wie volgt\twijkagent (Politie)',
      'Tot en met\t23 november 2026',
      'Overgeslagen\tTop drie, Scenario’s. Dit is de agenda van het volgende overleg.',
    ]);
    expect(textUnder(document, 'Doel en regie')).toContain(
      'Casusregisseur\tNiet benoemd: Komt terug op het volgende overleg',
    );
  });
});

describe('the record of sharing information only', () => {
  it('says that nobody voted, in the place of what an estimate is', async () => {
    const document = await open(sampleMinutes('information'));
    const opening = document.blocks.slice(0, 6).map(block => (block.kind === 'paragraph' ? block.text : ''));
    expect(opening).toContain('Alleen informatie gedeeld: er is niet gestemd.');
    expect(opening).not.toContain(
      'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
    );
    expect(textUnder(document, 'R1 Terugval in inbraken om aan geld te komen')).toEqual([
      'Feit of oordeel\tOordeel, Politie',
      'Ingebracht door\twijkagent (Politie)',
    ]);
  });

  it('says nothing of the kind once estimates were shown', async () => {
    const rated = sampleMinutes('casus-x');
    const document = await open({ ...rated, conference: { ...rated.conference, purpose: 'shareInformation' } });
    expect(document.blocks[4]).toMatchObject({ text: expect.stringContaining('geen risicotaxatie') });
  });
});

describe('warnings in the record', () => {
  const about = async (change: Partial<Minutes>) =>
    textUnder(await open({ ...sampleMinutes('casus-x'), ...change }), 'Aandachtspunten').slice(1);

  it('say which way the intensity is off, by the level of the risk', async () => {
    const { risks, warnings } = sampleMinutes('casus-x');
    expect(await about({})).toEqual([
      'R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt – De acties samen zijn licht, terwijl het risico hoog is. | Intensiever volgt als duidelijk is wat er gebruikt wordt',
    ]);
    const low = risks.map(risk => ({ ...risk, agreedLevel: 'low' as const }));
    expect((await about({ risks: low, warnings }))[0]).toContain('De acties samen zijn zwaar');
  });

  it('say that no reason was given', async () => {
    const warnings = [{ id: 'W1', code: 'direction' as const, overrideReason: null }];
    expect(await about({ warnings })).toEqual([
      'Er is geen casusregisseur, en er staat niet waarom. | Geen reden opgeschreven',
    ]);
  });
});
