import type { Random } from '../torture/random.ts';
import type { Fault, StubRequest } from './stub-connector.ts';

const inASecond = () => new Date(Date.now() + 1_500).toUTCString();

/** Everything that Teams answers when it's not its day. */
export const faultKinds: Readonly<Record<string, () => Fault>> = {
  '429 with seconds': () => ({ status: 429, headers: { 'retry-after': '1' } }),
  '429 with a date': () => ({ status: 429, headers: { 'retry-after': inASecond() } }),
  '429': () => ({ status: 429 }),
  '412': () => ({ status: 412 }),
  '500': () => ({ status: 500 }),
  '502': () => ({ status: 502 }),
  '503': () => ({ status: 503 }),
  '504': () => ({ status: 504 }),
  'dropped before it was taken': () => ({ drop: 'before' }),
  'dropped after it was taken': () => ({ drop: 'after' }),
};

export interface Played {
  readonly kind: string;
  readonly request: StubRequest;
}

/**
 * Gives each of these kinds `times` times, in random order, to requests that `when` says yes to, one in two and at most two
 * in a row: after more of them everybody waits for a minute, as they should.
 * @returns what was played so far
 */
export function playFaults(
  stub: { faultsBy(decide: (request: StubRequest) => Fault | undefined): void },
  { random, kinds, when, times = 1 }: PlayFaults,
): readonly Played[] {
  const left = Array.from({ length: times }, () => Object.keys(kinds)).flat();
  const played: Played[] = [];
  let inARow = 0;
  stub.faultsBy(request => {
    if (left.length === 0 || !when(request)) return undefined;
    if (inARow === 2 || !random.chance(0.5)) {
      inARow = 0;
      return undefined;
    }
    inARow += 1;
    const [kind = ''] = left.splice(random.below(left.length), 1);
    played.push({ kind, request });
    return kinds[kind]?.();
  });
  return played;
}

interface PlayFaults {
  readonly random: Random;
  readonly kinds: Readonly<Record<string, () => Fault>>;
  readonly when: (request: StubRequest) => boolean;
  readonly times?: number;
}
