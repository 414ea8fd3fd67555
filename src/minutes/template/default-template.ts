import { heading, paragraph, title } from '../docx-parts.ts';
import { table } from '../docx-table.ts';
import { packDocument } from '../word-document.ts';

const field = (name: string) => [{ text: `{{${name}}}` }];

/** A template to begin with: the overview of the minutes in our own style, every field in its place, for a house to make its own in Word. */
export function defaultTemplate(): Promise<Uint8Array> {
  return packDocument({
    title: 'Sjabloon voor het verslag',
    subject: 'Rondetafel',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    header: '{{casus}} · casusoverleg {{overleg}}',
    children: [
      title('Verslag van casusoverleg {{overleg}}'),
      paragraph('{{casus}} · {{aanpak}} · {{datum}}'),
      paragraph('Versie {{versie}}, vastgesteld op {{vastgesteldOp}} door {{vastgesteldDoor}}'),
      paragraph('{{inschatting}}'),
      heading('Wie en waarom'),
      paragraph('Doel: {{doel}}'),
      paragraph('Voorzitter: {{voorzitter}}. Casusregisseur: {{casusregisseur}}'),
      table(
        [
          { title: 'Naam', share: 2 },
          { title: 'Organisatie', share: 2 },
          { title: 'Rol', share: 2 },
        ],
        [[field('deelnemer.naam'), field('deelnemer.organisatie'), field('deelnemer.rol')]],
      ),
      paragraph('Niet aanwezig: {{afwezig}}'),
      heading('Risico’s'),
      table(
        [
          { title: 'Nr.', share: 1 },
          { title: 'Risico', share: 5 },
          { title: 'Niveau', share: 2 },
        ],
        [[field('risico.nummer'), field('risico.wat'), field('risico.niveau')]],
      ),
      heading('Factoren'),
      paragraph('Top drie: {{topdrie}}'),
      table(
        [
          { title: 'Nr.', share: 1 },
          { title: 'Factor', share: 5 },
          { title: 'Soort', share: 3 },
          { title: 'Leefgebied', share: 3 },
        ],
        [[field('factor.nummer'), field('factor.wat'), field('factor.soort'), field('factor.leefgebied')]],
      ),
      heading('Acties'),
      table(
        [
          { title: 'Nr.', share: 1 },
          { title: 'Actie', share: 5 },
          { title: 'Wie', share: 3 },
          { title: 'Uiterlijk', share: 2 },
          { title: 'Hoort bij', share: 2 },
        ],
        [
          [
            field('actie.nummer'),
            field('actie.wat'),
            field('actie.wie'),
            field('actie.wanneer'),
            field('actie.hoortBij'),
          ],
        ],
      ),
      heading('Wat we nog niet weten'),
      table(
        [
          { title: 'Nr.', share: 1 },
          { title: 'Wat', share: 8 },
        ],
        [[field('onbekend.nummer'), field('onbekend.wat')]],
      ),
      heading('Volgende keer'),
      paragraph('{{volgendOverleg}}'),
      paragraph('{{terugblik}}'),
    ],
  });
}
