/** Where progress is shown: standard error, so that what a tool says on standard output can be piped. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** To be called as often as one likes. */
  update(done: number, total: number): void;
  /** Leaves a terminal on a fresh line. */
  end(): void;
}

/** Between two plain lines. */
const plainMs = 5_000;
/** Between two changes of a line in a terminal. */
const terminalMs = 100;

/**
 * A line that counts: in a terminal one that is written over, with the time that is left; elsewhere a plain line at the start, every
 * five seconds, and at the end.
 * @param now milliseconds that only go forward
 */
export function createProgress(
  what: string,
  screen: ProgressScreen = process.stderr,
  now = () => performance.now(),
): Progress {
  const terminal = screen.isTTY === true;
  const began = now();
  let shown: number | undefined;
  return {
    update(done, total) {
      const due = shown === undefined || now() - shown >= (terminal ? terminalMs : plainMs);
      if (!due && done < total) return;
      shown = now();
      const line = `${what}: ${done} of ${total}${timeLeft(done, total, now() - began)}`;
      screen.write(terminal ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end() {
      if (terminal && shown !== undefined) screen.write('\n');
    },
  };
}

function timeLeft(done: number, total: number, passedMs: number): string {
  if (done === 0 || done >= total) return '';
  const seconds = Math.ceil(((passedMs / done) * (total - done)) / 1_000);
  return seconds < 60 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`;
}
