import { randomUUID } from 'node:crypto';
import type { Ids } from './ports/ids.ts';
import { randomBytes } from './random.ts';

/** 192 bits in 32 characters that need no escaping anywhere. */
const tokenBytes = 24;

export const randomIds: Ids = {
  newId: () => randomUUID(),
  newToken: () => randomBytes(tokenBytes).toString('base64url'),
};
