import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { FormToken } from '../../src/ports/form-tokens.ts';
import { verbsUnderTest } from '../cards/verb-inputs.ts';
import { type MatrixHouse, type MatrixPress, openMatrixHouse, refusalsOn } from '../support/matrix-house.ts';
import { chats, code, otherCode, ownChat, personOf, type Role } from '../support/matrix-people.ts';
import { neighbours, type SceneName, sceneOf } from '../support/matrix-scenes.ts';
import { inMeeting, inOwnChat } from '../support/matrix-verbs.ts';
import { places } from '../support/verb-places.ts';

/**
 * A case is there for the participants of its conferences, its case director and the house's process directors; at its table for those
 * who are in the chat. For anybody else whatever they send is answered as what never was, to the letter, and leaves nothing.
 */

const own = new Set(['reminder', 'acceptAction', 'beforehand', 'signal', 'tellSignal', 'direction', 'closeCase']);
const isOwn = (verb: string) => verb === 'case.extendRetention' || own.has(places[verb]?.form ?? '');
const allVerbs = [...new Set(verbsUnderTest.map(({ verb }) => verb))].filter(verb => verb !== 'conference.open');
const shown = ['summary.request', 'board.show', 'reading.show', 'timeline.show', 'form.show:more', 'form.show:items'];
const onCardsOfTheChat = [...allVerbs.filter(verb => !isOwn(verb)), 'direction.record', 'case.close', ...shown];
const onWords = ['summary.post', 'wording.take', 'wording.drop'];
const onOwnCards = [...allVerbs.filter(isOwn), 'minutes.correct', 'timeline.show', 'caseload.show', ...onWords];

const plain = (verb: string) => verb.split(':')[0] ?? verb;

/** Presses, and the same without a card that ever was: by somebody of the table, in the same words. */
async function isUnknown(house: MatrixHouse, who: Role, verb: string, press: MatrixPress): Promise<void> {
  const before = house.traces();
  const answer = await house.press(who, plain(verb), press);
  const { token: _token, ...without } = press;
  const neverMade = await house.press('partner', plain(verb), { ...without, where: chats.meeting });
  expect(refusalsOn(neverMade), verb).toEqual(['unknown']);
  expect(answer, `${verb} by ${who}`).toEqual(neverMade);
  expect(house.traces(), `${verb} by ${who}`).toEqual(before);
}

/** One house for all verbs that are pressed at the same moment: nothing changes in it. */
async function eachIsUnknown(
  verbs: readonly string[],
  press: (
    verb: string,
  ) => readonly [Role, MatrixPress & { readonly scene: { readonly history: readonly EventBody[] } }],
): Promise<void> {
  const houses = new Map<string, MatrixHouse>();
  for (const verb of verbs) {
    const [who, { scene, ...pressed }] = press(verb);
    const key = JSON.stringify(scene.history);
    const house = houses.get(key) ?? (await openMatrixHouse(scene.history, neighbours));
    houses.set(key, house);
    await isUnknown(house, who, verb, pressed);
  }
  for (const house of houses.values()) await house.stop();
}

describe('a card of the meeting chat, with any verb, is unknown', () => {
  it.each<[string, Role, Conversation]>([
    ['a participant who was taken out of the chat', 'removed', chats.meeting],
    ['a participant of an earlier conference who is not in this chat', 'former', chats.meeting],
    ['a case director who is not in the chat', 'directorAway', chats.meeting],
    ['a process director of the house who is not in the chat', 'houseAway', chats.meeting],
    ['a participant of another case of the house', 'neighbour', chats.meeting],
    ['whoever has nothing to do with it any more', 'past', chats.meeting],
    ['a stranger', 'stranger', chats.meeting],
    ['its own chair in the chat of another case', 'chair', chats.other],
    ['a participant of another case in their own meeting chat', 'neighbour', chats.other],
    ['its own chair in their own chat', 'chair', ownChat('chair')],
    ['a participant in a chat of that id in another tenant', 'own', chats.foreign],
  ])('to %s', async (_name, who, where) => {
    await eachIsUnknown(onCardsOfTheChat, verb => [who, { ...inMeeting(verb), where }]);
  });

  it('to everybody but the person for whom it was made', async () => {
    for (const [who, of] of [
      ['own', 'chair'],
      ['chair', 'own'],
      ['notes', 'chair'],
      ['house', 'chair'],
    ] as const)
      await eachIsUnknown(onCardsOfTheChat, verb => {
        const { token, ...press } = inMeeting(verb);
        return [who, { ...press, token: { ...token, person: personOf(of) } }];
      });
  });

  it('once the minutes are filed, to somebody in the chat who never took part', async () => {
    await eachIsUnknown(onCardsOfTheChat, verb => ['member', inMeeting(verb, 'filed')]);
    const house = await openMatrixHouse(sceneOf('filed').history);
    const { scene: _scene, ...press } = inMeeting('summary.request', 'filed');
    expect(refusalsOn(await house.press('partner', 'summary.request', press))).toEqual([]);
    await house.stop();
  });
});

