import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../../src/cards/words.ts';
import type { CardView } from '../../src/ports/card-renderer.ts';
import { renderer } from '../cards/renderer.ts';
import { casusX, inFull, type Scene } from '../cards/states.ts';
import { formsOf, formView, otherViews } from '../cards/views.ts';
import { type Look, openCardStudio } from './render-card.ts';
import { themes } from './teams-host-config.ts';

// Pictures of every card to look at, on sheets: `node test/support/picture-all-cards.ts FOLDER [width] [theme] [language] [1.2]`.

const [folder, width = '360', wantedTheme = 'light', wantedLanguage = 'nl', knows] = process.argv.slice(2);
const theme = themes.find(one => one === wantedTheme);
const language = languages.find(one => one === wantedLanguage);
if (folder === undefined || theme === undefined || language === undefined)
  throw new Error('picture-all-cards FOLDER [width] [light|dark|highContrast] [nl|en] [1.2]');
const look: Look = { width: Number(width), theme, ...(knows === '1.2' && { knows }) };

/** As everyone sees a form, and as one participant and the chair do. */
function viewsOf(scene: Scene): readonly CardView[] {
  if (language === undefined) return [];
  const own = { language, withBoardLines: false };
  return [
    ...formsOf(scene).flatMap(form => [
      formView(scene, form, { language }),
      formView(scene, form, { ...own, viewer: scene.participant, askToJoin: true, refusals: [{ code: 'joinFirst' }] }),
      formView(scene, form, { ...own, viewer: scene.chair }),
    ]),
    ...otherViews(scene, language),
  ];
}

const perSheet = 12;
const studio = await openCardStudio();
mkdirSync(folder, { recursive: true });
for (const scene of [casusX(), inFull()]) {
  const sheet: { name: string; file: string }[] = [];
  let sheets = 0;
  const views = viewsOf(scene);
  for (const [index, view] of views.entries()) {
    const { clipped, cut } = await studio.show(renderer.render(view), look);
    const name = `${view.kind === 'form' ? view.form : view.kind} ${index}`;
    for (const what of [...clipped, ...cut])
      process.stdout.write(`${scene.name}, ${name}: outside: ${what.slice(0, 100)}\n`);
    const file = path.join(folder, `one-${index}.png`);
    await studio.png(file);
    sheet.push({ name, file });
    if (sheet.length < perSheet && index < views.length - 1) continue;
    const kind = `${theme}-${width}-${language}${knows === '1.2' ? '-1.2' : ''}`;
    await studio.sheet(path.join(folder, `${scene.name}-${kind}-${sheets}.png`), sheet, 1500);
    sheets += 1;
    sheet.length = 0;
  }
}
await studio.close();
