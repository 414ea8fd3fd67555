import type { Conversation } from '../../src/ports/conversations.ts';
import type { Someone } from './seats.ts';
import { filledIn, type TableUnderTest, code as usualCode } from './table.ts';

interface Where {
  readonly name?: Someone;
  readonly code?: string;
  /** @default the chat of the table */
  readonly conversation?: Conversation;
}

/** Opens the next conference in a chat with people who never took part in one: types it, and confirms that they read along. */
export async function startAgain(
  table: TableUnderTest,
  { name = 'procesregisseur', code = usualCode, conversation = table.conversation }: Where = {},
): Promise<void> {
  await table.say(name, `start ${code}`, { conversation });
  const card = table.offering('conference.open');
  await table.press(name, 'conference.open', filledIn(card), { card, conversation });
}
