import { describe, expect, it } from 'vitest';
import { readOptions } from '../../src/demo/options.ts';

describe('the command line of the demo', () => {
  it('shows each step for a second, and hurries without a person', () => {
    expect(readOptions([], {})).toMatchObject({ headless: false, botPort: 3978, playgroundPort: 56150, paceMs: 1000 });
    expect(readOptions(['--headless'], {})).toMatchObject({ headless: true, paceMs: 0 });
  });

  it('takes the port from PORT unless told otherwise', () => {
    expect(readOptions([], { PORT: '4000' }).botPort).toBe(4000);
    expect(readOptions(['--port', '4001'], { PORT: '4000' }).botPort).toBe(4001);
  });

  it('plays as many conferences as it is told, and as usual when it is not', () => {
    expect(readOptions([], {}).conferences).toBeUndefined();
    expect(readOptions(['--conference', '2'], {}).conferences).toBe(2);
    expect(readOptions(['--conference', 'all'], {}).conferences).toBe('all');
  });

  it('says what is wrong with it', () => {
    expect(() => readOptions(['--port', 'acht'], {})).toThrow('--port takes a port number up to 65535, not "acht"');
    expect(() => readOptions(['--playground-port', '65535'], {})).toThrow(/--playground-port/);
    expect(() => readOptions(['--pace', 'snel'], {})).toThrow(/--pace/);
    expect(() => readOptions(['--conference', '0'], {})).toThrow(
      '--conference takes a number from 1, or "all", not "0"',
    );
    expect(() => readOptions(['--headles'], {})).toThrow(/headles/);
  });
});
