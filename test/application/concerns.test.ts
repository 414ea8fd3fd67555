import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { entraId } from '../support/seats.ts';
import { code, filledIn, madeUp, notices } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();

const board = () => table.offering('step.back');
const warningIds = (card: Card) => notices(card).filter(id => id.startsWith('warning:'));
const show = (name: 'procesregisseur' | 'wijkteam', inputs: Record<string, string>, card: Card = board()) =>
  table.press(name, 'form.show', inputs, { card });

describe('a warning', () => {
  it('comes with what it is about, to whoever gave it, and holds nothing back', async () => {
    await playTo(table, 'actions');
    const answer = await agreeAction(table, { factors: '', intensity: 'light' });
    expect(warningIds(answer)).toEqual(expect.arrayContaining(['warning:smart.effect:A1', 'warning:need.factor:A1']));
    const light = await agreeAction(table, { what: 'Folder meegeven', intensity: 'light' });
    expect(warningIds(light)).toContain('warning:rnr.intensity:R1');
    expect((await table.state()).actions).toHaveLength(2);
    expect(JSON.stringify(table.chat.shown)).not.toContain('notice:warning:smart.effect:A1');
    const other = await table.press('wijkagent', 'board.show', {}, { card: madeUp('board.show', board()) });
    expect(warningIds(other)).toEqual([]);
  });

  it('is gone when what it is about was mended', async () => {
    await playTo(table, 'actions');
    const answer = await agreeAction(table, { factors: '', effect: '', fit: 'Korte zinnen' });
    expect(warningIds(answer)).toContain('warning:smart.effect:A1');
    const form = await show('wijkteam', { form: 'editItem', item: 'A1' }, answer);
    const mended = { ...filledIn(form), item: 'A1', factors: 'F1', effect: 'Rust thuis' };
    const after = await table.press('wijkteam', 'item.edit', mended, { card: form });
    expect(notices(after)).toEqual([]);
    const close = await show('procesregisseur', { form: 'close' });
    expect(warningIds(close).filter(id => id.endsWith(':A1'))).toEqual([]);
  });

  it('that the chair sets aside leaves what stood typed on the same card', async () => {
    await playTo(table, 'agreed');
    const close = await show('procesregisseur', { form: 'close' });
    expect(warningIds(close)).not.toEqual([]);
    const typed = { reason: 'Besproken aan tafel', nextDate: '2026-12-14', reflection: 'Goed overleg' };
    const after = await table.press('procesregisseur', 'warning.override', typed, { card: close });
    expect(warningIds(after)).toEqual([]);
    expect(filledIn(after)).toMatchObject({ nextDate: '2026-12-14', reflection: 'Goed overleg' });
    expect(filledIn(after).reason ?? '').toBe('');
    await table.press('procesregisseur', 'conference.close', filledIn(after), { card: after });
    expect((await table.conference()).closed).toMatchObject({ nextDate: '2026-12-14', reflection: 'Goed overleg' });
    const reasons = (await table.state()).warnings.map(warning => warning.overrideReason);
    expect(new Set(reasons.slice(0, 2))).toEqual(new Set(['Besproken aan tafel']));
  });

  it('may be set aside while closing, with one reason for all that remain', async () => {
    await playTo(table, 'agreed');
    const close = await show('procesregisseur', { form: 'close' });
    const inputs = { reason: 'Besproken aan tafel', nextDate: '2026-12-14' };
    await table.press('procesregisseur', 'conference.close', inputs, { card: close });
    const shown = new Set(warningIds(close).map(id => id.split(':')[1]));
    const { warnings } = await table.state();
    const seen = warnings.filter(warning => shown.has(warning.code));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.map(warning => warning.overrideReason)).toEqual(seen.map(() => 'Besproken aan tafel'));
  });
});

