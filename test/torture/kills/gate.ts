/** Between the people and a bot that comes and goes. */
export interface Gate {
  /** The bot answers from here on, until `shut`. */
  open(): void;
  shut(): void;
  /** Nobody begins anything new; what was begun may be finished. */
  finish(): void;
  /** The bot won't come back. */
  end(): void;
  playing(): boolean;
  /** Resolves when it's open; with false when it ended. */
  up(): Promise<boolean>;
  /** Something is sent; to be called when its answer has come, or its end. */
  sending(verb: string): () => void;
  /** Resolves as soon as that verb is sent, or after that time. */
  sent(verb: string, orAfterMs: number): Promise<void>;
  inFlight(): number;
}

export function createGate(): Gate {
  let state: 'open' | 'shut' | 'ended' = 'shut';
  let isPlaying = true;
  let flying = 0;
  let waiting: (() => void)[] = [];
  let awaited: { readonly verb: string; readonly heard: () => void } | undefined;

  function change(to: typeof state): void {
    if (state !== 'ended') state = to;
    if (state === 'shut') return;
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  }

  return {
    open: () => change('open'),
    shut: () => change('shut'),
    finish: () => {
      isPlaying = false;
    },
    end: () => {
      isPlaying = false;
      change('ended');
    },
    playing: () => isPlaying,
    async up() {
      while (state === 'shut') await new Promise<void>(resolve => waiting.push(resolve));
      return state === 'open';
    },
    sending(verb) {
      flying += 1;
      if (awaited?.verb === verb) awaited.heard();
      return () => {
        flying -= 1;
      };
    },
    async sent(verb, orAfterMs) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>(resolve => {
        awaited = { verb, heard: resolve };
        timer = setTimeout(resolve, orAfterMs);
      });
      clearTimeout(timer);
      awaited = undefined;
    },
    inFlight: () => flying,
  };
}
