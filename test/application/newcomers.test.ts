import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { elementsOf, linesOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { code, notices } from '../support/table.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();
beforeEach(async () => {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
});

const joined = { organisation: 'Politie', role: 'Wijkagent' };

describe('somebody who is here for the first time', () => {
  it('gets the method in five lines on joining, once', async () => {
    const first = await table.press('wijkagent', 'conference.join', joined);
    expect(notices(first)).toEqual(['hint:newcomer']);
    const lines = (card: Card) => linesOf(elementsOf(card).find(one => one.id === 'notice:hint:newcomer'));
    // What it's about, and five.
    expect(lines(first)).toHaveLength(6);
    const again = await table.press('wijkagent', 'conference.join', { ...joined, role: 'Agent' });
    expect(notices(again)).toEqual([]);
  });

  it('gets it with a first contribution too', async () => {
    await table.press('procesregisseur', 'step.next');
    const raised = await table.press('wijkagent', 'risk.raise', { what: 'Brand', ...joined });
    expect(notices(raised)).toEqual(['hint:newcomer']);
    expect(notices(await table.press('wijkagent', 'risk.raise', { what: 'Vernieling' }))).toEqual([]);
  });

  it('does not get it again in another conference', async () => {
    await table.press('wijkagent', 'conference.join', joined);
    const chat = await table.otherChat();
    await table.say('procesregisseur', 'start ZVH-2026-003 Top X', { conversation: chat });
    expect(notices(await table.press('wijkagent', 'conference.join', joined, { conversation: chat }))).toEqual([]);
  });

  it('gets it when they join themselves, not when somebody puts them on the list', async () => {
    await table.press('procesregisseur', 'conference.join', { organisation: 'Zorg- en Veiligheidshuis' });
    const put = await table.press('procesregisseur', 'conference.join', { ...joined, for: entraId('wijkagent') });
    expect(notices(put)).toEqual([]);
    expect(notices(await table.press('wijkagent', 'conference.join', { ...joined, role: 'Agent' }))).toEqual([
      'hint:newcomer',
    ]);
  });

  it('does not get it with a refusal', async () => {
    const refused = await table.press('wijkagent', 'conference.join', { role: 'Wijkagent' });
    expect(notices(refused)).toEqual(['refusal:required:organisation']);
  });
});
