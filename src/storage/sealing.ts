import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { AdapterError } from '../ports/adapter-error.ts';
import { randomBytes } from '../random.ts';

/** 32 bytes for AES-256-GCM, with the id that says which key it is. */
export interface DataKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where a sealed value belongs. It's authenticated with the value, so a row that is moved or swapped doesn't open. */
export interface Place {
  readonly tenant: string;
  /** The case, or the house for what isn't about one case. */
  readonly scope: string;
  readonly kind: 'event' | 'answer' | 'profile' | 'overview' | 'access' | 'snapshot' | 'key';
  /** The version of an event or an overview, the activity of an answer, the person of a profile. */
  readonly position: string;
}

const algorithm = 'aes-256-gcm';
const authTagLength = 16;
const ivLength = 12;
/** First byte of every sealed value, so that another form can follow one day. */
const form = 1;

/** Making a key of bytes costs more than sealing a short text with it; it goes when the data key does. */
const keyObjects = new WeakMap<DataKey, KeyObject>();
function keyObjectOf(key: DataKey): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key.bytes);
  keyObjects.set(key, known);
  return known;
}

/** Layout: form (1 byte), iv (12), ciphertext, tag (16). A fresh iv each time: sealing the same twice gives different bytes. */
export function sealBytes(key: DataKey, place: Place, plain: Uint8Array): Uint8Array {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, keyObjectOf(key), iv, { authTagLength });
  cipher.setAAD(authenticated(key, place));
  return Buffer.concat([Buffer.of(form), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Rejects with `storage.damaged` when a single bit, the place or the key isn't the one it was sealed with. */
export function openBytes(key: DataKey, place: Place, sealed: Uint8Array): Buffer {
  try {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < 1 + ivLength + authTagLength || bytes[0] !== form) throw new Error('not a sealed value');
    const decipher = createDecipheriv(algorithm, keyObjectOf(key), bytes.subarray(1, 1 + ivLength), { authTagLength });
    decipher.setAAD(authenticated(key, place));
    decipher.setAuthTag(bytes.subarray(-authTagLength));
    return Buffer.concat([decipher.update(bytes.subarray(1 + ivLength, -authTagLength)), decipher.final()]);
  } catch (cause) {
    throw new AdapterError(`Storage: a sealed ${place.kind} does not open in its place`, {
      code: 'storage.damaged',
      cause,
    });
  }
}

export function seal(key: DataKey, place: Place, value: unknown): Uint8Array {
  return sealBytes(key, place, Buffer.from(JSON.stringify(value ?? null)));
}

export function open(key: DataKey, place: Place, sealed: Uint8Array): unknown {
  return JSON.parse(openBytes(key, place, sealed).toString('utf8'));
}

/** A digest that only who has the key can make or try out. */
export function keyedDigest(key: DataKey, ...parts: readonly string[]): string {
  return createHmac('sha256', keyObjectOf(key)).update(JSON.stringify(parts)).digest('base64url');
}

function authenticated(key: DataKey, place: Place): Buffer {
  return Buffer.from(JSON.stringify([form, place.tenant, place.scope, place.kind, place.position, key.id]));
}
