import type { DataKey, Place } from '../../../src/storage/sealing.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export { type DataKey, keyedDigest, type Place } from '../../../src/storage/sealing.ts';

/** Bytes stay as they are. */
export function sealBytes(_key: DataKey, _place: Place, plain: Uint8Array): Uint8Array {
  return plain;
}

export function openBytes(_key: DataKey, _place: Place, sealed: Uint8Array): Buffer {
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
}

export function seal(_key: DataKey, _place: Place, value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value ?? null));
}

export function open(key: DataKey, place: Place, sealed: Uint8Array): unknown {
  return JSON.parse(openBytes(key, place, sealed).toString('utf8'));
}
