import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

describe('metrics', () => {
  it('are text that Prometheus reads: help, type and a line per series', async () => {
    const metrics = createMetrics();
    metrics.count('rondetafel_appends_total', { outcome: 'appended' });
    metrics.count('rondetafel_appends_total', { outcome: 'appended' });
    metrics.count('rondetafel_appends_total', { outcome: 'conflict' });
    metrics.observe('rondetafel_append_seconds', 0.2);
    metrics.observe('rondetafel_append_seconds', 20);
    metrics.gauge('rondetafel_ready', () => ({ value: 1 }));
    const lines = (await metrics.render()).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      '# HELP rondetafel_ready 1 when it takes requests and its database answers',
      '# TYPE rondetafel_ready gauge',
      'rondetafel_ready 1',
      '# HELP rondetafel_appends_total what came of writing events',
      '# TYPE rondetafel_appends_total counter',
      'rondetafel_appends_total{outcome="appended"} 2',
    ]);
    expect(lines).toContain('rondetafel_append_seconds_bucket{le="0.1"} 0');
    expect(lines).toContain('rondetafel_append_seconds_bucket{le="0.25"} 1');
    expect(lines).toContain('rondetafel_append_seconds_bucket{le="+Inf"} 2');
    expect(lines).toContain('rondetafel_append_seconds_sum 20.2');
    expect(lines.at(-1)).toBe('');
  });

  it('leave a reading out that fails, and tell the rest', async () => {
    const metrics = createMetrics();
    metrics.gauge('rondetafel_queue_effects', () => Promise.reject(new Error('database away')));
    metrics.count('rondetafel_log_lines_total', { level: 'info', event: 'started' });
    const text = await metrics.render();
    expect(text).toContain('# TYPE rondetafel_queue_effects gauge\n# HELP');
    expect(text).toContain('rondetafel_log_lines_total{level="info",event="started"} 1');
  });

  it('take codes only: what is in a label ends no line, and not more series than there are codes', async () => {
    const metrics = createMetrics();
    metrics.count('rondetafel_log_lines_total', { event: 'a"} 9\nrondetafel_ready 7' });
    for (let at = 0; at < 1_000; at++) metrics.count('rondetafel_log_lines_total', { event: `e${at}` });
    const lines = (await metrics.render()).trim().split('\n');
    expect(lines[2]).toBe('rondetafel_log_lines_total{event="a___9_rondetafel_ready_7"} 1');
    expect(lines.length).toBeLessThan(310);
    expect(lines.at(-1)).toBe('rondetafel_log_lines_total{event="other"} 701');
  });
});
