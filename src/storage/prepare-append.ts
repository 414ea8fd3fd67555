import type { Insertable } from 'kysely';
import type { Append, StreamId } from '../ports/event-store.ts';
import { writtenOut } from '../written-out.ts';
import { type PreparedAccess, prepareAccess } from './audit/access-log.ts';
import { digestOfCase, type LinkMaker, linkMaker } from './audit/chain.ts';
import { caseScope } from './case-keys.ts';
import { type IndexChange, indexChangesOf } from './conference-index.ts';
import { rowsOfTokens } from './form-tokens.ts';
import { distinctLanes, type Lane } from './jobs.ts';
import { placeOfAnswer } from './presses.ts';
import { type ProjectionRows, rowsOfProjection } from './projections.ts';
import { type DataKey, type Place, seal, sealBytes } from './sealing.ts';
import type { Tables } from './tables.ts';

/** An append as rows, sealed before the transaction begins so that the lock on the stream is held for as short as can be. */
export interface PreparedAppend {
  readonly stream: StreamId;
  readonly expectedVersion: number;
  /** The id of the event at that version, when the caller named it. */
  readonly behind: string | undefined;
  readonly newVersion: number;
  readonly press: PressRow | undefined;
  /** Their links are made in the batch, behind the last one that is there. */
  readonly events: readonly UnlinkedEvent[];
  readonly link: LinkMaker;
  readonly tokens: readonly Insertable<Tables['form_tokens']>[];
  readonly effects: Append['effects'];
  readonly dueMoments: Append['dueMoments'];
  readonly indexChanges: readonly IndexChange[];
  readonly projection: ProjectionRows | undefined;
  readonly access: PreparedAccess | undefined;
  readonly lanes: readonly Lane[];
}
export type UnlinkedEvent = Omit<Insertable<Tables['events']>, 'chain' | 'at'> & { readonly at: string };
type PressRow = Omit<Insertable<Tables['presses']>, 'tenant' | 'case_code'>;

export function placeOfEvent(tenant: string, code: string, version: number): Place {
  return { tenant, scope: caseScope(code), kind: 'event', position: String(version) };
}

export function prepareAppend(
  append: Append,
  sealing: {
    readonly key: DataKey;
    readonly chainKey: DataKey;
    readonly inputs: string | null;
  },
): PreparedAppend {
  const { stream, expectedVersion, behind, events, press, projection } = append;
  const { key, chainKey, inputs } = sealing;
  const { tenant, case: code } = stream;
  const newVersion = expectedVersion + events.length;
  return {
    stream,
    expectedVersion,
    behind,
    newVersion,
    press: press && {
      activity_id: press.key.activityId,
      person: press.key.person,
      token: press.key.token ?? null,
      inputs,
      key_id: key.id,
      answer: sealBytes(key, placeOfAnswer(tenant, code, press.key.activityId), answerBytes(press.answer)),
    },
    events: events.map((event, position) => {
      const version = expectedVersion + 1 + position;
      return {
        tenant,
        case_code: code,
        version,
        event_id: event.id,
        type: event.type,
        at: event.at,
        actor: event.actor.person,
        key_id: key.id,
        body: seal(key, placeOfEvent(tenant, code, version), event),
      };
    }),
    link: linkMaker(chainKey, 'events', { tenant, digest: digestOfCase(chainKey, code) }),
    access: append.access && prepareAccess(chainKey, key, { ...append.access, tenant, case: code }),
    tokens: rowsOfTokens(append.tokens),
    effects: append.effects,
    dueMoments: append.dueMoments,
    projection: projection && rowsOfProjection(stream, newVersion, projection, key),
    indexChanges: indexChangesOf(stream, events, expectedVersion + 1),
    lanes: distinctLanes(append.effects.map(({ lane }) => ({ tenant, lane }))),
  };
}

/** The card that is about to be sent, or nothing for what has no answer. */
function answerBytes(answer: unknown): Uint8Array {
  return Buffer.from(
    typeof answer === 'object' && answer !== null ? writtenOut(answer) : JSON.stringify(answer ?? null),
  );
}
