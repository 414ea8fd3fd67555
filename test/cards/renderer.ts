import { fileURLToPath } from 'node:url';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';

export const cardsFolder = fileURLToPath(new URL('../../cards', import.meta.url));

/** The renderer as the product has it. */
export const renderer = createRenderer({
  cardsFolder,
  zone: 'Europe/Amsterdam',
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
});
