import type { Conversation } from '../../src/ports/conversations.ts';
import type { Someone } from './seats.ts';
import { filledIn, type TableUnderTest, code as usualCode } from './table.ts';

interface Where {
  readonly name?: Someone;
  readonly code?: string;
  /** @default the chat of the table */
  readonly conversation?: Conversation;
}

/** Opens the next conference; in another chat with people who never took part in one that is confirmed. */
export async function startAgain(
  table: TableUnderTest,
  { name = 'procesregisseur', code = usualCode, conversation = table.conversation }: Where = {},
): Promise<void> {
  const replies = await table.say(name, `start ${code}`, { conversation });
  if (replies.length === 0) return;
  const card = table.offering('conference.open');
  await table.press(name, 'conference.open', filledIn(card), { card, conversation });
}
