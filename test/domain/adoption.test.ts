import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/domain/minutes.ts';
import { idOf } from '../support/domain-people.ts';
import { by, given, now, stateAfter } from '../support/given.ts';
import {
  action,
  adopted,
  closed,
  factor,
  noteTaker,
  risk,
  scenario,
  secondConference,
  subject,
  table,
} from '../support/history.ts';

const items = [
  subject('P1'),
  risk('R1'),
  factor('F1'),
  action('A1', { effect: 'Rust', factors: ['F1'] }),
  scenario('S1'),
];
const done = [...table(), ...items, closed(), adopted()];
const correct = { verb: 'minutes.correct', text: 'Het gesprek was op dinsdag' } as const;
const corrected = (version: number, text: string, item?: string) =>
  ({ type: 'MinutesCorrected', conference: 'c1', version, text, ...(item !== undefined && { item }) }) as const;
const chair = by('procesregisseur');

describe('correcting adopted minutes', () => {
  it('is an event and a new version', () => {
    given(done).when(correct, chair).thenEvents(corrected(2, correct.text));
    given(done, corrected(2, correct.text))
      .when({ ...correct, text: 'En om tien uur' }, chair)
      .thenEvents(corrected(3, 'En om tien uur'));
  });

  it.each(['P1', 'R1', 'F1', 'A1', 'S1'])('may be about %s, which the minutes hold', item => {
    given(done)
      .when({ ...correct, item }, chair)
      .thenEvents(corrected(2, correct.text, item));
  });

  it('is not about what these minutes do not hold', () => {
    given(done)
      .when({ ...correct, item: 'A9' }, chair)
      .thenRefused('unknown:item');
    const later = [...secondConference(), risk('R2', { conference: 'c2' })];
    given(done, later)
      .when({ ...correct, item: 'R2' }, chair)
      .thenRefused('unknown:item');
  });

  it('is about an item that a later conference withdrew, too', () => {
    given(done, secondConference(), { type: 'ItemWithdrawn', item: 'A1' })
      .when({ ...correct, item: 'A1' }, chair)
      .thenEvents(corrected(2, correct.text, 'A1'));
  });

  it('is no event when it was said already', () => {
    given(done, corrected(2, correct.text)).when(correct, chair).thenNothing();
    given(done, corrected(2, correct.text))
      .when({ ...correct, item: 'A1' }, chair)
      .thenEvents(corrected(3, correct.text, 'A1'));
  });

  it('is for the chair, of whoever chairs at the end', () => {
    given(done, noteTaker()).when(correct, by('notulist')).thenRefused('notChair');
    const handedOver = { type: 'ChairSet', chair: idOf('wijkteam'), name: 'wijkteam' } as const;
    given(table(), handedOver, closed(), adopted()).when(correct, chair).thenRefused('notChair');
    given(table(), handedOver, closed(), adopted())
      .when(correct, by('wijkteam'))
      .thenEvents(corrected(2, correct.text));
  });

  it('waits until the minutes are adopted', () => {
    given(table(), closed()).when(correct, chair).thenRefused('notAdoptedYet');
    given(table()).when(correct, chair).thenRefused('notAdoptedYet');
  });

  it('leaves what was adopted as it is, with the correction beside it', () => {
    const state = stateAfter(done, corrected(2, 'Het gesprek was op dinsdag', 'A1'));
    const before = minutesOf(stateAfter(done), 'c1');
    expect(minutesOf(state, 'c1')).toStrictEqual({
      ...before,
      version: 2,
      corrections: [
        {
          version: 2,
          at: now,
          by: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
          item: 'A1',
          text: 'Het gesprek was op dinsdag',
        },
      ],
    });
  });

  it('is filed as a version of its own', () => {
    const files = [{ name: 'ZVH-2026-002/ZVH-2026-002-1-v2.docx', sha256: 'ab'.repeat(32) }];
    const filing = { verb: 'minutes.recordFiling', version: 2, files } as const;
    const filedFirst = { type: 'MinutesFiled', conference: 'c1', version: 1, files: [] } as const;
    given(done, filedFirst, corrected(2, correct.text))
      .when(filing, by({ person: 'rondetafel', name: 'Rondetafel' }))
      .thenEvents({ type: 'MinutesFiled', conference: 'c1', version: 2, files });
  });
});
