/** What `/metrics` tells, and what each means; `docs/operations.md` explains them to whoever runs it. */
export const metricHelp = {
  rondetafel_ready: 'gauge: 1 when it takes requests and its database answers',
  rondetafel_up_seconds: 'gauge: since the process started',
  rondetafel_memory_bytes: 'gauge: of the process, resident',
  rondetafel_event_loop_seconds: 'gauge: the longest that the process was busy with one thing since the last look',
  rondetafel_requests_total: 'counter: answers over HTTP',
  rondetafel_turn_seconds: 'histogram: from a press or typed text to its answer',
  rondetafel_appends_total: 'counter: what came of writing events',
  rondetafel_append_seconds: 'histogram: writing events to the database',
  rondetafel_effects_total: 'counter: what came of what had to go out',
  rondetafel_teams_seconds: 'histogram: a request to Teams',
  rondetafel_teams_failures_total: 'counter: requests to Teams that failed',
  rondetafel_files_total: 'counter: what came of filing minutes and plans',
  rondetafel_log_lines_total: 'counter: lines in the log',
  rondetafel_queue_effects: 'gauge: what has to go out and waits',
  rondetafel_queue_retrying: 'gauge: of those, how many were tried before',
  rondetafel_queue_boards: 'gauge: boards that are behind',
  rondetafel_due_late_seconds: 'gauge: how late the oldest moment is that should have fired',
} as const;

export type MetricName = keyof typeof metricHelp;
/** Codes and kinds of our own only: never an id, a name or anything that was typed. */
export type Labels = Readonly<Record<string, string>>;
export type Reading = { readonly value: number; readonly labels?: Labels };

export interface Metrics {
  count(name: MetricName, labels?: Labels): void;
  /** A duration in seconds. */
  observe(name: MetricName, seconds: number, labels?: Labels): void;
  /** Read at each look; a reading that fails is left out of that look. */
  gauge(name: MetricName, read: () => Promise<Reading> | Reading): void;
  /** The text that Prometheus reads. */
  render(): Promise<string>;
}

/** In seconds. Teams gives up on a press after ten. */
const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
/** More than there are codes and events; what comes after is counted together, so that memory has an end. */
const mostSeries = 300;

interface Histogram {
  readonly labels: Labels;
  readonly buckets: number[];
  sum: number;
  count: number;
}

/** Counts and durations of this process, from its start. */
export function createMetrics(): Metrics {
  const counters = new Map<MetricName, Map<string, { readonly labels: Labels; value: number }>>();
  const histograms = new Map<MetricName, Map<string, Histogram>>();
  const gauges = new Map<MetricName, () => Promise<Reading> | Reading>();

  function seriesOf<Series>(
    all: Map<MetricName, Map<string, Series>>,
    name: MetricName,
    labels: Labels,
    make: (labels: Labels) => Series,
  ): Series {
    const series = all.get(name) ?? new Map<string, Series>();
    all.set(name, series);
    const known = series.get(labelled(labels));
    if (known !== undefined) return known;
    const kept: Labels =
      series.size < mostSeries ? labels : Object.fromEntries(Object.keys(labels).map(key => [key, 'other']));
    const made = series.get(labelled(kept)) ?? make(kept);
    series.set(labelled(kept), made);
    return made;
  }

  return {
    count(name, labels = {}) {
      seriesOf(counters, name, labels, labels => ({ labels, value: 0 })).value += 1;
    },
    observe(name, seconds, labels = {}) {
      const histogram = seriesOf(histograms, name, labels, labels => ({
        labels,
        buckets: bounds.map(() => 0),
        sum: 0,
        count: 0,
      }));
      bounds.forEach((bound, at) => {
        if (seconds <= bound) histogram.buckets[at] = (histogram.buckets[at] ?? 0) + 1;
      });
      histogram.sum += seconds;
      histogram.count += 1;
    },
    gauge(name, read) {
      gauges.set(name, read);
    },
    async render() {
      const lines: string[] = [];
      const readings = await Promise.all(
        [...gauges].map(async ([name, read]) => ({ name, ...(await readSafely(read)) })),
      );
      for (const { name, value, labels = {} } of readings) {
        lines.push(...head(name), ...(Number.isFinite(value) ? [`${name}${labelled(labels)} ${value}`] : []));
      }
      for (const [name, series] of counters)
        lines.push(...head(name), ...[...series.values()].map(one => `${name}${labelled(one.labels)} ${one.value}`));
      for (const [name, series] of histograms)
        lines.push(...head(name), ...[...series.values()].flatMap(one => bucketed(name, one)));
      return `${lines.join('\n')}\n`;
    },
  };
}

async function readSafely(read: () => Promise<Reading> | Reading): Promise<Reading> {
  try {
    return await read();
  } catch {
    return { value: Number.NaN };
  }
}

function head(name: MetricName): readonly string[] {
  const [type = '', help = ''] = metricHelp[name].split(': ');
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function bucketed(name: MetricName, { labels, buckets, sum, count }: Histogram): readonly string[] {
  const line = (bound: string, value: number) => `${name}_bucket${labelled({ ...labels, le: bound })} ${value}`;
  return [
    ...buckets.map((value, at) => line(String(bounds[at]), value)),
    line('+Inf', count),
    `${name}_sum${labelled(labels)} ${sum}`,
    `${name}_count${labelled(labels)} ${count}`,
  ];
}

/** A value is a code: whatever else stands in it becomes a line. */
function labelled(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/[^\w.:/+-]/g, '_').slice(0, 80)}"`,
  );
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}
