/** What a theme can change; the slowest of all rules. */
export const colourRules = { type: 'rule', values: ['color-contrast'], without: [] } as const;

/** What axe-core is asked about every card besides: WCAG 2.0 to 2.2, levels A and AA, and its own advice. */
export const checkedRules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  without: colourRules.values,
} as const;

interface LeftOut {
  readonly rule: string;
  /** Only where the element looks like this. */
  readonly where: RegExp;
  readonly reason: string;
}

/** What fails and isn't about anything that we write; nothing else is left out. */
export const notOurs: readonly LeftOut[] = [
  {
    rule: 'target-size',
    where: /^<input [^>]*type="(radio|checkbox)"/,
    reason:
      'How large the round or the box of a choice is drawn is up to the client; its words can be pressed as well.',
  },
  {
    rule: 'color-contrast',
    where: /color: rgb\(249, 82, 107\).*contrast of 4\.4\d .*background color: #292929/s,
    reason: 'The attention colour of the dark theme of Teams, as we copied it, is a hair under 4.5:1 on its own card.',
  },
];

export function isOurs(rule: string, place: string): boolean {
  return !notOurs.some(one => one.rule === rule && one.where.test(place));
}