describe('a card of one’s own, with any verb, is unknown', () => {
  it.each<[string, Role]>([
    ['whoever has nothing to do with the case any more', 'past'],
    ['a participant of another case', 'neighbour'],
  ])('to %s', async (_name, who) => {
    await eachIsUnknown(onOwnCards, verb => [who, { ...inOwnChat(verb, who), where: ownChat(who) }]);
  });

  it('to everybody but the person for whom it was made, the chair and the process directors too', async () => {
    for (const who of ['chair', 'partner', 'houseAway', 'stranger'] as const)
      await eachIsUnknown(onOwnCards, verb => [who, { ...inOwnChat(verb, 'own'), where: ownChat(who) }]);
  });
});

it('a list of one’s own has no row any more of a case that is not there for them', async () => {
  const { history, conference } = sceneOf('between');
  const row = { form: 'myActions', person: personOf('neighbour'), item: 'list' } as const;
  const theirs = { ...row, case: otherCode, conference: 'n1', action: 'A1' };
  const rowsFor = async (events: readonly EventBody[]) => {
    const house = await openMatrixHouse(events, neighbours);
    await house.hold({ ...row, token: 'former', case: code, conference, action: 'A1' });
    const where = ownChat('neighbour');
    const list = await house.press('neighbour', 'reminder.done', { token: theirs, values: { action: 'A1' }, where });
    await house.stop();
    return [code, otherCode].filter(one => JSON.stringify(list).includes(one));
  };
  expect(await rowsFor(history)).toEqual([otherCode]);
  // While the action was theirs.
  const owned = JSON.parse(JSON.stringify(history).replaceAll(personOf('own'), personOf('neighbour')));
  expect(await rowsFor(owned)).toEqual([code, otherCode]);
});

describe('a card of one’s own takes what it is for', () => {
  const forms = [
    ...['reminder', 'acceptAction', 'beforehand', 'signal', 'tellSignal', 'direction', 'closeCase', 'correctMinutes'],
    ...['morning', 'myActions', 'preparationRow', 'timeline', 'availability'],
  ] as const;

  it.each(forms)('%s: no other verb is understood on it, and nothing else of the case comes through it', async form => {
    const { history, conference } = sceneOf('between');
    const house = await openMatrixHouse(history, neighbours);
    const about = { action: 'A1', item: 'G1' };
    const token = { form: form as FormToken['form'], person: personOf('own'), case: code, conference, ...about };
    const before = house.traces().events;
    const elsewhere = onCardsOfTheChat.filter(verb => !isOnForm(form, verb));
    for (const verb of [...elsewhere, 'conference.open']) {
      const { values } = inMeeting(verb);
      const card = await house.press('own', plain(verb), { token, values, where: ownChat('own') });
      expect(refusalsOn(card), verb).toEqual(['notUnderstood']);
      // Of what the table said nothing but the action and the signal that it's about; a correction chooses from all of it.
      if (form !== 'correctMinutes') expect(JSON.stringify(card), verb).not.toMatch(/Risico R1|Factor F1/);
    }
    expect(house.traces().events).toBe(before);
    await house.stop();
  });

  function isOnForm(form: string, verb: string): boolean {
    if (form === 'correctMinutes') return verb === 'minutes.correct';
    if (form === 'timeline') return verb === 'timeline.show';
    return places[verb]?.form === form;
  }
});

