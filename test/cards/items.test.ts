import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/cards/inputs.ts';
import { risksOf } from '../../src/domain/action-defaults.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import { findItem, itemsOf } from '../../src/domain/editable-fields.ts';
import type { PersonRef } from '../../src/domain/values.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import {
  buttonOf,
  buttonsOf,
  choicesOf,
  type Element,
  element,
  inputOf,
  inputsOf,
  linesOf,
  noticesOf,
  textOf,
  verbsOf,
} from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull, inPhase, now, person, type Scene, smallest, token, withConference } from './states.ts';
import { formView } from './views.ts';

const chair = person(1);
const show = (
  form: 'items' | 'editItem',
  scene: Scene,
  viewer: string,
  more: Parameters<typeof formView>[2] = {},
): unknown => renderer.render(formView(scene, form, { state: scene.state, viewer, ...more }));

const actions = inPhase(casusX(), 'actions');

describe('what was recorded', () => {
  it('is listed with its number and the organisation that said it', () => {
    const lines = linesOf(show('items', actions, person(2)));
    expect(lines).toContain('R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt · Politie');
    expect(lines).toContain('F1 Middelengebruik, omvang onbekend · GGZ');
    expect(lines.filter(line => /^[RFA]\d/.test(line))).toHaveLength(10);
  });

  it('is of this conference only', () => {
    const { state } = inFull();
    const earlier = itemsOf(state).filter(item => item.conference === 'c0');
    const lines = linesOf(show('items', inFull(), person(2)));
    expect(earlier.length).toBeGreaterThan(0);
    for (const { id } of earlier) expect(lines.filter(line => line.startsWith(`${id} `))).toEqual([]);
  });

  it('can be mended or withdrawn by whoever said it, while the step lasts', () => {
    expect(choicesOf(show('items', inPhase(casusX(), 'risks.rate'), person(2)), 'item').map(one => one.value)).toEqual([
      'R1',
      'A3',
    ]);
    expect(choicesOf(show('items', actions, person(2)), 'item').map(one => one.value)).toEqual(['A3']);
    expect(inputsOf(show('items', inPhase(casusX(), 'closing'), person(2)))).toEqual([]);
  });

  it('can be mended by the chair at any time', () => {
    const all = itemsOf(actions.state).map(item => item.id);
    expect(choicesOf(show('items', inPhase(casusX(), 'closing'), chair), 'item').map(one => one.value)).toEqual(all);
  });

  it('asks once more before something is withdrawn', () => {
    const card = show('items', actions, chair);
    expect(element(card, 'withdraw')?.isVisible).toBe(false);
    expect(verbsOf(element(card, 'withdraw'))).toEqual(['item.withdraw']);
    const data = { ...(buttonOf(card, 'form.show').data as Record<string, string>), item: 'F2' };
    expect(readRequest('form.show', data)).toEqual({ kind: 'showForm', form: 'editItem', item: 'F2' });
  });

  it('says so when there is nothing yet', () => {
    expect(textOf(show('items', smallest(), chair))).toContain('In dit overleg is nog niets vastgelegd.');
    expect(inputsOf(show('items', smallest(), chair))).toEqual([]);
  });
});

/** What a client sends when somebody presses without changing anything. */
function untouched(card: unknown): Record<string, string> {
  const data = buttonOf(card, 'item.edit').data as Record<string, string>;
  const inputs = inputsOf(card).flatMap(({ id, value }) => (value === undefined ? [] : [[id, String(value)]]));
  return { ...Object.fromEntries(inputs), ...data };
}

/** The same case with people called as they are at the table, and actions on the risks of their factors, as deciding makes them. */
function asDecided(scene: Scene): Scene {
  const { state } = scene;
  const attendees = state.conferences.at(-1)?.attendees ?? [];
  const seated = <Person extends PersonRef | undefined>(someone: Person) => {
    const found = attendees.find(attendee => attendee.person === someone?.person);
    return found === undefined ? someone : { person: found.person, name: found.name, organisation: found.organisation };
  };
  const actions = state.actions.map(action => ({
    ...action,
    owner: seated(action.owner) ?? action.owner,
    risks: risksOf(state, action.factors),
    ...(action.reportTo && { reportTo: seated(action.reportTo) }),
  }));
  const scenarios = state.scenarios.map(scenario => ({ ...scenario, who: seated(scenario.who) }));
  return { ...scene, state: { ...state, actions, scenarios } as CaseState };
}

