/** Resolves after that many milliseconds, or at once when the signal says so. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const pauseForReal: Pause = (ms, signal) =>
  new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