describe('what the data of a card says of case, conference, step, person and role', () => {
  /** Whatever a client may write beside its inputs. */
  const claims = {
    case: otherCode,
    caseCode: otherCode,
    conference: 'n1',
    conversation: chats.other.id,
    phase: 'closing',
    step: 'opening',
    form: 'board',
    tenant: 'abroad',
    person: personOf('chair'),
    actor: personOf('chair'),
    role: 'chair',
    item: 'R1',
    action: 'A1',
    signal: 'G1',
  };

  it.each(onCardsOfTheChat.filter(verb => !shown.includes(verb)))('changes nothing of %s', async verb => {
    const { scene, values, ...press } = inMeeting(verb);
    const outcomes: unknown[] = [];
    const inputs = new Set(verbsUnderTest.filter(one => one.verb === verb).flatMap(one => Object.keys(one.inputs)));
    const claimed = Object.fromEntries(Object.entries(claims).filter(([id]) => !inputs.has(id)));
    for (const said of [values, { ...claimed, ...values }]) {
      // The first that may, and somebody who may not.
      for (const who of ['chair', 'partner'] as const) {
        const house = await openMatrixHouse(scene.history, neighbours);
        const card = await house.press(who, verb, { ...press, values: said });
        expect(house.record(otherCode)).toEqual(neighbours);
        outcomes.push([refusalsOn(card), house.record().slice(scene.history.length)]);
        await house.stop();
      }
    }
    // A role is what somebody says they are; it's told with their first word, and decides nothing.
    expect(outcomes.slice(2)).toEqual(outcomes.slice(0, 2));
  });

  it('gives no right to whoever joins as the chair', async () => {
    const house = await openMatrixHouse(sceneOf('actions').history);
    const { scene: _join, ...join } = inMeeting('conference.join');
    const values = { organisation: 'Zorg- en Veiligheidshuis', role: 'procesregisseur' };
    expect(refusalsOn(await house.press('partner', 'conference.join', { ...join, values }))).toEqual([]);
    const { scene: _goal, ...goal } = inMeeting('conference.setGoal');
    expect(refusalsOn(await house.press('partner', 'conference.setGoal', goal))).toEqual(['notChair']);
    await house.stop();
  });

  it.each([
    ['reminder.done', 'own', 'action'],
    ['reminder.snooze', 'own', 'action'],
    ['reminder.blocked', 'own', 'action'],
    ['reminder.handOver', 'own', 'action'],
    ['action.accept', 'own', 'action'],
    ['signal.startUrgent', 'own', 'signal'],
  ] as const)('reaches nothing else by %s: what is there is as unknown as what is not', async (verb, who, input) => {
    const { scene, token, values } = inOwnChat(verb, who);
    // Another action of the same owner, and another signal, that are there.
    const others = scene.history.filter(event => event.type === 'SignalRecorded');
    const history: readonly EventBody[] = JSON.parse(
      JSON.stringify(scene.history).replaceAll(personOf('member'), personOf('own')),
    ).concat(JSON.parse(JSON.stringify(others).replaceAll('"G1"', '"G2"')));
    const answers = [];
    for (const id of input === 'action' ? ['A2', 'A8'] : ['G2', 'G8']) {
      const house = await openMatrixHouse(history);
      const card = await house.press(who, verb, { token, values: { ...values, [input]: id }, where: ownChat(who) });
      expect(house.traces().events).toBe(history.length);
      answers.push(
        JSON.stringify(card)
          .replaceAll(id, 'it')
          .replaceAll(/"token":"[^"]+"/g, ''),
      );
      await house.stop();
    }
    expect(answers[0]).toContain(`notice:refusal:unknown:${input}`);
    expect(answers[1]).toEqual(answers[0]);
  });

  it.each(['item.edit', 'item.withdraw'])('reaches no other item by %s from the form of one', async verb => {
    const { scene, token } = inMeeting('item.edit');
    const house = await openMatrixHouse(scene.history);
    for (const item of ['R1', 'F1', 'R9']) {
      const card = await house.press('own', verb, { token, values: { item, what: 'Anders' } });
      expect(refusalsOn(card), item).toEqual(['unknown']);
    }
    expect(house.traces().events).toBe(scene.history.length);
    await house.stop();
  });
});

