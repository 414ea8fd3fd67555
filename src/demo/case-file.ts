import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A conference to play, as data; the form of the sample cases. Keys that a later version adds are ignored. */
const turnSchema = z.object({
  by: z.string(),
  verb: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'a verb looks like "risk.raise"'),
  inputs: z.record(z.string(), z.string()).default({}),
  /** Press `step.next` until the conference is at this phase. */
  to: z.string().optional(),
  /** The bot has to refuse this, and record nothing. */
  refuse: z.boolean().default(false),
  /** The notice that the refusal carries: `topThreeWithoutAction:$F4`. */
  because: z.string().optional(),
  hint: z.string().optional(),
  warning: z.string().optional(),
});

const conferenceSchema = z.object({
  /** How much later than the one before: `21 days`. */
  after: z
    .string()
    .regex(/^\d+ days?$/, 'a length of time looks like "21 days"')
    .optional(),
  /** It begins as a spoed; of the first conference the case says it. */
  urgent: z.boolean().optional(),
  turns: z.array(turnSchema).min(1),
  expect: z.record(z.string(), z.unknown()).default({}),
});

const caseFileSchema = z
  .object({
    case: z.object({
      code: z.string(),
      approach: z.string(),
      minutes: z.union([z.literal(30), z.literal(45)]).optional(),
      urgent: z.boolean().default(false),
    }),
    /** Function → organisation. */
    people: z.record(z.string().regex(/^[a-z][a-z0-9 -]*$/, 'a function in lower case'), z.string().min(1)),
    chair: z.string(),
    subjects: z.array(z.string()).default([]),
    conferences: z.array(conferenceSchema).min(1),
  })
  .superRefine((file, context) => {
    const known = (name: string, path: PropertyKey[]) => {
      if (!(name in file.people))
        context.addIssue({ code: 'custom', path, message: `"${name}" isn't one of the people` });
    };
    known(file.chair, ['chair']);
    file.conferences.forEach((conference, c) => {
      conference.turns.forEach((turn, t) => {
        known(turn.by, ['conferences', c, 'turns', t, 'by']);
      });
    });
  });

export type CaseFile = z.infer<typeof caseFileSchema>;
export type CaseTurn = CaseFile['conferences'][number]['turns'][number];

/** A case file that can't be played: which file, where in it, and what is wrong, one line each. */
export class CaseFileError extends Error {
  constructor(file: string, problems: readonly string[], cause?: unknown) {
    super([`${file} can't be played:`, ...problems.map(problem => `  ${problem}`)].join('\n'), { cause });
    this.name = 'CaseFileError';
  }
}

/** Reads a case file. Throws `CaseFileError` when it's away, isn't JSON or has the wrong form. */
export function loadCaseFile(file: string): CaseFile {
  return parseCaseFile(file, readJson(file));
}

/** Reads parsed JSON as a case file; `file` is only for the message. */
export function parseCaseFile(file: string, json: unknown): CaseFile {
  const read = caseFileSchema.safeParse(json);
  if (read.success) return read.data;
  throw new CaseFileError(
    file,
    read.error.issues.map(issue => `${readablePath(issue.path) || 'the file'}: ${issue.message}`),
  );
}

/** Does the conference with that index begin as a spoed? */
export function isSpoed(file: CaseFile, index: number): boolean {
  return file.conferences[index]?.urgent ?? (index === 0 && file.case.urgent);
}

/** How many days after the first conference the one with that index takes place. */
export function daysUntil({ conferences }: CaseFile, index: number): number {
  return conferences.slice(1, index + 1).reduce((days, { after = '0 days' }) => days + Number.parseInt(after, 10), 0);
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CaseFileError(file, ['the file can not be read'], error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CaseFileError(file, [`it isn't JSON: ${error instanceof Error ? error.message : String(error)}`], error);
  }
}

/** `conferences[0].turns[3].by` */
function readablePath(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
