import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/cards/input-schemas.ts';
import { forFillingInAgain, readValues } from '../../src/cards/input-values.ts';
import { readRequest } from '../../src/cards/inputs.ts';

const behandelaar = '00000000-0000-4000-8000-000000000004';

describe('whatever is sent', () => {
  const verbs = fc.constantFrom(...Object.keys(schemas), 'form.show', 'reading.show');
  const ids = fc.oneof(
    fc.constantFrom(
      'what',
      'owner',
      'due',
      'factors',
      'risks',
      'level:R1',
      'level:R1:2',
      'level:housing',
      'score:P1',
      'factors:2',
      'item',
      'dueTime',
      'reason:R1',
      'effect',
      'case',
      'for',
      '__proto__',
    ),
    fc.string(),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc.constantFrom('F1,F2', behandelaar, '2026-12-12'),
  );

  it('is read without throwing and never keeps more than the limit', () => {
    fc.assert(
      fc.property(verbs, fc.dictionary(ids, text), (verb, values) => {
        const request = readRequest(verb, values);
        if (request.kind !== 'command') return;
        JSON.stringify(request, (_key, value: unknown) => {
          if (typeof value === 'string') expect([...value].length).toBeLessThanOrEqual(1000);
          return value;
        });
        if ('what' in request.command) expect([...request.command.what].length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('from any JSON gives text by input id', () => {
    fc.assert(
      fc.property(fc.jsonValue(), data => {
        const { values, refusals } = readValues(data);
        expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
        for (const value of Object.values(values)) expect(typeof value).toBe('string');
        for (const refusal of refusals) expect(refusal.code).toBe('notUnderstood');
      }),
    );
  });
});

describe('reading the data of a button', () => {
  it('leaves out what the card itself put in and makes text of numbers and yes/no', () => {
    const data = { token: 't', verb: 'v', msteams: { type: 'x' }, what: 'w', minutes: 45, urgent: true, goal: null };
    expect(readValues(data)).toEqual({ values: { what: 'w', minutes: '45', urgent: 'true' }, refusals: [] });
  });

  it('does not understand lists and objects as inputs', () => {
    const data = { what: ['w'], owner: { person: behandelaar } };
    expect(readValues(data).refusals).toEqual([
      { code: 'notUnderstood', item: 'what' },
      { code: 'notUnderstood', item: 'owner' },
    ]);
    expect(readValues(['what']).refusals).toEqual([{ code: 'notUnderstood' }]);
  });

  it('has no room for the prototype', () => {
    const { values } = readValues(JSON.parse('{"__proto__":{"what":"x"},"constructor":"y","what":"z"}'));
    expect(Object.entries(values)).toEqual([['what', 'z']]);
  });

  it('fills a form in again with at most 2,000 characters an input', () => {
    const filled = forFillingInAgain({ what: '🙂'.repeat(50_000), goal: 'kort' });
    expect([...(filled.what ?? '')].length).toBe(2000);
    expect(filled.goal).toBe('kort');
  });
});
