import { describe, expect, it } from 'vitest';
import type { FormName } from '../../src/ports/form-tokens.ts';
import type { Mention } from '../../src/teams/parse-typed.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';
import { buttonsOf, verbsOf } from '../cards/read-card.ts';
import { renderer } from '../cards/renderer.ts';
import { inFull } from '../cards/states.ts';
import { formsOf, formView, otherViews } from '../cards/views.ts';

// Each button of ours can be reached by typing, for whoever uses a keyboard, speaks to their phone, or has a client that draws no card.

interface Twin {
  /** Typed in the chat, or in one's own; Dutch and English. */
  readonly words: readonly string[];
  /** They do what the button does. */
  readonly does?: true;
  /** They bring this form, on which it stands; further forms are opened from each other. */
  readonly forms?: readonly FormName[];
  /** Why there's no more than that. */
  readonly because?: string;
}

const moving = ['volgende', 'next'];
const revealing = ['toon', 'reveal'];
const more = ['meer', 'more'];
const ownActions = ['mijn acties', 'my actions'];
const signalling = ['signaal ZVH-2026-014', 'signal ZVH-2026-014'];

const twins: Readonly<Record<string, Twin>> = {
  'conference.open': { words: ['start ZVH-2026-014 Top X'], does: true },
  'conference.join': {
    words: ['risico: brand', 'risk: fire'],
    because: 'Who has not joined is asked for the organisation on the form that any typed item brings.',
  },
  'conference.setGoal': { words: ['start ZVH-2026-014 Top X'], forms: ['opening'] },
  'conference.setCaseDirector': { words: more, forms: ['more', 'roles'] },
  'conference.setNoteTaker': { words: ['notulist @wie', 'note-taker @who'], does: true },
  'conference.setChair': { words: ['voorzitter @wie', 'chair @who'], does: true },
  'conference.setUrgent': { words: ['spoed', 'urgent'], does: true },
  'conference.close': { words: ['sluiten', 'close'], does: true },
  'case.setConsiderations': { words: more, forms: ['more', 'person'] },
  'case.setVoice': { words: more, forms: ['more', 'person'] },
  'case.setPhase': { words: more, forms: ['more', 'person'] },
  'case.setCarePhase': { words: more, forms: ['more', 'person'] },
  'case.setPreparer': { words: more, forms: ['more', 'roles'] },
  'case.close': { words: ['casus sluiten', 'close case'], forms: ['closeCase'] },
  'case.extendRetention': { words: ['casus sluiten', 'close case'], forms: ['closeCase'] },
  'subject.add': { words: moving, forms: ['scoreSafety'] },
  'action.review': { words: moving, forms: ['reviewActions'] },
  'safety.score': { words: ['P1 6'], does: true },
  'safety.agree': { words: revealing, forms: ['agreeSafety'] },
  'safety.scaleUp': { words: revealing, forms: ['agreeSafety'] },
  'safety.recordScores': { words: more, forms: ['more', 'showOfHands'] },
  'monitor.score': { words: moving, forms: ['monitor'] },
  'risk.raise': { words: ['risico: brand', 'risk: fire'], forms: ['raiseRisk'] },
  'risk.rate': { words: ['R1 hoog', 'R1 high'], does: true },
  'risk.agree': { words: revealing, forms: ['agreeRisks'] },
  'risk.recordRatings': { words: more, forms: ['more', 'showOfHands'] },
  'factor.raise': { words: ['factor: drinkt', 'protective: sister'], forms: ['raiseFactor'] },
  'factor.withoutAction': { words: moving, forms: ['chairActions'] },
  'hint.keep': { words: [], because: 'It says that nothing changes; leaving the card as it is does the same.' },
  'topThree.vote': { words: ['F1 F3'], does: true },
  'topThree.decide': { words: revealing, forms: ['decideTopThree'] },
  'topThree.recordVotes': { words: more, forms: ['more', 'showOfHands'] },
  'action.agree': { words: ['actie: bellen', 'action: call'], forms: ['agreeAction'] },
  'scenario.draft': { words: ['scenario: als A dan B', 'scenario: if A then B'], forms: ['draftScenario'] },
  'warning.override': { words: ['sluiten', 'close'], forms: ['close'] },
  'item.edit': { words: more, forms: ['more', 'items', 'editItem'] },
  'item.withdraw': { words: more, forms: ['more', 'items'] },
  'step.next': { words: moving, does: true },
  'step.back': { words: ['terug', 'back'], does: true },
  'step.reveal': { words: revealing, does: true },
  'step.again': { words: ['opnieuw', 'again'], does: true },
  'step.extend': { words: ['+5', 'vijf minuten', 'five minutes'], does: true },
  'step.open': { words: more, forms: ['more'] },
  'minutes.adopt': { words: ['vaststellen', 'adopt'], does: true },
  'minutes.correct': { words: ['verbeteren', 'correct'], forms: ['correctMinutes'] },
  'preparation.answer': { words: ['voorbereiding ZVH-2026-014', 'preparation ZVH-2026-014'], forms: ['beforehand'] },
  'signal.record': { words: signalling, forms: ['signal'] },
  'signal.startUrgent': { words: ['spoed ZVH-2026-014', 'urgent ZVH-2026-014'], does: true },
  'direction.record': { words: ['regie', 'direction'], forms: ['direction'] },
  'availability.set': { words: ['verlof', 'leave'], forms: ['availability'] },
  'reminder.done': { words: ownActions, forms: ['reminder'] },
  'reminder.missed': { words: ownActions, forms: ['reminder'] },
  'reminder.snooze': { words: ownActions, forms: ['reminder'] },
  'reminder.blocked': { words: ownActions, forms: ['reminder'] },
  'reminder.handOver': { words: ownActions, forms: ['reminder'] },
  'action.accept': {
    words: [],
    because: 'It is asked once, in the own chat of who has to answer; the chair asks again.',
  },
  'form.show': { words: more, forms: ['more'] },
  'board.show': { words: ['stand', 'board'], does: true },
  'reading.show': { words: ['vragen', 'questions', 'uitleg', 'explanation'], does: true },
  'summary.request': { words: ['samenvatting', 'summary'], does: true },
  'summary.post': {
    words: ['samenvatting', 'summary'],
    because: 'It puts in the chat what a machine worded and the chair has read: that takes the card that was read.',
  },
  'timeline.show': { words: ['tijdlijn Politie', 'timeline Politie'], does: true },
  'caseload.show': { words: ['caseload'], does: true },
  'wording.take': {
    words: ['risico: brand', 'risk: fire'],
    because: 'It opens the ordinary form with the proposal in it, which is the form that these words bring.',
  },
  'wording.drop': { words: [], because: 'It leaves out a proposal; a proposal that nobody takes is left out too.' },
};

