import { z } from 'zod';

// Small shapes that the minutes schema is built from.

export const id = z.string().min(1);
export const text = z.string();
/** As the chat shows it, so it may be empty. */
const name = z.string();
export const organisation = z.string();
/** Names a folder too, so it's letters, digits and hyphens only. */
export const caseCode = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const approach = z.string().min(1);
export const instant = z.iso.datetime();
export const localDate = z.iso.date();
export const due = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/);
/** On the safety scale: 0 is direct danger, 10 is guaranteed safety. */
export const score = z.int().min(0).max(10);
export const person = z.object({ name, organisation });
export const personRecorded = person.extend({ recordedBy: name.exactOptional() });

/** What a reader of the JSON Schema finds under `$defs`, each once, in words. */
export const sharedShapes = z
  .registry<{ id: string; description: string }>()
  .add(instant, { id: 'instant', description: 'A moment in UTC, ISO 8601: 2026-11-21T08:00:00.000Z' })
  .add(localDate, { id: 'localDate', description: "A calendar day in the house's own time zone: 2026-12-12" })
  .add(due, {
    id: 'due',
    description: "A day, or a day with a wall-clock time, in the house's own time zone: 2026-12-12 or 2026-12-12T14:30",
  })
  .add(score, {
    id: 'score',
    description: 'On the safety scale: 0 is direct danger, 6 is direct safety, 10 is guaranteed',
  })
  .add(person, { id: 'person', description: 'Somebody as the minutes name them: by function and organisation' })
  .add(personRecorded, {
    id: 'personRecorded',
    description: 'Who said it, and who typed it when that was somebody else ("opgetekend door")',
  });
