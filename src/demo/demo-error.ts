/** Something that has to be there and isn't; said in plain words, without a stack. */
export class DemoError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DemoError';
  }
}