const somebody: Mention = { text: '@wie', bot: false, person: '00000000-0000-4000-8000-000000000004' };

describe('typed twins', () => {
  const scene = inFull();
  const byForm = new Map(
    formsOf(scene).map(form => {
      const viewers = [{}, { viewer: scene.chair }, { viewer: scene.participant }];
      return [form, viewers.map(viewer => renderer.render(formView(scene, form, viewer)))] as const;
    }),
  );
  const cards = [...byForm.values()].flat().concat(otherViews(scene, 'nl').map(view => renderer.render(view)));

  it('are there for every button of every card, or a reason why not', () => {
    expect(cards.flatMap(verbsOf).filter(verb => twins[String(verb)] === undefined)).toEqual([]);
    for (const [verb, { does, forms, because }] of Object.entries(twins))
      expect([does, forms, because].filter(one => one !== undefined).length, verb).toBe(1);
  });

  it.each(Object.entries(twins))('%s: its words are understood', (_verb, { words }) => {
    for (const text of words) expect(parseTyped(text, [somebody]).kind, text).not.toBe('unknown');
  });

  it('bring a form with that button, in two presses at most', () => {
    const missing: string[] = [];
    for (const [verb, { forms = [] }] of Object.entries(twins)) {
      expect(forms.length, verb).toBeLessThanOrEqual(3);
      for (const [index, form] of forms.entries()) {
        const buttons = (byForm.get(form) ?? []).flatMap(buttonsOf);
        const next = forms[index + 1];
        const opened = buttons.map(({ data }) => (data as { form?: string }).form);
        const isThere = next === undefined ? buttons.some(button => button.verb === verb) : opened.includes(next);
        if (!isThere) missing.push(`${verb} on ${form}`);
      }
    }
    expect(missing.sort()).toEqual(asItComes);
  });
});

/** Not on that form in this scene: of a closed case, of an action that repeats, of another blind phase, of a step that isn't open yet. */
const asItComes: readonly string[] = [
  'case.extendRetention on closeCase',
  'reminder.missed on reminder',
  'safety.recordScores on showOfHands',
  'step.open on more',
  'topThree.recordVotes on showOfHands',
];
