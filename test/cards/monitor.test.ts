import { describe, expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import type { MonitorScore } from '../../src/domain/answers.ts';
import { type LifeDomain, lifeDomains, type MonitorLevel } from '../../src/domain/values.ts';
import { by, idOf, janna, shown, withCase } from './janna.ts';
import { buttonsOf, choicesOf, element, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { casusX, type Scene } from './states.ts';

const ids = (card: unknown) => inputsOf(card).map(input => String(input.id));
const levels = (card: unknown) => ids(card).filter(id => id.startsWith('level:'));

function level(domain: LifeDomain, now: MonitorLevel, conference = 'c0', note?: string): MonitorScore {
  return { domain, level: now, by: by('veiligthuis'), conference, ...(note !== undefined && { note }) };
}
const scoredBefore = (...monitor: MonitorScore[]) => withCase(janna('monitor'), { monitor });
const inAnalysis = (scene: Scene) => withCase(scene, { processPhase: 'analysis' });
/** Buttons that open the form for a factor, by the domain it's about. */
const offers = (card: unknown) =>
  buttonsOf(card)
    .filter(button => button.verb === 'form.show')
    .map(button => button.data as { form: string; item: string });

describe('the monitor in the analysis', () => {
  it('asks all twelve domains in the order of the monitor, five levels each, none required', () => {
    const card = shown(inAnalysis(janna('monitor')), 'monitor');
    expect(levels(card)).toEqual(lifeDomains.map(domain => `level:${domain}`));
    expect(choicesOf(card, 'level:housing').map(one => one.value)).toEqual([
      'acute',
      'notAble',
      'limited',
      'sufficient',
      'full',
    ]);
    expect(inputsOf(card).filter(input => input.isRequired === true)).toEqual([]);
    expect(verbsOf(card)).toEqual(['monitor.score', 'step.next']);
  });

  it('fills in where each stands, also from an earlier conference, and keeps notes behind a button', () => {
    const card = shown(inAnalysis(scoredBefore(level('housing', 'limited', 'c0', 'van de vorige keer'))), 'monitor');
    expect(inputOf(card, 'level:housing').value).toBe('limited');
    expect(inputOf(card, 'note:housing')).toMatchObject({
      isVisible: false,
      label: 'Waarom? (Huisvesting, hoeft niet)',
    });
    expect(JSON.stringify(card)).not.toContain('van de vorige keer');
  });

  it('asks all twelve as long as nothing is known, in any phase', () => {
    expect(levels(shown(janna('monitor'), 'monitor'))).toHaveLength(12);
  });
});

describe('the monitor elsewhere', () => {
  const scene = scoredBefore(level('identity', 'full'), level('housing', 'limited'), level('finances', 'acute'));
  const card = shown(scene, 'monitor');

  it('asks what changed: what was scored before, the lowest first, and the others behind a button', () => {
    expect(levels(card).slice(0, 3)).toEqual(['level:finances', 'level:housing', 'level:identity']);
    expect(textOf(card)).toContain('Kies alleen wat er veranderd is.');
    const others = element(card, 'others');
    expect(others?.isVisible).toBe(false);
    expect(levels(others)).toHaveLength(9);
  });

  it('shows the level of before without filling it in, because what is filled in is recorded', () => {
    expect(inputOf(card, 'level:housing')).toMatchObject({ placeholder: 'Nu: Beperkt zelfredzaam' });
    expect(inputOf(card, 'level:housing').value).toBeUndefined();
    expect(inputOf(card, 'note:housing').label).toBe('Wat is er veranderd? (Huisvesting)');
  });

  it('fills in what was scored in this conference, with its note in sight', () => {
    const now = shown(scoredBefore(level('housing', 'limited', 'c1', 'Huur is opgezegd')), 'monitor');
    expect(inputOf(now, 'level:housing').value).toBe('limited');
    expect(inputOf(now, 'note:housing')).toMatchObject({ value: 'Huur is opgezegd', isVisible: true });
  });

  it('keeps in sight what somebody just filled in', () => {
    const values = { 'level:useOfTime': 'nonsense' };
    const refused = shown(scene, 'monitor', { viewer: idOf('wijkagent'), values });
    expect(levels(element(refused, 'others'))).not.toContain('level:useOfTime');
    expect(levels(refused)).toContain('level:useOfTime');
  });
});

it('keeps the trend: what each conference gave, the last three', () => {
  const scene = scoredBefore(
    level('housing', 'limited'),
    level('housing', 'acute', 'c1'),
    level('housing', 'sufficient', 'c1'),
  );
  expect(inputOf(shown(scene, 'monitor'), 'level:housing').label).toBe('Huisvesting · beperkt → voldoende');
});

describe('a low domain', () => {
  const scene = scoredBefore(
    level('housing', 'acute', 'c1'),
    level('finances', 'notAble', 'c1'),
    level('identity', 'limited', 'c1'),
    level('useOfTime', 'acute', 'c0'),
  );

  it('may become a factor in one press', () => {
    const card = shown(scene, 'monitor', { viewer: idOf('wijkagent') });
    expect(offers(card)).toEqual([
      expect.objectContaining({ form: 'raiseFactor', item: 'housing' }),
      expect.objectContaining({ form: 'raiseFactor', item: 'finances' }),
    ]);
    expect(linesOf(card)).toContain('Laag, en nog geen factor. Maak er een factor van:');
  });

  it('is not offered any more once a factor speaks of it', () => {
    const factors = casusX().state.factors.map(factor => ({ ...factor, domain: 'housing' as const }));
    expect(offers(shown(withCase(scene, { factors }), 'monitor')).map(one => one.item)).toEqual(['finances']);
  });

  it('is offered with two others at most, the rest in its turn', () => {
    const all = withCase(janna('monitor'), { monitor: lifeDomains.map(domain => level(domain, 'acute', 'c1')) });
    expect(offers(shown(all, 'monitor'))).toHaveLength(3);
  });
});

it('fits with all twelve scored, noted and refused, in both languages', () => {
  const note = 'x'.repeat(1000);
  const monitor = lifeDomains.flatMap(domain => [level(domain, 'limited'), level(domain, 'acute', 'c1', note)]);
  const values = Object.fromEntries(
    lifeDomains.flatMap(one => [
      [`level:${one}`, 'acute'],
      [`note:${one}`, note],
    ]),
  );
  for (const language of languages)
    for (const more of [{}, { viewer: idOf('procesregisseur'), values }])
      expect(
        bytesOf(shown(withCase(janna('monitor'), { monitor }), 'monitor', { language, ...more })),
      ).toBeLessThanOrEqual(maxCardBytes);
});