describe('a hint', () => {
  it('comes once, to whoever gave it, and may be kept with one press', async () => {
    await playTo(table, 'topThree.raise');
    const inputs = { what: 'Drinkt niet meer', kind: 'protective' };
    const answer = await table.press('wijkteam', 'factor.raise', inputs);
    expect(notices(answer)).toEqual(['hint:protectiveAbsence:F1']);
    const kept = await table.press('wijkteam', 'hint.keep', {}, { card: answer });
    expect(notices(kept)).toEqual([]);
    expect((await table.state()).factors).toMatchObject([{ what: 'Drinkt niet meer', absenceKept: true }]);
    expect(JSON.stringify(table.chat.shown)).not.toContain('protectiveAbsence');
  });

  it('is gone when the words were mended, and stays when they still say what is gone', async () => {
    await playTo(table, 'topThree.raise');
    const answer = await table.press('wijkteam', 'factor.raise', { what: 'Drinkt niet meer', kind: 'protective' });
    const form = await show('wijkteam', { form: 'editItem', item: 'F1' }, answer);
    const edit = (what: string) =>
      table.press('wijkteam', 'item.edit', { ...filledIn(form), item: 'F1', what }, { card: form });
    expect(notices(await edit('Is gestopt met drinken'))).toEqual(['hint:protectiveAbsence:F1']);
    expect(notices(await edit('Zijn zus zorgt dat hij niet drinkt'))).toEqual([]);
  });
});

describe('what stands typed on a card for another button', () => {
  it('stays when a person at risk is added, and when scores are given', async () => {
    await table.say('procesregisseur', `start ${code} MDA++`);
    await table.join();
    const opening = table.offering('conference.setGoal');
    const added = await table.press(
      'procesregisseur',
      'subject.add',
      { name: 'moeder', goal: 'Rust' },
      { card: opening },
    );
    expect(filledIn(added)).toMatchObject({ goal: 'Rust' });
    expect(filledIn(added).name ?? '').toBe('');
    await table.say('procesregisseur', 'volgende');
    const scored = await table.press('wijkagent', 'safety.score', { 'score:P1': '4', name: 'kind van 4' });
    expect(filledIn(scored)).toMatchObject({ name: 'kind van 4', 'score:P1': '4' });
  });

  it('stays when the number is agreed before it is said whether to scale up', async () => {
    await table.say('procesregisseur', `start ${code} MDA++`);
    await table.join();
    await table.press('procesregisseur', 'subject.add', { name: 'moeder' });
    const scoreTo = async (phase: string) => {
      while ((await table.conference()).phase !== 'safety.score') await table.say('procesregisseur', 'volgende');
      await table.press('wijkagent', 'safety.score', { 'score:P1': '4' });
      await table.press('procesregisseur', 'step.reveal');
      expect((await table.conference()).phase).toBe(phase);
    };
    await scoreTo('safety.revealed');
    await table.press('procesregisseur', 'safety.agree', { 'score:P1': '4', 'requirements:P1': 'Hij is weg' });
    await table.press('wijkteam', 'action.agree', {
      what: 'Vader slaapt elders',
      owner: entraId('wijkteam'),
      due: '2026-11-24',
      type: 'safetyMeasure',
    });
    await table.say('procesregisseur', 'sluiten');
    await table.say('procesregisseur', `start ${code}`);
    await scoreTo('safety.revealed');

    const decision = { 'scaleUp:P1': 'no', 'reason:P1': 'Het plan loopt net' };
    const both = { 'score:P1': '5', 'requirements:P1': 'Hij is weg', ...decision };
    const agreed = await table.press('procesregisseur', 'safety.agree', both);
    expect((await table.conference()).agreedScores).toMatchObject({ P1: { score: 5 } });
    expect(filledIn(agreed)).toMatchObject(both);
    const scaled = await table.press('procesregisseur', 'safety.scaleUp', decision, { card: agreed });
    expect(notices(scaled).filter(id => id.startsWith('refusal'))).toEqual([]);
    expect((await table.conference()).scalingUp).toMatchObject({
      P1: { scaleUp: false, reason: 'Het plan loopt net' },
    });
  });

  it('stays on the card about the person, which has four buttons', async () => {
    await playTo(table, 'risks.raise');
    const person = await show('procesregisseur', { form: 'person' });
    const typed = { kinds: 'intellectualDisability', text: 'Korte zinnen', agreesTo: 'Hulp bij schulden' };
    const after = await table.press('procesregisseur', 'case.setConsiderations', typed, { card: person });
    expect(filledIn(after)).toMatchObject({ agreesTo: 'Hulp bij schulden', text: 'Korte zinnen' });
    const voiced = await table.press('procesregisseur', 'case.setVoice', filledIn(after), { card: after });
    expect(notices(voiced)).toEqual([]);
    expect((await table.state()).voice).toMatchObject({ agreesTo: 'Hulp bij schulden' });
  });
});
