import { expect, it } from 'vitest';
import { createRandom } from '../../torture/random.ts';
import { peopleOf } from './country.ts';
import type { Heard } from './sender.ts';
import { createTable } from './table.ts';

const recorded: Heard = { outcome: 'recorded', ms: 20, codes: [] };
const refused: Heard = { outcome: 'refused', ms: 20, codes: ['wrongPhase'] };

interface Listener {
  posted(message: string, body: string): void;
  edited(message: string, body: Buffer): void;
}

function openTable() {
  const [group] = peopleOf({ tenants: 1, conferences: 1, people: 4 });
  if (group === undefined) throw new Error('there is a group');
  const chats: { readonly id: string; readonly hears: Listener }[] = [];
  const delays: number[] = [];
  let cases = 0;
  const table = createTable({
    ...{ group, random: createRandom(1), today: '2026-11-20', lengthMs: 0 },
    connector: {
      ...{ url: '', botId: '' },
      groupChat: (id, _, hears) => chats.push({ id, hears }),
      figures: () => {
        throw new Error('nobody counts here');
      },
      close: async () => undefined,
    },
    nextCode: () => `ZVH-2026-${++cases}`,
    shown: ms => delays.push(ms),
  });
  const posts = (message: string, verbs: readonly string[], inputs: readonly object[] = []) => {
    const actions = verbs.map(verb => ({ type: 'Action.Execute', title: verb, verb, data: { verb, token: message } }));
    const content = { type: 'AdaptiveCard', body: inputs, actions };
    chats.at(-1)?.hears.posted(message, JSON.stringify({ attachments: [{ content }] }));
  };
  const edits = (message: string, body: string) => chats.at(-1)?.hears.edited(message, Buffer.from(body));
  return { table, group, chats, delays, posts, edits };
}

const what = { type: 'Input.Text', id: 'what', isRequired: true };
const organisation = { type: 'Input.Text', id: 'organisationOther' };

it('people at a table press on the newest card, join before they speak, and look when enough was said', () => {
  const { table, group, posts } = openTable();
  const [first, second] = group.partners;
  if (first === undefined || second === undefined) throw new Error('there are partners');
  expect(table.errandOf(first)).toBeUndefined();
  expect(table.errandOf(group.chair)?.deed).toMatchObject({ typed: 'start ZVH-2026-1 Top X' });
  // Typed already: it takes a while until it's typed again.
  expect(table.errandOf(group.chair)).toBeUndefined();

  posts('board', ['step.next', 'summary.request', 'form.show']);
  posts('join', ['conference.join', 'step.next'], [organisation]);
  const joining = table.errandOf(first);
  expect(joining?.deed).toMatchObject({ verb: 'conference.join', message: 'join', token: 'join' });
  expect(joining?.deed).toMatchObject({ inputs: { organisationOther: `Organisatie ${first.name}` } });
  joining?.heard(recorded);
  expect(table.errandOf(first)?.deed).toMatchObject({ message: 'board' });
  expect(table.errandOf(group.chair)?.deed).toMatchObject({ verb: 'step.next', message: 'join' });

  posts('raise', ['risk.raise', 'step.next'], [what]);
  expect(table.phase()).toBe('risk.raise');
  expect(table.errandOf(second)?.deed).toMatchObject({ message: 'board' });
  const raised = [1, 2, 3].map(() => table.errandOf(first));
  for (const errand of raised) expect(errand?.deed).toMatchObject({ verb: 'risk.raise', message: 'raise' });
  expect(new Set(raised.map(errand => JSON.stringify(errand?.deed))).size).toBe(3);
  expect(table.errandOf(first)?.deed).toMatchObject({ message: 'board' });
  raised[0]?.heard(refused);
  // One less than enough: the chair waits, and somebody says another one.
  expect(table.errandOf(group.chair)?.deed).toMatchObject({ message: 'board' });
  expect(table.errandOf(first)?.deed).toMatchObject({ verb: 'risk.raise' });
  expect(table.errandOf(group.chair)?.deed).toMatchObject({ verb: 'step.next', message: 'raise' });
});

it('is timed until the board shows what was brought in, and not what was refused', () => {
  const { table, group, posts, edits, delays } = openTable();
  const [first] = group.partners;
  if (first === undefined) throw new Error('there is a partner');
  posts('board', ['summary.request', 'form.show']);
  posts('join', ['conference.join'], [organisation]);
  table.errandOf(first)?.heard(recorded);
  posts('raise', ['risk.raise'], [what]);
  const said = [table.errandOf(first), table.errandOf(first)].map(errand => {
    if (errand === undefined || !('inputs' in errand.deed)) throw new Error('there is something to say');
    return { errand, text: errand.deed.inputs.what ?? '' };
  });
  said[1]?.errand.heard(refused);
  edits('raise', said[0]?.text ?? '');
  edits('board', 'nothing new');
  expect(delays).toHaveLength(0);
  edits('board', `${said[0]?.text} ${said[1]?.text}`);
  edits('board', `${said[0]?.text} ${said[1]?.text}`);
  expect(delays).toHaveLength(1);
});

it('goes on to the next case, in a chat of its own, when the minutes are adopted; a list of what has no action yet is no phase', async () => {
  const { table, group, chats, posts } = openTable();
  posts('actions', ['action.agree']);
  posts('coverage', ['factor.withoutAction', 'conference.close', 'step.next']);
  expect(table.phase()).toBe('action.agree');
  const moved = table.moved(10_000);
  posts('adopt', ['minutes.adopt']);
  await moved;
  const adopting = table.errandOf(group.chair);
  adopting?.heard(refused);
  expect(chats).toHaveLength(1);
  table.errandOf(group.chair)?.heard(recorded);
  expect(chats.map(({ id }) => id)).toEqual([
    '19:000000000001-ZVH-2026-1@thread.v2',
    '19:000000000001-ZVH-2026-2@thread.v2',
  ]);
  expect(table.phase()).toBeUndefined();
  expect(table.errandOf(group.chair)?.deed).toMatchObject({ typed: 'start ZVH-2026-2 Top X' });
});
