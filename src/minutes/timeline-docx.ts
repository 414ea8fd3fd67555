import type { TimelineEntry } from '../domain/timeline.ts';
import type { TimelineRecord } from '../domain/timeline-record.ts';
import { type Block, heading, type Line, paragraph, title } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { table } from './docx-table.ts';
import { dayOf, shortDayOf } from './dutch-dates.ts';
import { timelinePhrases, timelineWords, whatHappened } from './timeline-words.ts';
import { oneLine } from './typed-text.ts';
import { packDocument } from './word-document.ts';

/**
 * The timeline as a Word document in Dutch: what was decided and done, from conference to conference, with whose it was. Typed text
 * is shown literally. The same record gives the same bytes.
 */
export async function writeTimelineDocx(record: TimelineRecord): Promise<Uint8Array> {
  const { case: of, conference } = record;
  return packDocument({
    title: `${timelineWords.title} · ${of.code}`,
    subject: timelinePhrases.subject(of.code, of.approach),
    created: conference.closedAt,
    modified: record.adoptedAt ?? conference.closedAt,
    header: `${of.code} · ${timelineWords.title}`,
    children: [
      title(timelineWords.title),
      paragraph(`${of.code} · ${of.approach}`, { style: styleNames.subtitle }),
      paragraph(timelinePhrases.status(conference.number, dayOf(conference.closedAt), record.version), {
        style: styleNames.status,
      }),
      ...chapters(record),
    ],
  });
}

/** One for each conference, with what came after it until the next. */
function chapters(record: TimelineRecord): readonly Block[] {
  const { entries } = record;
  const starts = entries.flatMap((entry, index) => (entry.kind === 'conferenceOpened' ? [index] : []));
  if (starts.length === 0) return [paragraph(timelineWords.empty)];
  return starts.flatMap((start, index) => {
    const [opened, ...rest] = entries.slice(start, starts[index + 1]);
    if (opened === undefined) return [];
    const words = `${timelineWords.conference} ${opened.number ?? ''} – ${dayOf(opened.at)}`;
    return [heading(words), ...(rest.length === 0 ? [] : [rows(rest, record)])];
  });
}

function rows(entries: readonly TimelineEntry[], { items }: TimelineRecord): Block {
  const head = [
    { title: timelineWords.day, share: 15 },
    { title: timelineWords.what, share: 60 },
    { title: timelineWords.who, share: 25 },
  ];
  return table(
    head,
    entries.map((entry, index) => {
      const day = shortDayOf(entry.at);
      // A day is told once, as in a diary.
      const again = index > 0 && shortDayOf(entries[index - 1]?.at ?? '') === day;
      return [
        [{ text: again ? '' : day }],
        lines(entry, items),
        [{ text: oneLine(entry.organisation ?? timelineWords.table) }],
      ];
    }),
  );
}

/** What it's about on lines of their own, then what happened with it and what was said. */
function lines(entry: TimelineEntry, items: TimelineRecord['items']): readonly Line[] {
  const said = entry.text === undefined ? '' : oneLine(entry.text);
  const happened = whatHappened(entry);
  return [
    ...entry.items.map(id => ({ lead: id, text: oneLine(items[id] ?? '') })),
    { text: said === '' ? happened : `${happened} – ${said}` },
  ];
}
