import type { GatheredEffect } from '../../domain/effects.ts';
import type { ListRow } from '../../ports/card-renderer.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { FormName, ListName } from '../../ports/form-tokens.ts';
import type { ChatMessage } from '../../ports/meeting-chat.ts';
import type { Road } from './ladder.ts';
import type { EffectOf, Scene } from './scene.ts';

/** One row of the card of a morning: what it's about, and what its token is bound to. */
export interface RowAbout {
  readonly kind: ListRow['kind'];
  readonly form: ListName | Extract<FormName, 'beforehand'>;
  /** Of an action. */
  readonly action?: string;
}

/** What the card of a morning has to know of each kind of effect that is gathered in it. */
export interface GatheredKind<Kind extends GatheredEffect['kind']> {
  /** It was answered, or something later says it all: nothing is sent. */
  isNeedless(scene: Scene, effect: EffectOf<Kind>): boolean;
  /** Whether it waits until its person is there. Safety doesn't. */
  canWait(scene: Scene, effect: EffectOf<Kind>): boolean;
  /** When nothing else comes for this person at that moment. */
  alone(scene: Scene, effect: EffectOf<Kind>, to: Conversation): ChatMessage;
  /** Among others. Two with the same row are one. */
  row(scene: Scene, effect: EffectOf<Kind>): RowAbout;
  /** Its person can't be reached in their own chat. Durable when it resolves. */
  nextRoad(scene: Scene, effect: EffectOf<Kind>, road: Road): Promise<void>;
}

export type GatheredKinds = { readonly [Kind in GatheredEffect['kind']]: GatheredKind<Kind> };