describe('a code that somebody types', () => {
  const unused = 'ZVH-2026-999';
  /** In one's own chat. What stands there is what comes back: a card, or a line. */
  const alone: Readonly<Record<string, Readonly<Partial<Record<Role, 'card' | 'chair' | 'unknown' | 'word'>>>>> = {
    signaal: {
      ...{ own: 'card', chair: 'card', partner: 'card', director: 'card', removed: 'card', former: 'card' },
      ...{ directorAway: 'card', houseAway: 'card', house: 'card' },
      ...{ member: 'unknown', neighbour: 'unknown', past: 'unknown', stranger: 'unknown' },
    },
    voorbereiding: {
      ...{ own: 'card', chair: 'card', partner: 'card', director: 'card', removed: 'card', former: 'card' },
      ...{ directorAway: 'card', member: 'card' },
      ...{ houseAway: 'unknown', house: 'unknown', neighbour: 'unknown', past: 'unknown', stranger: 'unknown' },
    },
    regie: {
      ...{ chair: 'card', house: 'card', houseAway: 'card' },
      ...{
        own: 'chair',
        partner: 'chair',
        director: 'chair',
        removed: 'chair',
        former: 'chair',
        directorAway: 'chair',
      },
      ...{ member: 'unknown', neighbour: 'unknown', past: 'unknown', stranger: 'unknown' },
    },
    'casus sluiten': {
      ...{ chair: 'card', house: 'card', houseAway: 'card' },
      ...{
        own: 'chair',
        partner: 'chair',
        director: 'chair',
        removed: 'chair',
        former: 'chair',
        directorAway: 'chair',
      },
      ...{ member: 'unknown', neighbour: 'unknown', past: 'unknown', stranger: 'unknown' },
    },
    // About the case of a chat, so a code behind it means nothing anywhere: as a mistyped word.
    plan: { own: 'word', chair: 'word', houseAway: 'word', stranger: 'word' },
    acties: { own: 'word', chair: 'word', houseAway: 'word', stranger: 'word' },
    caseload: { own: 'word', chair: 'word', houseAway: 'word', stranger: 'word' },
  };

  it.each(Object.keys(alone))(
    'behind %s is there for whom the case is there, and for others as one that is not used',
    async word => {
      const house = await openMatrixHouse(sceneOf('between').history, neighbours);
      const answers: Record<string, string> = {};
      for (const role of Object.keys(alone[word] ?? {}) as readonly Role[]) {
        const before = house.traces();
        const say = (text: string) => house.say(role, text, ownChat(role));
        const answer = await say(`${word} ${code}`);
        const [first] = answer;
        if (first?.kind === 'card') {
          answers[role] = refusalsOn(first.card).length === 0 ? 'card' : 'chair';
          continue;
        }
        expect(house.traces()).toEqual(before);
        expect(answer).toEqual(await say(`${word} ${unused}`));
        expect(answer).toEqual(await say(`${word} jansen`));
        answers[role] = JSON.stringify(answer) === JSON.stringify(await say(`${word}x`)) ? 'word' : 'unknown';
      }
      expect(answers).toEqual(alone[word]);
      await house.stop();
    },
  );

  it('is there for a case director who was found between two conferences', async () => {
    const { history } = sceneOf('between');
    const director = { person: personOf('past'), name: 'past', organisation: 'GGZ' };
    const by = { person: personOf('chair'), name: 'chair', organisation: 'Zorg- en Veiligheidshuis' };
    const found: EventBody = { type: 'DirectionStepTaken', step: 'talk', note: 'Gevonden', by, director };
    for (const [events, kind] of [
      [history, 'line'],
      [[...history, found], 'card'],
    ] as const) {
      const house = await openMatrixHouse(events);
      expect(await house.say('past', `signaal ${code}`, ownChat('past'))).toMatchObject([{ kind }]);
      await house.stop();
    }
  });

  it('of a case that exists opens it for those who belong to it, and for nobody else', async () => {
    const opens: Record<string, string> = {};
    for (const role of [
      'chair',
      'own',
      'removed',
      'former',
      'director',
      'directorAway',
      'houseAway',
      'house',
    ] as const) {
      const house = await openMatrixHouse(sceneOf('filed').history);
      const [form] = await house.say(role, `start ${code}`, chats.empty);
      expect(form?.kind === 'card' ? refusalsOn(form.card) : [], role).toEqual(['newFaces']);
      const token = { form: 'openConference' as const, conversation: chats.empty.id, person: personOf(role) };
      const values = { case: code, confirm: '1', confirmCase: code };
      await house.press(role, 'conference.open', { token, values, where: chats.empty });
      opens[role] = house.traces().events > sceneOf('filed').history.length ? 'opens' : 'refused';
      await house.stop();
    }
    expect(new Set(Object.values(opens))).toEqual(new Set(['opens']));
    const house = await openMatrixHouse(sceneOf('filed').history, neighbours);
    const before = house.traces();
    for (const role of ['member', 'neighbour', 'past', 'stranger'] as const)
      for (const text of [`start ${code} Top X`, `start ${code}`, `spoed ${code}`, `start ${otherCode} Top X`]) {
        if (role === 'neighbour' && text.includes(otherCode)) continue;
        const [form] = await house.say(role, text, chats.empty);
        const refused = form?.kind === 'card' ? refusalsOn(form.card) : [];
        expect(refused, `${text} by ${role}`).toEqual(['unknown']);
        const { scene: _scene, ...press } = inMeeting('conference.open');
        const token = { form: 'openConference' as const, conversation: chats.empty.id };
        for (const confirmed of [{}, { confirm: '1' }]) {
          const values = { case: code, approach: 'Top X', ...confirmed };
          const pressed = await house.press(role, 'conference.open', { ...press, token, values, where: chats.empty });
          expect(refusalsOn(pressed)).toEqual(['unknown']);
        }
      }
    expect(house.traces()).toEqual(before);
    await house.stop();
  });
});

