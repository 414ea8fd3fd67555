/** Who we are to a service of Microsoft. */
export interface TokenSource {
  /** A token that lasts for minutes still. Rejects with `AdapterError` `<area>.refused` or, retryable, `<area>.unavailable`. */
  token(): Promise<string>;
  /** The last one was refused: the next is a new one. */
  forget(): void;
}

export interface NewToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** A token is renewed this long before it ends. */
const marginMs = 300_000;

/** Keeps a token until shortly before it ends; whoever asks meanwhile waits for the same answer. */
export function keepToken(ask: () => Promise<NewToken>, now: () => number): TokenSource {
  let kept: NewToken | undefined;
  let asking: Promise<string> | undefined;

  async function renewed(): Promise<string> {
    kept = await ask();
    return kept.token;
  }

  return {
    async token() {
      if (kept !== undefined && kept.endsAt - marginMs > now()) return kept.token;
      asking ??= renewed().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget() {
      kept = undefined;
    },
  };
}
