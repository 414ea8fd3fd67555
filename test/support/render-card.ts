import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, browserPath } from './browser.ts';
import { teamsHostConfig } from './teams-host-config.ts';

const require = createRequire(import.meta.url);
const library = require.resolve('adaptivecards/dist/adaptivecards.min.js');
const font = "'Segoe UI','Open Sans','Liberation Sans',sans-serif";

export interface Look {
  /** Of the card, in CSS pixels: 430 is about the side of a meeting, 320 a small phone. */
  readonly width: number;
  readonly dark: boolean;
}

export interface Shown {
  /** What the renderer has against the card. */
  readonly complaints: readonly string[];
  /** Titles of buttons that stand partly outside the card. */
  readonly clipped: readonly string[];
  /** What a reader sees, line by line. */
  readonly words: string;
  /** Links and pictures that came of it. */
  readonly links: number;
}

/** Draws cards with Microsoft's renderer, to look at them and to measure; one card at a time. */
export interface CardStudio {
  show(card: unknown, look: Look): Promise<Shown>;
  /** A picture of the card shown last. */
  png(file: string): Promise<void>;
  close(): Promise<void>;
}

export async function openCardStudio(): Promise<CardStudio> {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: [...browserArguments] });
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  return {
    show: (card, look) => show(page, card, look),
    png: async file => {
      await page.locator('#card').screenshot({ path: file });
    },
    close: () => browser.close(),
  };
}

async function show(page: Page, card: unknown, { width, dark }: Look): Promise<Shown> {
  await page.setViewportSize({ width: width + 32, height: 400 });
  await page.setContent(
    `<body style="margin:16px;background:${dark ? '#1F1F1F' : '#F5F5F5'}"><div id="card" style="width:${width}px;border-radius:4px;overflow:hidden"></div></body>`,
  );
  await page.addStyleTag({ content: styles(dark) });
  await page.addScriptTag({ path: library });
  return page.evaluate(drawInPage, { card, hostConfig: teamsHostConfig(dark) });
}

/** Runs in the page: no imports here. Markdown is drawn just enough to see when typed text would become markup. */
function drawInPage({ card, hostConfig }: { card: unknown; hostConfig: unknown }): Shown {
  // biome-ignore lint/suspicious/noExplicitAny: the library and the document are the page's, which has no types here
  const page = globalThis as any;
  const library = page.AdaptiveCards;
  library.AdaptiveCard.onProcessMarkdown = (text: string, result: { outputHtml: string; didProcess: boolean }) => {
    result.outputHtml = text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
      .replace(/\[(.+?)\]\((.+?)\)/g, '<a href="$2">$1</a>');
    result.didProcess = true;
  };
  const parsed = new library.AdaptiveCard();
  const serialization = new library.SerializationContext();
  parsed.hostConfig = new library.HostConfig(hostConfig);
  parsed.parse(card, serialization);
  const frame = page.document.getElementById('card');
  frame.appendChild(parsed.render());
  const right = frame.getBoundingClientRect().right;
  type Button = { textContent: string; getBoundingClientRect(): { right: number } };
  const clipped = (Array.from(frame.querySelectorAll('button')) as Button[])
    .filter(button => button.getBoundingClientRect().right > right)
    .map(button => button.textContent);
  const complaints: string[] = Array.from(
    { length: serialization.eventCount },
    (_, index) => serialization.getEventAt(index).message,
  );
  const links: number = frame.querySelectorAll('a[href], img, script, iframe').length;
  // biome-ignore lint/performance/useDomNodeTextContent: where a line ends is part of what a reader sees
  return { complaints, clipped, words: String(frame.innerText), links };
}

function styles(dark: boolean): string {
  const [line, paper, ink] = dark ? ['#605E5C', '#2D2C2C', '#FFF'] : ['#D1D1D1', '#FFF', '#242424'];
  return `
    .ac-pushButton{font:600 14px ${font};padding:5px 16px;border:1px solid ${line};border-radius:4px;background:${paper};color:${ink}}
    .ac-pushButton.style-positive{background:#5B5FC7;color:#FFF;border-color:#5B5FC7}
    .ac-input{font:14px ${font};border:1px solid ${line};border-radius:4px;padding:5px 10px;box-sizing:border-box;background:${paper};color:${ink}}
    .ac-choiceSetInput-expanded label,.ac-input-container{color:${ink}}`;
}
