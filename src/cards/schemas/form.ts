import { z } from 'zod';
import type { Verb } from '../../domain/commands.ts';

/** The inputs of one verb, from text as it was sent to the fields of its command. Inputs that aren't in the shape are ignored. */
export function form<const V extends Verb, Shape extends z.ZodRawShape>(verb: V, shape: Shape) {
  return z.object(shape).transform(fields => ({ verb, ...fields }));
}

/** A list in which at least one item is answered. */
export function answered<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.object(shape)).refine(items => items.length > 0, { params: { code: 'nothingAnswered' } });
}

/**
 * Inputs that come as a family: `level:R1`, `reason:R1` become one item of a list, with a field for what follows the colon. The
 * pattern names its groups: `input`, and one for each part of the item (`risk`, `seat`).
 */
export interface Family {
  readonly list: string;
  readonly inputs: RegExp;
}
