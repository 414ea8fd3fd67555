import { describe, expect, it } from 'vitest';
import { verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, now, person, token } from './states.ts';

describe('the way back to the board', () => {
  const { state } = inPhase(casusX(), 'actions');
  const about = { language: 'nl', state, conference: 'c1' } as const;
  const close = {
    kind: 'form',
    form: 'close',
    ...about,
    token,
    now,
    members: [],
    refusals: [],
    recorded: [],
    values: {},
    askToJoin: false,
    withBoardLines: false,
  } as const;

  it('is on the summary that took the place of the board, and not on one in the chat', () => {
    expect(verbsOf(renderer.render({ kind: 'summary', ...about, token }))).toEqual(['board.show']);
    expect(verbsOf(renderer.render({ kind: 'summary', ...about }))).toEqual([]);
  });

  it('is on the closing form that a chair opened from the board, and not on the prompt for everyone', () => {
    expect(verbsOf(renderer.render({ ...close, viewer: person(1) }))).toContain('board.show');
    expect(verbsOf(renderer.render(close))).not.toContain('board.show');
    const inClosing = inPhase(casusX(), 'closing').state;
    const prompt = renderer.render({ ...close, state: inClosing, viewer: person(1) });
    expect(verbsOf(prompt)).not.toContain('board.show');
  });
});
