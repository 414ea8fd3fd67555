import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { minutesSchema } from '../../src/minutes/minutes-schema.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { headings, openWordDocument, textUnder } from '../support/word-document.ts';

const wijkagent = { name: 'wijkagent', organisation: 'Politie' };
const plain = sampleMinutes('household');
const signal = { id: 'G1', what: 'Stond <b>’s nachts</b> voor de deur', kind: 'condition', by: wijkagent } as const;
const minutes = {
  ...plain,
  signals: [
    { ...signal, scenario: plain.scenarios[0]?.id ?? 'S1', at: '2026-11-20T22:30:00.000Z' },
    { ...signal, id: 'G2', kind: 'rising' as const, what: 'Belt niet terug', at: '2026-11-22T08:00:00.000Z' },
  ],
  direction: [
    {
      step: 'talk' as const,
      note: 'Beide partners gesproken',
      at: '2026-11-20T08:00:00.000Z',
      until: '2026-11-27',
      by: wijkagent,
    },
    { step: 'proposal' as const, note: 'GGZ doet het', at: '2026-11-26T08:00:00.000Z', by: wijkagent },
  ],
  lookBack: plain.lookBack.map((one, index) => (index === 0 ? { ...one, times: { done: 4, answered: 5 } } : one)),
};

describe('the minutes of what came between two conferences', () => {
  it('hold signals and steps as data, and minutes without them hold neither', () => {
    expect(minutesSchema.parse(minutes)).toEqual(minutes);
    expect(minutesSchema.parse(plain)).not.toHaveProperty('signals');
    expect(() => minutesSchema.parse({ ...minutes, direction: [{ step: 'talk' }] })).toThrow();
  });

  it('tell each signal with its day, who told it and the agreement that it touches', async () => {
    const document = await openWordDocument(await writeDocx(minutes));
    const rows = textUnder(document, 'Signalen sinds de vorige keer');
    expect(rows[1]).toMatch(/^20 nov\.? 2026 \| G1 Stond <b>’s nachts<\/b> voor de deur\nRaakt afspraak /);
    expect(rows[1]).toContain('Een voorwaarde of afspraak is niet nagekomen | wijkagent\nPolitie');
    expect(rows[2]).toContain('G2 Belt niet terug | Het risico lijkt te stijgen');
  });

  it('tell each step for direction with its day', async () => {
    const document = await openWordDocument(await writeDocx(minutes));
    const rows = textUnder(document, 'Stappen voor de regie');
    expect(rows[1]).toMatch(/Gesprek \| Beide partners gesproken \| 27 november 2026 \| wijkagent/);
    expect(rows[2]).toMatch(/Voorstel \| GGZ doet het \| – \|/);
  });

  it('count how often what repeats happened', async () => {
    const document = await openWordDocument(await writeDocx(minutes));
    expect(textUnder(document, 'Terugblik op de acties').join()).toContain('4 van de 5 keer gebeurd');
  });

  it('have no heading when there was nothing', async () => {
    const document = await openWordDocument(await writeDocx(plain));
    expect(headings(document)).not.toContain('Signalen sinds de vorige keer');
    expect(headings(document)).not.toContain('Stappen voor de regie');
  });
});
