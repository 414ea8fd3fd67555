import { describe, expect, it } from 'vitest';
import { verbsOf } from '../cards/read-card.ts';
import { entraId, type FunctionName, organisationOf } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { cardsOf, code, filledIn, notices } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

// A Friday evening.
const table = useTable({ start: '2026-11-27T18:00:00.000Z' });

const measure = {
  what: 'Iemand slaapt bij haar zus',
  owner: entraId('wijkagent'),
  due: '2026-11-28',
  dueTime: '14:00',
  type: 'safetyMeasure',
};
/** Opens a spoed; people join with the first thing they say. */
async function spoed(approach = 'Top X OGG'): Promise<void> {
  await table.say('procesregisseur', `spoed ${code} ${approach}`);
  await raise();
}
const raise = () => table.press('wijkagent', 'risk.raise', { what: 'Hij komt vannacht terug', ...here('wijkagent') });
const here = (name: FunctionName) => ({ organisation: organisationOf(name), role: name });
const reminded = () => table.chat.shown.filter(one => one.conversation === table.own('wijkagent').id);

describe('a spoed', () => {
  it('takes the chair five presses at most, from opening to adopted minutes', async () => {
    let presses = 0;
    const chair = (verb: string, inputs: Record<string, string> = {}) => {
      presses += 1;
      return table.press('procesregisseur', verb, inputs);
    };
    await spoed();
    expect((await table.conference()).phase).toBe('risks.rate');
    for (const name of ['wijkagent', 'behandelaar', 'wijkteam'] as const)
      await table.press(name, 'risk.rate', { 'level:R1': 'veryHigh', ...here(name) });
    await chair('step.reveal');
    await chair('risk.agree', { 'level:R1': 'veryHigh' });
    expect((await table.conference()).phase).toBe('actions');
    expect(
      notices(await table.press('wijkagent', 'action.agree', measure)).filter(id => id.startsWith('refusal')),
    ).toEqual([]);
    const closing = {
      ifItGoesWrong: 'Bel 112',
      follower: entraId('wijkteam'),
      followUntil: '2026-11-30',
      nextDate: '2026-12-01',
    };
    await chair('conference.close', closing);
    await chair('minutes.adopt');
    expect(presses).toBeLessThanOrEqual(5);
    expect(await table.conference()).toMatchObject({
      filed: { version: 1 },
      closed: {
        ifItGoesWrong: 'Bel 112',
        follower: { organisation: 'Wijkteam gemeente' },
        skippedSteps: ['topThree', 'scenarios'],
      },
    });
  });

  it('on a new case without an approach asks for it, and is a spoed then', async () => {
    const [form] = cardsOf(await table.say('procesregisseur', `spoed ${code}`));
    expect(form && notices(form)).toEqual([expect.stringMatching(/^refusal:\w+:approach$/)]);
    expect(form && filledIn(form)).toMatchObject({ case: code, urgent: 'true' });
    const inputs = { ...(form && filledIn(form)), approach: 'Top X OGG' };
    await table.press('procesregisseur', 'conference.open', inputs, { ...(form && { card: form }) });
    expect(await table.conference()).toMatchObject({ urgent: true, phase: 'risks.raise', minutesAvailable: 10 });
  });

  it('reminds of a measure two hours before its time, also on a Saturday', async () => {
    await spoed();
    await table.say('procesregisseur', 'volgende');
    await table.press('wijkagent', 'action.agree', measure);
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-01' });
    await table.at('2026-11-28T10:59:59.000Z');
    expect(reminded()).toEqual([]);
    await table.at('2026-11-28T11:00:00.000Z');
    expect(reminded()).toHaveLength(1);
    await table.at('2026-11-30T07:59:59.000Z');
    expect(reminded()).toHaveLength(1);
    // Nobody answered: on the working day after it's too late, and says so.
    await table.at('2026-11-30T08:00:00.000Z');
    expect(reminded()).toHaveLength(2);
  });

  it('asks for a time, and closes when every risk has a measure with a person and a time', async () => {
    await spoed();
    await table.say('procesregisseur', 'volgende');
    const { dueTime: _time, ...dayOnly } = measure;
    const asked = await table.press('wijkagent', 'action.agree', dayOnly);
    expect(notices(asked)).toEqual(['refusal:timeNeeded:due']);
    expect(filledIn(asked)).toMatchObject({ what: measure.what, due: measure.due });
    expect(notices(await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-01' }))).toContain(
      'refusal:urgentRiskWithoutMeasure:R1',
    );
    await table.press('wijkagent', 'action.agree', measure);
    const close = { card: table.offering('step.back') };
    const form = await table.press('procesregisseur', 'form.show', { form: 'close' }, close);
    const said = { nextDate: '2026-12-20', ifItGoesWrong: 'Bel 112' };
    const late = await table.press('procesregisseur', 'conference.close', said, { card: form });
    expect(notices(late)).toContain('refusal:withinSevenDays:nextDate');
    expect(filledIn(late)).toMatchObject({ ifItGoesWrong: 'Bel 112' });
    await table.press('procesregisseur', 'conference.close', { ...said, nextDate: '2026-12-01' }, { card: late });
    expect((await table.conference()).closed).toBeDefined();
  });

  it('can be switched to and back in the middle, typed or pressed; what was recorded stays', async () => {
    await playTo(table, 'topThree.raise');
    expect(await table.say('procesregisseur', 'spoed')).toEqual([]);
    expect(await table.conference()).toMatchObject({ urgent: true, phase: 'actions' });
    expect(table.offering('action.agree')).toBeDefined();
    expect(await table.say('procesregisseur', 'spoed uit')).toEqual([]);
    expect(await table.conference()).toMatchObject({ urgent: false });
    expect((await table.state()).risks).toHaveLength(1);
    const more = await table.press(
      'procesregisseur',
      'form.show',
      { form: 'more' },
      { card: table.offering('step.back') },
    );
    const answer = await table.press('procesregisseur', 'conference.setUrgent', {}, { card: more });
    expect((await table.conference()).urgent).toBe(true);
    expect(verbsOf(answer)).toContain('step.back');
  });

  it('is for the chair to start and to end', async () => {
    await playTo(table, 'risks.raise');
    for (const text of ['spoed', 'spoed uit']) {
      const [said] = cardsOf(await table.say('wijkagent', text));
      expect(said && notices(said)).toEqual(['refusal:notChair']);
    }
    expect((await table.conference()).urgent).toBe(false);
  });

  it('leaves what it skipped as the agenda of the next conference', async () => {
    await spoed('Top X');
    await table.say('procesregisseur', 'volgende');
    await agreeAction(table, { factors: '', due: '2026-11-28', dueTime: '14:00', ...here('wijkteam') });
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-01' });
    await table.press('procesregisseur', 'minutes.adopt');
    await startAgain(table);
    expect((await table.conference()).resumedSteps).toEqual(['topThree']);
  });
});
