import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerMark } from '../../src/application/typed-answers.ts';
import { type Mention, parseTyped } from '../../src/teams/parse-typed.ts';

const bot: Mention = { text: '<at>Rondetafel</at>', bot: true };
const behandelaar: Mention = { text: '<at>Behandelaar</at>', bot: false, person: 'behandelaar' };
const anonymous: Mention = { text: '<at>Gast</at>', bot: false };

describe('typed commands', () => {
  it.each<[string, unknown]>([
    ['start', { kind: 'start' }],
    ['start ZVH-2026-002 Top X OGG', { kind: 'start', code: 'ZVH-2026-002', approach: 'Top X OGG' }],
    ['START zvh-2026-002', { kind: 'start', code: 'zvh-2026-002' }],
    ['start\u00a0ZVH-2026-002&nbsp;MDA++', { kind: 'start', code: 'ZVH-2026-002', approach: 'MDA++' }],
    ['volgende', { kind: 'move', verb: 'step.next' }],
    ['Next', { kind: 'move', verb: 'step.next' }],
    ['terug', { kind: 'move', verb: 'step.back' }],
    ['back', { kind: 'move', verb: 'step.back' }],
    ['toon', { kind: 'move', verb: 'step.reveal' }],
    ['reveal', { kind: 'move', verb: 'step.reveal' }],
    ['show', { kind: 'move', verb: 'step.reveal' }],
    ['opnieuw', { kind: 'move', verb: 'step.again' }],
    ['again', { kind: 'move', verb: 'step.again' }],
    ['stand', { kind: 'board' }],
    ['overzicht', { kind: 'board' }],
    ['board', { kind: 'board' }],
    ['status', { kind: 'board' }],
    ['samenvatting', { kind: 'summary' }],
    ['summary', { kind: 'summary' }],
    ['plan', { kind: 'plan' }],
    ['tijdlijn', { kind: 'timeline' }],
    ['Tijdlijn Reclassering Nederland', { kind: 'timeline', partner: 'Reclassering Nederland' }],
    ['timeline GGZ', { kind: 'timeline', partner: 'GGZ' }],
    ['Mijn acties', { kind: 'myActions' }],
    ['my actions', { kind: 'myActions' }],
    ['verlof', { kind: 'leave' }],
    ['leave off', { kind: 'leave', off: true }],
    ['Verlof 1-12-2026 t/m 12-12-2026', { kind: 'leave', days: '1-12-2026 t/m 12-12-2026' }],
    ['leave until Friday', { kind: 'leave', days: 'until Friday' }],
    ['signaal', { kind: 'signal' }],
    ['signaal ZVH-2026-002', { kind: 'signal', code: 'ZVH-2026-002' }],
    ['Signal zvh-2026-002: Belt niet terug', { kind: 'signal', code: 'zvh-2026-002', what: 'Belt niet terug' }],
    ['regie', { kind: 'direction' }],
    ['regie ZVH-2026-002', { kind: 'direction', code: 'ZVH-2026-002' }],
    ['direction ZVH-2026-002', { kind: 'direction', code: 'ZVH-2026-002' }],
    ['casus sluiten', { kind: 'closeCase' }],
    ['Casus sluiten ZVH-2026-002', { kind: 'closeCase', code: 'ZVH-2026-002' }],
    ['close case ZVH-2026-002', { kind: 'closeCase', code: 'ZVH-2026-002' }],
    ['Risicomanagementplan', { kind: 'plan' }],
    ['risk-management plan', { kind: 'plan' }],
    ['acties', { kind: 'actions' }],
    ['actions', { kind: 'actions' }],
    ['sluiten', { kind: 'close' }],
    ['afsluiten', { kind: 'close' }],
    ['close', { kind: 'close' }],
    ['vaststellen', { kind: 'adopt' }],
    ['adopt', { kind: 'adopt' }],
    ['help', { kind: 'help' }],
    ['hulp', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['taal nl', { kind: 'language', language: 'nl' }],
    ['taal  EN', { kind: 'language', language: 'en' }],
    ['language en', { kind: 'language', language: 'en' }],
    ['volgende!', { kind: 'move', verb: 'step.next' }],
    ['taal fr', { kind: 'unknown' }],
    ['volgende week', { kind: 'unknown', guess: 'volgende' }],
    ['startpunt', { kind: 'unknown' }],
    ['constructor', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('%s', (text, request) => {
    expect(parseTyped(text, [])).toEqual(request);
    expect(parseTyped(`<at>Rondetafel</at>&nbsp;\u200b ${text}\n`, [bot])).toEqual(request);
  });

  it('takes the note-taker from the mention, not from the text', () => {
    const typed = '<at>Rondetafel</at> notulist <at>Behandelaar</at>';
    expect(parseTyped(typed, [bot, behandelaar])).toEqual({ kind: 'noteTaker', person: 'behandelaar' });
    expect(parseTyped('<at>Rondetafel</at> Notetaker <at>Behandelaar</at>', [bot, behandelaar]).kind).toBe('noteTaker');
    expect(parseTyped('notulist behandelaar', [bot])).toEqual({ kind: 'noteTaker' });
  });

  it('names nobody when the mention has no known person or there are two', () => {
    expect(parseTyped('notulist <at>Gast</at>', [bot, anonymous])).toEqual({ kind: 'noteTaker' });
    expect(parseTyped('notulist <at>Behandelaar</at> <at>Gast</at>', [behandelaar, anonymous])).toEqual({
      kind: 'noteTaker',
    });
    expect(parseTyped('notulist', [bot])).toEqual({ kind: 'noteTaker' });
  });

  it('takes the next chair from the mention', () => {
    const typed = '<at>Rondetafel</at> voorzitter <at>Behandelaar</at>';
    expect(parseTyped(typed, [bot, behandelaar])).toEqual({ kind: 'chair', person: 'behandelaar' });
    expect(parseTyped('chair', [bot])).toEqual({ kind: 'chair' });
  });

  it('opens a spoed with a code, and switches to it and back without one', () => {
    expect(parseTyped('spoed zvh-2026-014', [bot])).toEqual({ kind: 'start', code: 'zvh-2026-014', urgent: true });
    expect(parseTyped('urgent ZVH-2026-014 Top X', [bot])).toEqual({
      kind: 'start',
      code: 'ZVH-2026-014',
      approach: 'Top X',
      urgent: true,
    });
    expect(parseTyped('Spoed', [bot])).toEqual({ kind: 'urgent', urgent: true });
    expect(parseTyped('spoed uit', [bot])).toEqual({ kind: 'urgent', urgent: false });
  });

  it('hands on an item with the place of its owner in it', () => {
    expect(parseTyped('<at>Rondetafel</at> risico: brand in de flat', [bot])).toEqual({
      kind: 'item',
      text: 'risico: brand in de flat',
    });
    const action = '<at>Rondetafel</at> actie: bellen <at>Behandelaar</at> vóór vrijdag';
    expect(parseTyped(action, [bot, behandelaar])).toEqual({
      kind: 'item',
      text: `actie: bellen ${ownerMark} vóór vrijdag`,
      owner: 'behandelaar',
    });
    expect(parseTyped('actie: bellen <at>Gast</at>', [bot, anonymous])).toMatchObject({
      kind: 'item',
      ownerUnknown: true,
    });
  });

  it('reads a blind answer as the command it is', () => {
    expect(parseTyped('R1 hoog', [bot])).toEqual({
      kind: 'answer',
      command: { verb: 'risk.rate', ratings: [{ risk: 'R1', level: 'high' }] },
    });
    expect(parseTyped('P1 6', [bot])).toMatchObject({ kind: 'answer', command: { verb: 'safety.score' } });
    expect(parseTyped('stem F1, F3', [bot])).toMatchObject({ kind: 'answer', command: { factors: ['F1', 'F3'] } });
  });

  it('lets nobody type the place of an owner', () => {
    const request = parseTyped(`actie: bellen ${ownerMark} vrijdag`, [bot]);
    expect(request).toEqual({ kind: 'item', text: 'actie: bellen vrijdag' });
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(parseTyped(text, [bot, anonymous]).kind).toBeTypeOf('string');
      }),
    );
  });
});