describe('a word that somebody types in the meeting chat', () => {
  const words = [
    ...['plan', 'acties', 'tijdlijn', 'tijdlijn Politie', 'overzicht', 'samenvatting', 'vragen', 'volgende', 'terug'],
    ...['toon', 'opnieuw', '+5', 'spoed', 'sluiten', 'vaststellen', 'verbeteren', 'regie', 'casus sluiten', 'notulist'],
    'pgax',
    ...['voorzitter', 'risico: Brand', 'factor: Geld', 'actie: Bellen vóór vrijdag', 'start', 'taal en'],
  ];

  it.each<[Role]>([['removed'], ['former'], ['directorAway'], ['houseAway'], ['neighbour'], ['past'], ['stranger']])(
    'is answered to %s, who is not in it, as in a chat where nothing ever was',
    async role => {
      const house = await openMatrixHouse(sceneOf('actions').history, neighbours);
      const bare = await openMatrixHouse([]);
      const before = house.traces();
      for (const text of words) {
        const answer = await house.say(role, text);
        expect(answer, text).toEqual(await bare.say(role, text));
        expect(answer, text).toMatchObject([{ kind: 'line' }]);
      }
      expect(house.traces()).toEqual(before);
      await Promise.all([house.stop(), bare.stop()]);
    },
  );

  it('brings nothing of a filed case to somebody in it who never took part', async () => {
    const house = await openMatrixHouse(sceneOf('filed').history);
    const before = house.traces();
    for (const text of ['plan', 'acties', 'tijdlijn', 'pgax']) {
      const answer = await house.say('member', text);
      expect(answer, text).toEqual(await house.say('stranger', text));
    }
    expect(house.traces()).toMatchObject({ events: before.events, posts: before.posts });
    await house.say('partner', 'plan');
    expect(house.posted.at(-1)?.to).toMatchObject({ kind: 'personal', person: personOf('partner') });
    await house.stop();
  });

  it('tells of the case of that chat only, whatever code stands behind it', async () => {
    const scenes: readonly SceneName[] = ['actions', 'filed'];
    for (const scene of scenes) {
      const house = await openMatrixHouse(sceneOf(scene).history, neighbours);
      for (const text of [
        `tijdlijn ${otherCode}`,
        `plan ${otherCode}`,
        `acties ${otherCode}`,
        `pgax ${otherCode}`,
        'tijdlijn Woningcorporatie',
      ])
        expect(JSON.stringify(await house.say('own', text)), text).not.toMatch(/Brandstichting|neighbour/);
      expect(JSON.stringify(house.posted)).not.toMatch(/Brandstichting|neighbour/);
      await house.stop();
    }
  });

  it('lists everybody their own actions, of their own cases', async () => {
    const house = await openMatrixHouse(sceneOf('between').history, neighbours);
    const listed = async (role: Role) => {
      const [list] = await house.say(role, 'mijn acties', ownChat(role));
      const json = JSON.stringify(list);
      return [code, otherCode].filter(one => json.includes(one));
    };
    expect(await listed('own')).toEqual([code]);
    expect(await listed('neighbour')).toEqual([otherCode]);
    for (const role of ['chair', 'partner', 'houseAway', 'past', 'stranger'] as const)
      expect(await listed(role), role).toEqual([]);
    await house.stop();
  });
});
