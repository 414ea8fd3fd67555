import { expect, it } from 'vitest';
import { writtenOut } from '../src/written-out.ts';

it('writes a value out once, as JSON does', () => {
  let asked = 0;
  const value = {
    text: 'Geweld tegen een voorbijganger: "é" \u2028',
    none: undefined,
    toJSON() {
      asked++;
      return { text: this.text, none: this.none };
    },
  };
  const text = JSON.stringify(value);
  asked = 0;
  expect([writtenOut(value), writtenOut(value)]).toEqual([text, text]);
  expect(asked).toBe(1);
});
