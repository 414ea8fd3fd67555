import { type Availability, eveningHour, nextLook } from '../../domain/availability.ts';
import { isSilent } from '../../domain/case-closing.ts';
import type { GatheredEffect } from '../../domain/effects.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { ChatMessage } from '../../ports/meeting-chat.ts';
import type { Outcome, PendingEffect } from '../../ports/outbox.ts';
import { createAccesses } from '../accesses.ts';
import type { ActionLists } from '../action-lists.ts';
import type { Dependencies } from '../dependencies.ts';
import type { PlanMoment } from '../plan-moment.ts';
import type { GatheredKind, GatheredKinds, RowAbout } from './gathered-kind.ts';
import { roadAfter } from './ladder.ts';
import { afterFailure, type ToPerson } from './personal-chat.ts';
import { asMessage, done, type Scene } from './scene.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'people' | 'clock' | 'calendar' | 'access'>;
  readonly kinds: GatheredKinds;
  readonly lists: ActionLists;
  readonly planMoment: PlanMoment;
  readonly toPerson: ToPerson;
}

/** One thing of this morning, with the state of its own case. */
interface Entry {
  readonly scene: Scene;
  readonly effect: GatheredEffect;
  readonly kind: GatheredKind<GatheredEffect['kind']>;
  readonly row: RowAbout;
}

/** @param sceneOf undefined when there's nothing there any more */
export type SceneOf = (pending: PendingEffect) => Promise<Scene | undefined>;

/**
 * What a morning brings to one person: one message with everything that is still needed, by the state of this moment. What can wait
 * until they're there is planned again; safety goes out. At most once: an attempt whose outcome nobody knows is marked, not
 * repeated. When this person can't be written to, each takes its own next road.
 */
export function createMorning({ deps, kinds, lists, planMoment, toPerson }: Parts) {
  const accesses = createAccesses(deps);

  return async function morning(
    pending: PendingEffect & { effect: GatheredEffect },
    sceneOf: SceneOf,
  ): Promise<Outcome> {
    const { person } = pending.effect;
    const needed = (await entriesOf(pending, sceneOf)).filter(
      ({ kind, scene, effect }) => !isSilent(scene.state, effect) && !kind.isNeedless(scene, effect),
    );
    const availability = (await deps.people.find(pending.tenant, person))?.availability;
    const due: Entry[] = [];
    for (const entry of needed) {
      const { kind, scene, effect } = entry;
      const at = kind.canWait(scene, effect) ? lookAgainAt(availability, effect) : undefined;
      if (at === undefined) due.push(entry);
      else await planMoment(scene.stream, { at, effect: { ...effect, gathered: 'morning' } });
    }
    const [first, ...others] = due;
    if (first === undefined) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      const toWhom = { person, client: 'bot' };
      const states = due.map(({ scene }) => scene.state);
      await accesses.record(toWhom, 'disclose', pending.effect.kind, { tenant: pending.tenant, states });
      const chats = new Map(others.map(({ scene: { chat } }) => [chat.id, chat]));
      chats.delete(first.scene.chat.id);
      const vias = [first.scene.chat, ...chats.values()] as const;
      return { kind: 'done', messageId: await toPerson(vias, person, to => messageOf([first, ...others], to)) };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed')
        for (const { kind, scene, effect } of due) await kind.nextRoad(scene, effect, roadAfter(outcome.code));
      return outcome;
    }
  };

  /** Each thing once, in the order in which they came. */
  async function entriesOf(pending: PendingEffect, sceneOf: SceneOf): Promise<readonly Entry[]> {
    const entries = new Map<string, Entry>();
    for (const one of [pending, ...pending.along]) {
      const scene = await sceneOf(one);
      const effect = one.effect as GatheredEffect;
      if (scene === undefined) continue;
      // Each kind knows its own effects; TypeScript can't follow that through the lookup.
      const kind = kinds[effect.kind] as GatheredKind<GatheredEffect['kind']>;
      const row = kind.row(scene, effect);
      const entry = { scene, effect, kind, row };
      const key = JSON.stringify([one.case, effect.conference, row]);
      const before = entries.get(key);
      // Of two reminders of one action only the last is worth sending, and says so itself.
      if (before === undefined || before.kind.isNeedless(before.scene, before.effect)) entries.set(key, entry);
    }
    return [...entries.values()];
  }

  /** The moment to look again; undefined when this person is there now. What has a clock time of its own waits for no hour. */
  function lookAgainAt(availability: Availability | undefined, { gathered }: GatheredEffect): string | undefined {
    const now = deps.clock.now();
    const today = deps.clock.localDate(now);
    const hasCome = (hour: string) =>
      gathered === undefined ? hour !== eveningHour : deps.clock.instantAt(today, hour) <= now;
    const look = nextLook(today, hasCome, availability, deps.calendar);
    return look && deps.clock.instantAt(look.day, look.time);
  }

  async function messageOf(entries: readonly [Entry, ...Entry[]], to: Conversation): Promise<ChatMessage> {
    const [only, ...others] = entries;
    if (others.length === 0) return only.kind.alone(only.scene, only.effect, to);
    const rows = entries.map(({ scene, row }) => ({ state: scene.state, conference: scene.conference.id, ...row }));
    const { tenant } = only.scene.pending;
    return asMessage(
      await lists.make({ list: 'morning', tenant, person: only.effect.person, language: to.language }, rows),
    );
  }
}
