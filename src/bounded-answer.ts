/**
 * The body of an answer, as bytes, as long as it isn't larger than that.
 * @throws RangeError when it is; the rest isn't read
 */
export async function boundedBytes(response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxBytes) throw new RangeError('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The same as text. */
export async function boundedText(response: Response, maxBytes: number): Promise<string> {
  return (await boundedBytes(response, maxBytes)).toString('utf8');
}
