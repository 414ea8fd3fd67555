import { generateKeyPairSync, sign } from 'node:crypto';

/** Made once: an RSA key takes a while. */
const pairs: ReturnType<typeof makePair>[] = [];
const makePair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * A certificate with its private key as PEM, in one text, as an administrator would make it for an application.
 * @param which another number is another key pair
 */
export function selfSigned({ which = 0, until = '20990101000000Z' } = {}): {
  readonly pem: string;
  readonly key: string;
} {
  pairs[which] ??= makePair();
  const { privateKey, publicKey } = pairs[which];
  const algorithm = sequence(objectId('2a864886f70d01010b'), der(0x05));
  const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from('Rondetafel')))));
  const validity = sequence(der(0x18, Buffer.from('20200101000000Z')), der(0x18, Buffer.from(until)));
  const subject = publicKey.export({ type: 'spki', format: 'der' });
  const version = der(0xa0, der(0x02, Buffer.of(2)));
  const serial = der(0x02, Buffer.of(which + 1));
  const body = sequence(version, serial, algorithm, name, validity, name, subject);
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const certificate = sequence(body, algorithm, signature).toString('base64');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const lines = certificate.match(/.{1,64}/g)?.join('\n') ?? '';
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n${key}`, key };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}
const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
