import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** What processes use, read from the kernel; 0 where the machine doesn't tell. */
export interface Used {
  /** Milliseconds, user and system together. */
  readonly cpuMs: number;
  /** Resident, in MB. */
  readonly residentMb: number;
}

/** Of a second; Linux counts in these on every machine that it runs on here. */
const ticksPerSecond = 100;

export function usedBy(pids: readonly number[]): Used {
  const each = pids.map(usedByOne);
  return {
    cpuMs: each.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    residentMb: each.reduce((sum, { residentMb }) => sum + residentMb, 0),
  };
}

function usedByOne(pid: number): Used {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    // The name of a program stands in brackets and may hold spaces; fields are counted behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    return { cpuMs: (ticks * 1_000) / ticksPerSecond, residentMb: Number(kilobytes) / 1_024 };
  } catch {
    return { cpuMs: 0, residentMb: 0 };
  }
}

/** Of all processors together, since the machine started. */
export interface Processors {
  readonly busyMs: number;
  readonly allMs: number;
}

export function processors(): Processors {
  const each = cpus().map(({ times }) => times);
  const allMs = each.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { allMs, busyMs: allMs - each.reduce((sum, { idle }) => sum + idle, 0) };
}
