import type { Someone } from './seats.ts';
import { code, filledIn, type TableUnderTest } from './table.ts';

/** Opens the next conference in a chat with people who never took part in one: types it, and confirms that they read along. */
export async function startAgain(table: TableUnderTest, name: Someone = 'procesregisseur'): Promise<void> {
  await table.say(name, `start ${code}`);
  const card = table.offering('conference.open');
  await table.press(name, 'conference.open', filledIn(card), { card });
}
