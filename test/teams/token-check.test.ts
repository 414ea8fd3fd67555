import { AuthenticationError, ClaimsIdentity } from 'botframework-connector';
import { expect, it } from 'vitest';
import type { RawActivity } from '../../src/teams/activity-schema.ts';
import { createTokenCheck } from '../../src/teams/token-check.ts';

const minute = 60_000;
const activity: RawActivity = {
  type: 'invoke',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
};

/** botbuilder's side: counts how often it's asked, and says of `bad` tokens that they aren't good. */
function counting(options: { readonly endsAt?: number } = {}) {
  let now = 0;
  let asked = 0;
  const claims = options.endsAt === undefined ? [] : [{ type: 'exp', value: String(options.endsAt / 1000) }];
  const check = createTokenCheck(
    {
      async authenticateRequest(_activity, authorization) {
        asked++;
        if (authorization === 'bad') throw new AuthenticationError('Unauthorized', 401);
        return { audience: '', claimsIdentity: new ClaimsIdentity(claims) };
      },
    },
    () => now,
  );
  return {
    check,
    asked: () => asked,
    wait(ms: number) {
      now += ms;
    },
  };
}

it('asks botbuilder once about the same token, channel and address', async () => {
  const { check, asked } = counting({ endsAt: 60 * minute });
  for (let press = 0; press < 10; press++) await check('Bearer a', { ...activity, id: String(press) });
  expect(asked()).toBe(1);
});

it.each([
  ['token', 'Bearer b', activity],
  ['channel', 'Bearer a', { ...activity, channelId: 'emulator' }],
  ['address', 'Bearer a', { ...activity, serviceUrl: 'https://smba.trafficmanager.net/amer/' }],
  ['address, or none', 'Bearer a', { type: 'invoke', channelId: 'msteams' }],
] as const)('asks again for another %s', async (_what, authorization, other) => {
  const { check, asked } = counting({ endsAt: 60 * minute });
  await check('Bearer a', activity);
  await check(authorization, other);
  expect(asked()).toBe(2);
});

it('asks again after five minutes', async () => {
  const { check, asked, wait } = counting({ endsAt: 60 * minute });
  await check('Bearer a', activity);
  wait(5 * minute - 1);
  await check('Bearer a', activity);
  expect(asked()).toBe(1);
  wait(1);
  await check('Bearer a', activity);
  expect(asked()).toBe(2);
});

it('believes no token past its end, although botbuilder lets clocks differ', async () => {
  const { check, asked, wait } = counting({ endsAt: minute });
  await check('Bearer a', activity);
  wait(minute);
  await check('Bearer a', activity);
  await check('Bearer a', activity);
  expect(asked()).toBe(3);
});

it('believes no token without an end', async () => {
  const { check, asked } = counting();
  await check('Bearer a', activity);
  await check('Bearer a', activity);
  expect(asked()).toBe(2);
});

it('asks again about what was refused, and refuses as botbuilder does', async () => {
  const { check, asked } = counting({ endsAt: 60 * minute });
  await expect(check('bad', activity)).rejects.toBeInstanceOf(AuthenticationError);
  await expect(check('bad', activity)).rejects.toBeInstanceOf(AuthenticationError);
  expect(asked()).toBe(2);
});
