import { actionsOf, type CardJson, text, wordsOf } from '../../../src/demo/client-card.ts';
import type { StubRequest } from '../../support/stub-connector.ts';
import { dayAtHouse } from './house-time.ts';
import type { Send } from './judge-sends.ts';

/** A life of the bot, on the clock that only goes forward. */
interface Span {
  readonly startedAt: number;
  readonly aheadMs: number;
}

/** Every message that came into a chat, also when the bot was killed before it heard so. */
export function sendsOf(requests: readonly StubRequest[], lives: readonly Span[]): readonly Send[] {
  const toNow = Date.now() - performance.now();
  return requests.flatMap(({ method, path, status, at, body }) => {
    const chat = /^\/v3\/conversations\/([^/]+)\/activities$/.exec(path)?.[1];
    if (method !== 'POST' || status !== 201 || chat === undefined) return [];
    const life = lives.findLastIndex(({ startedAt }) => startedAt <= at);
    const day = dayAtHouse(at + toNow + (lives[life]?.aheadMs ?? 0));
    return [{ chat, own: chat.startsWith('a:personal-'), life, day, ...shown(body) }];
  });
}

function shown(body: unknown): Pick<Send, 'tokens' | 'words' | 'isCard'> {
  const { text: line, attachments } = body as { text?: string; attachments?: readonly { content?: CardJson }[] };
  const card = attachments?.[0]?.content;
  if (card === undefined) return { tokens: [], isCard: false, words: line ?? '' };
  const tokens = actionsOf(card).map(({ data }) => text(data.token));
  return { tokens: [...new Set(tokens)].filter(token => token !== ''), isCard: true, words: wordsOf(card) };
}
