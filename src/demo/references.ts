/** The day of play in the house's own time zone, as `YYYY-MM-DD`. */
export function today(at: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' }).format(at);
}

/** `day` plus a number of days, as `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/**
 * Replaces what a case file can't know beforehand: `$today+14` by that day, and `$R1`, `$F2`, `$A3`, `$P1` by the id of the
 * first risk, second factor and so on (the bot numbers them per case, in order).
 */
export function resolveReferences(text: string, day: string): string {
  return text
    .replace(/\$today(?:([+-])(\d+))?/g, (_, sign: string | undefined, days: string | undefined) =>
      daysAfter(day, Number(days ?? 0) * (sign === '-' ? -1 : 1)),
    )
    .replace(/\$([RFASWP]\d+)\b/g, '$1');
}
