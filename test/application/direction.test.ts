import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { cardsOf, code, filledIn, notices } from '../support/table.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['partner1'], processDirectors: ['partner1'] });

const note = 'Beide partners gesproken';

/** A conference of Monday 23 November 2026 that closes without a case director. */
async function undirected(): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur', 'wijkagent', 'behandelaar']);
  await table.say('procesregisseur', 'sluiten');
}

const say = (name: Someone, text: string) => table.say(name, text, { conversation: table.own(name) });
const asked = (name: Someone) =>
  table.chat.shown.filter(
    one => one.conversation === table.own(name).id && JSON.stringify(one.message).includes('"direction.record"'),
  );
async function record(name: Someone, inputs: Record<string, string>) {
  const [form] = cardsOf(await say(name, `regie ${code}`));
  if (form === undefined) throw new Error('no form');
  return table.press(
    name,
    'direction.record',
    { ...filledIn(form), note, ...inputs },
    { card: form, conversation: table.own(name) },
  );
}

describe('a case that nobody directs', () => {
  it('comes back two working days later at nine, to the chair and the process directors', async () => {
    await undirected();
    await table.at('2026-11-25T07:59:59.000Z');
    expect(asked('procesregisseur')).toEqual([]);
    await table.at('2026-11-25T08:00:00.000Z');
    for (const name of ['procesregisseur', 'partner1'] as const) expect(asked(name), name).toHaveLength(1);
    const card = table.offering('direction.record');
    expect(textOf(card)).toContain('Geen casusregisseur sinds 23 november. Nu: Melden, uiterlijk 25 november.');
    expect(filledIn(card)).toMatchObject({ step: 'report' });
  });

  it('goes from step to step, each with its own day, and stays silent in between', async () => {
    await undirected();
    const answer = await record('procesregisseur', { step: 'talk' });
    expect(textOf(answer)).toContain('uiterlijk 30 november');
    await table.at('2026-11-25T08:00:00.000Z');
    expect(asked('procesregisseur')).toHaveLength(1);
    await table.at('2026-11-30T08:00:00.000Z');
    expect(asked('procesregisseur')).toHaveLength(2);
    expect(filledIn(table.offering('direction.record'))).toMatchObject({ step: 'proposal' });
  });

  it('is asked about no more once there is a case director', async () => {
    await undirected();
    const answer = await record('partner1', { step: 'proposal', director: entraId('behandelaar') });
    expect(textOf(answer)).toContain('Behandelaar');
    await table.at('2027-02-01T08:00:00.000Z');
    expect(asked('procesregisseur')).toEqual([]);
    await startAgain(table);
    expect(filledIn(table.offering('conference.setCaseDirector'))).toMatchObject({ director: entraId('behandelaar') });
  });

  it('is asked about no more when the table names one', async () => {
    await undirected();
    await startAgain(table);
    const card = table.offering('conference.setCaseDirector');
    await table.press('procesregisseur', 'conference.setCaseDirector', { director: entraId('behandelaar') }, { card });
    await table.at('2026-11-25T08:00:00.000Z');
    expect(asked('procesregisseur')).toEqual([]);
  });

  it('is a mention of the chair, with the code only, when the chair cannot be written to', async () => {
    await undirected();
    await record('partner1', { step: 'talk' });
    const isChairs = (_method: string, to: string) =>
      to === table.own('procesregisseur').id || to === entraId('procesregisseur');
    table.chat.failNext(9, new AdapterError('blocked', { code: 'blockedByUser' }), isChairs);
    await table.at('2026-11-30T08:00:00.000Z');
    const lines = table.chat.shown.flatMap(one =>
      one.conversation === table.conversation.id && one.message.kind === 'line' && one.message.mention !== undefined
        ? [one.message]
        : [],
    );
    expect(lines).toEqual([{ kind: 'line', mention: entraId('procesregisseur'), text: expect.stringContaining(code) }]);
    expect(JSON.stringify(lines)).not.toContain(note);
  });
});

describe('regie', () => {
  it('typed in the meeting chat gives the form in the own chat of the chair', async () => {
    await undirected();
    expect(await table.say('procesregisseur', 'regie')).toEqual([
      { kind: 'line', text: expect.stringContaining('eigen chat') },
    ]);
    expect(asked('procesregisseur')).toHaveLength(1);
  });

  it('is for the chair and the process directors; a participant hears who that is', async () => {
    await undirected();
    for (const replies of [await say('wijkagent', `regie ${code}`), await table.say('wijkagent', 'regie')])
      expect(cardsOf(replies).flatMap(notices)).toEqual(['refusal:notChair']);
    expect(asked('wijkagent')).toEqual([]);
  });

  it('keeps what was filled in when something is wrong with it', async () => {
    await undirected();
    const answer = await record('procesregisseur', { step: 'talk', until: '2026-11-01' });
    expect(notices(answer)).toEqual(['refusal:pastDate:until']);
    expect(filledIn(answer)).toMatchObject({ step: 'talk', note });
  });

  it('is offered when the table says why nobody directs the case', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join(['procesregisseur', 'wijkagent']);
    const card = table.offering('conference.setCaseDirector');
    const inputs = { reason: 'Beide partners willen niet' };
    const answer = await table.press('procesregisseur', 'conference.setCaseDirector', inputs, { card });
    expect(notices(answer)).toContain('hint:noDirector');
    const form = await table.press('procesregisseur', 'form.show', { form: 'direction' }, { card: answer });
    const recorded = await table.press('procesregisseur', 'direction.record', { step: 'report', note }, { card: form });
    expect(notices(recorded)).toEqual([]);
    expect((await table.state()).direction?.steps).toMatchObject([{ step: 'report', note }]);
  });

  it('has its steps in plan, timeline and the next minutes', async () => {
    await undirected();
    await record('procesregisseur', { step: 'talk' });
    await table.say('procesregisseur', 'plan');
    expect(textOf(table.cardWith('Risicomanagementplan'))).toContain('Gesprek  uiterlijk 30 november');
    await table.say('procesregisseur', 'tijdlijn');
    expect(textOf(table.cardWith('Tijdlijn'))).toContain(`Regie: gesprek (Zorg- en Veiligheidshuis) – ${note}`);
  });
});
