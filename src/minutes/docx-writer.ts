import type { Minutes } from '../domain/minutes-data.ts';
import { type Block, heading, list, paragraph, title } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { dayOf, period, timeOf } from './dutch-dates.ts';
import { overviewTable, safetyNow } from './overview.ts';
import { personWords } from './people.ts';
import { recordOf } from './record.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { unknowns } from './unknowns.ts';
import { isInformationOnly } from './what-it-was.ts';
import { packDocument } from './word-document.ts';
import { headings } from './words.ts';

/**
 * The minutes as a Word document in Dutch, in the order of the method: one table that couples risk, factor and action, what
 * the table doesn't know yet, then the record. Typed text is shown literally. The same minutes give the same bytes.
 */
export async function writeDocx(minutes: Minutes): Promise<Uint8Array> {
  const { case: of, conference } = minutes;
  return packDocument({
    title: `${phrases.title(conference.number)} · ${of.code}`,
    subject: phrases.subject(of.code, of.approach),
    created: conference.closedAt,
    modified: minutes.corrections.at(-1)?.at ?? minutes.adopted?.at ?? conference.closedAt,
    header: phrases.header(of.code, conference.number),
    children: [
      ...titleBlock(minutes),
      heading(headings.overview),
      ...safetyNow(minutes),
      overviewTable(minutes),
      ...unknowns(minutes),
      ...recordOf(minutes).flatMap(part => [heading(part.heading), ...part.blocks]),
    ],
  });
}

function titleBlock(minutes: Minutes): readonly Block[] {
  const { case: of, conference, adopted, version } = minutes;
  const about = [
    of.code,
    of.approach,
    ...(conference.meetingKind === undefined ? [] : [conference.meetingKind]),
    ...(conference.urgent ? [sentences.urgent] : []),
  ];
  const status =
    adopted === undefined
      ? sentences.draft
      : phrases.adopted(dayOf(adopted.at), timeOf(adopted.at), personWords(adopted.by), version);
  return [
    title(phrases.title(conference.number)),
    paragraph(about.join(' · '), { style: styleNames.subtitle }),
    paragraph(capitalised(period(conference.openedAt, conference.closedAt)), { style: styleNames.status }),
    paragraph(status, { style: styleNames.status }),
    paragraph(isInformationOnly(minutes) ? sentences.informationOnly : sentences.disclaimer, {
      style: styleNames.note,
    }),
    ...corrections(minutes),
  ];
}

/** What was wrong in an earlier version is read before what it was wrong about. */
function corrections({ corrections: made }: Minutes): readonly Block[] {
  if (made.length === 0) return [];
  const items = made.map(({ version, at, by, item, text }) => ({
    lead: phrases.correction(version),
    text: phrases.correctedBy(item === undefined ? text : `${item} – ${text}`, personWords(by), dayOf(at)),
  }));
  return [paragraph(sentences.corrected, { style: styleNames.caption }), ...list('bullets', items)];
}