function byChair({ members, state }: Scene): DecisionContext {
  return {
    now,
    today: '2026-11-21',
    actor: { person: chair, name: 'Procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
    members: [...members, ...(state.conferences.at(-1)?.attendees ?? [])],
    conference: 'c1',
    approaches: usualApproaches,
    calendar: publicHolidaysOnly,
    processDirectors: [],
  };
}

const everyItem = [casusX(), inFull()]
  .map(asDecided)
  .flatMap(scene => itemsOf(scene.state).map(({ id }) => ({ name: scene.name, scene, id })));

describe('mending an item', () => {
  it.each(everyItem)('$id of $name changes nothing when nothing was changed', ({ scene, id }) => {
    const request = readRequest('item.edit', untouched(show('editItem', scene, chair, { item: id })));
    if (request.kind !== 'command') throw new Error(JSON.stringify(request));
    expect(request.command).toMatchObject({ verb: 'item.edit', item: id });
    expect(decide(scene.state, request.command, byChair(scene))).toMatchObject({ kind: 'accepted', events: [] });
  });

  it.each([
    ['R1', 'what', 'Brandstichting'],
    ['R1', 'mark', 'judgement'],
    ['F2', 'kind', 'static'],
    ['F2', 'assessable', 'no'],
    ['A2', 'dueTime', '09:15'],
    ['A2', 'owner', person(3)],
    ['A2', 'intensity', 'intensive'],
    ['S1', 'response', 'Direct langsgaan'],
    ['P1', 'name', 'oudste kind'],
  ])('%s changes in its %s only, when that was changed', (id, input, value) => {
    const scene = asDecided(id === 'F2' ? casusX() : inFull());
    const ranked = withConference(scene, { topThree: { factors: [] } });
    const sent = { ...untouched(show('editItem', ranked, chair, { item: id })), [input]: value };
    const request = readRequest('item.edit', sent);
    if (request.kind !== 'command') throw new Error(JSON.stringify(request));
    const decision = decide(ranked.state, request.command, byChair(ranked));
    const edited = decision.kind === 'accepted' ? decision.events.find(event => event.type === 'ItemEdited') : decision;
    const field = input === 'dueTime' ? 'due' : input;
    expect(Object.keys((edited as { changes: object }).changes)).toEqual([field]);
  });

  it('lets a term that nobody chose follow the day', () => {
    const scene = asDecided(casusX());
    const card = show('editItem', scene, chair, { item: 'A1' });
    expect(inputOf(card, 'horizon').value).toBeUndefined();
    const request = readRequest('item.edit', { ...untouched(card), due: '2027-06-01' });
    if (request.kind !== 'command') throw new Error(JSON.stringify(request));
    const decision = decide(scene.state, request.command, byChair(scene));
    const changes = { due: '2027-06-01', horizon: 'long' };
    expect(decision).toMatchObject({ kind: 'accepted', events: [{ type: 'ItemEdited', item: 'A1', changes }] });
  });

  it.each([
    ['R1', ['what']],
    ['F2', ['what', 'kind']],
    ['A1', ['what', 'owner', 'ownerOther', 'due', 'dueTime']],
    ['S1', ['signals', 'who', 'whoOther', 'response']],
    ['P1', ['name']],
  ])('%s has in front what it cannot do without, and the rest behind a button', (id, front) => {
    const card = show('editItem', inFull(), chair, { item: id });
    const behind = new Set(inputsOf(element(card, 'rest')).map(input => input.id));
    expect(inputsOf(card).flatMap(input => (behind.has(input.id) ? [] : [input.id]))).toEqual(front);
    expect(element(card, 'rest')?.isVisible ?? false).toBe(false);
  });

  it('keeps an owner who has left the chat among the choices', () => {
    const action = findItem(actions.state, 'A1');
    if (action === undefined || !('owner' in action)) throw new Error('A1 is an action');
    const gone = { ...action, owner: { person: person(77), name: 'Vorige behandelaar', organisation: 'GGZ' } };
    const scene = { ...actions, state: { ...actions.state, actions: [gone] } };
    const card = show('editItem', scene, chair, { item: 'A1' });
    expect(choicesOf(card, 'owner')[0]).toEqual({ title: 'Vorige behandelaar · GGZ', value: person(77) });
    const outside = { ...gone, owner: { name: 'begeleider', organisation: 'Woningcorporatie' } };
    const other = show('editItem', { ...scene, state: { ...scene.state, actions: [outside] } }, chair, { item: 'A1' });
    expect(inputOf(other, 'owner').value).toBe('other');
    expect(inputOf(other, 'ownerOther').value).toBe('begeleider, Woningcorporatie');
  });

  it('shows again what was sent when it was refused, with the rest open', () => {
    const values = { item: 'F2', what: 'Geen werk', domain: 'nowhere' };
    const refusals = [{ code: 'notOffered', item: 'domain' }] as const;
    const card = show('editItem', actions, chair, { item: 'F2', values, refusals });
    expect(inputOf(card, 'what').value).toBe('Geen werk');
    expect(element(card, 'rest')?.isVisible).toBe(true);
    expect(noticesOf(card)).toEqual(['notice:refusal:notOffered:domain']);
  });

  it('can withdraw it after being asked once more', () => {
    const card = show('editItem', actions, chair, { item: 'F2' });
    expect(element(card, 'withdraw')?.isVisible).toBe(false);
    const [button] = buttonsOf(element(card, 'withdraw')) as readonly [Element];
    expect(button.data).toEqual({ token, verb: 'item.withdraw', item: 'F2' });
    expect(button.associatedInputs).toBe('none');
  });

  it('says why not to whoever may not, and shows no form', () => {
    const others = show('editItem', actions, person(2), { item: 'F2' });
    expect(noticesOf(others)).toEqual(['notice:refusal:notYours:item']);
    expect(inputsOf(others)).toEqual([]);
    const over = show('editItem', inPhase(casusX(), 'closing'), person(2), { item: 'A3' });
    expect(noticesOf(over)).toEqual(['notice:refusal:stepIsOver:item']);
    expect(verbsOf(over)).toEqual(['form.show', 'board.show']);
  });

  it('says so when it is gone', () => {
    const card = show('editItem', actions, chair, { item: 'F99' });
    expect(textOf(card)).toContain('Dit staat er niet meer.');
    expect(inputsOf(card)).toEqual([]);
  });
});
