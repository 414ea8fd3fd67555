import { describe, expect, it } from 'vitest';
import { createShownMessages } from '../../src/demo/shown-messages.ts';

const posted = { id: '1', chat: 'overleg', from: 'bot', at: 10, text: '', card: { n: 'first' } };

describe('messages as a chat shows them', () => {
  it('shows the last edit in the place of the message', () => {
    const messages = createShownMessages();
    messages.put(posted);
    messages.put({ ...posted, id: '2', at: 11 });
    messages.put({ ...posted, at: 12, card: { n: 'edited' } });
    expect(messages.of('overleg').map(message => [message.id, message.at, message.edits, message.card])).toEqual([
      ['1', 10, 1, { n: 'edited' }],
      ['2', 11, 0, { n: 'first' }],
    ]);
  });

  it('shows an answer to the presser alone, until the message is edited', () => {
    const messages = createShownMessages();
    messages.put(posted);
    messages.answer('wijkagent', '1', { n: 'answer' });
    const seenBy = (person: string) => messages.of('overleg').map(message => messages.cardFor(person, message));
    expect(seenBy('wijkagent')).toEqual([{ n: 'answer' }]);
    expect(seenBy('behandelaar')).toEqual([{ n: 'first' }]);
    messages.put({ ...posted, card: { n: 'edited' } });
    expect(seenBy('wijkagent')).toEqual([{ n: 'edited' }]);
  });

  it('tells who watches, until they stop', () => {
    const messages = createShownMessages();
    const seen: string[] = [];
    const stop = messages.watch(change => seen.push(`${change.kind} ${change.message.id}`));
    messages.put(posted);
    messages.put(posted);
    stop();
    messages.put({ ...posted, id: '2' });
    expect(seen).toEqual(['posted 1', 'edited 1']);
  });
});
