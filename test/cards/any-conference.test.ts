import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { decide } from '../../src/domain/decide.ts';
import { fold } from '../../src/domain/evolve.ts';
import { formNames } from '../../src/ports/form-tokens.ts';
import { anyPress } from '../support/any-conference.ts';
import { schemaErrors } from '../support/card-schema.ts';
import { now, stamped } from '../support/given.ts';
import { table } from '../support/history.ts';
import { brokenRules } from './house-rules.ts';
import { renderer } from './renderer.ts';
import { token } from './states.ts';

it('has a card for every state that presses can lead to', () => {
  fc.assert(
    fc.property(fc.array(anyPress, { minLength: 5, maxLength: 40 }), presses => {
      let state = fold(stamped(table()));
      for (const { command, context } of presses) {
        const decision = decide(state, command, context);
        if (decision.kind === 'accepted' && state !== undefined) state = fold(stamped(decision.events), state);
      }
      const conference = state?.conferences.at(-1);
      if (state === undefined || conference === undefined) throw new Error('a table has a conference');
      const about = { language: 'nl', state, conference: conference.id, token, now } as const;
      const forms = formNames
        .filter(form => !['reminder', 'acceptAction', 'editItem', 'tellSignal'].includes(form))
        .map(form => ({
          ...about,
          kind: 'form' as const,
          form,
          members: [],
          refusals: [],
          recorded: [],
          values: {},
          askToJoin: false,
          withBoardLines: form !== 'openConference',
        }));
      for (const view of [...forms, { ...about, kind: 'board' as const }, { ...about, kind: 'summary' as const }]) {
        const card = renderer.render(view);
        expect(schemaErrors(card)).toEqual([]);
        expect(brokenRules(card)).toEqual([]);
        expect(bytesOf(card)).toBeLessThanOrEqual(maxCardBytes);
      }
    }),
    { numRuns: 40 },
  );
});
