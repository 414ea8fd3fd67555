import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, browserPath } from './browser.ts';
import { type Theme, teamsHostConfig, themeColours } from './teams-host-config.ts';

const require = createRequire(import.meta.url);
const library = require.resolve('adaptivecards/dist/adaptivecards.min.js');
const checker = require.resolve('axe-core/axe.min.js');
const font = "'Segoe UI','Open Sans','Liberation Sans',sans-serif";

export interface Look {
  /** Of the card, in CSS pixels: 430 is about the side of a meeting, 360 a phone, 320 a small one. */
  readonly width: number;
  readonly theme: Theme;
  /** A client that knows no more than this version of Adaptive Cards; 1.5 when absent. */
  readonly knows?: '1.2';
}

export interface Shown {
  /** What the renderer has against the card. */
  readonly complaints: readonly string[];
  /** Titles of buttons that stand partly outside the card. */
  readonly clipped: readonly string[];
  /** Texts that stand partly outside the card or outside what holds them. */
  readonly cut: readonly string[];
  /** What a reader sees, line by line. */
  readonly words: string;
  /** All that is there to read or to work with, also what opens later, in the order of a screen reader: `Risico`, `[input]`. */
  readonly order: readonly string[];
  /** Links and pictures that came of it. */
  readonly links: number;
}

/** What axe-core found wrong on the card shown last. */
export interface Violation {
  readonly rule: string;
  readonly places: readonly string[];
}

/** Rules by id, or those with one of these tags, without some by id. */
export interface Rules {
  readonly type: 'rule' | 'tag';
  readonly values: readonly string[];
  readonly without: readonly string[];
}

/** Draws cards with Microsoft's renderer, to look at them and to measure; one card at a time. */
export interface CardStudio {
  show(card: unknown, look: Look): Promise<Shown>;
  /** Asks axe-core about the card shown last. Everything that opens is open then. */
  audit(rules: Rules): Promise<readonly Violation[]>;
  /** A picture of the card shown last. */
  png(file: string): Promise<void>;
  /** One picture of many, each with its name above it, side by side until `width` is full. */
  sheet(file: string, pictures: readonly { name: string; file: string }[], width: number): Promise<void>;
  close(): Promise<void>;
}

export async function openCardStudio(): Promise<CardStudio> {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: [...browserArguments] });
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await page.setContent(
    '<!doctype html><html lang="nl"><head><title>Kaart</title><style></style></head><body><main id="card"></main></body></html>',
  );
  await page.addScriptTag({ path: library });
  await page.addScriptTag({ path: checker });
  return {
    show: (card, look) => show(page, card, look),
    audit: rules => page.evaluate(auditInPage, rules),
    png: async file => {
      await page.locator('#card').screenshot({ path: file });
    },
    sheet: async (file, pictures, width) => {
      const wall = await browser.newPage({ viewport: { width, height: 400 } });
      const figures = pictures.map(
        one =>
          `<figure><figcaption>${one.name}</figcaption><img src="data:image/png;base64,${readFileSync(one.file, 'base64')}"></figure>`,
      );
      await wall.setContent(
        `<!doctype html><style>body{columns:${Math.floor(width / 350)};margin:8px;background:#888;font:12px ${font}} figure{margin:0 0 12px;break-inside:avoid} img{max-width:100%;zoom:.5}</style>${figures.join('')}`,
      );
      await wall.screenshot({ path: file, fullPage: true });
      await wall.close();
    },
    close: () => browser.close(),
  };
}

async function show(page: Page, card: unknown, { width, theme, knows }: Look): Promise<Shown> {
  const size = { width: width + 32, height: 400 };
  const now = page.viewportSize();
  if (now?.width !== size.width || now.height !== size.height) await page.setViewportSize(size);
  const drawn = { card, css: styles(theme, width), hostConfig: teamsHostConfig(theme), minor: knows === '1.2' ? 2 : 5 };
  return page.evaluate(drawInPage, drawn);
}

interface Drawn {
  readonly card: unknown;
  readonly css: string;
  readonly hostConfig: unknown;
  readonly minor: number;
}

/** Runs in the page: no imports here. Markdown is drawn just enough to see when typed text would become markup. */
function drawInPage({ card, css, hostConfig, minor }: Drawn): Shown {
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
  const serialization = new library.SerializationContext(new library.Version(1, minor));
  parsed.hostConfig = new library.HostConfig(hostConfig);
  parsed.parse(card, serialization);
  page.document.querySelector('style').textContent = css;
  const frame = page.document.getElementById('card');
  frame.replaceChildren(parsed.render());
  type Box = { readonly left: number; readonly right: number; readonly width: number };
  type Node = {
    readonly textContent: string;
    readonly parentElement: Node;
    getBoundingClientRect(): Box;
    getAttribute(name: string): string | null;
    matches(selector: string): boolean;
  };
  const all = (selector: string): Node[] => Array.from(frame.querySelectorAll(selector));
  const { left, right } = frame.getBoundingClientRect() as Box;
  const outside = (node: Node) => {
    const box = node.getBoundingClientRect();
    const around = node.parentElement.getBoundingClientRect();
    const ends = Math.min(right, around.width > 0 ? around.right : right);
    return box.width > 0 && (box.right > ends + 1 || box.left < left - 1);
  };
  const clipped = all('button')
    .filter(button => button.getBoundingClientRect().right > right)
    .map(button => button.textContent);
  const cut = all('.ac-textBlock, .ac-richTextBlock, .ac-richTextBlock span, label, input, select, textarea')
    .filter(outside)
    .map(node => node.textContent || String(node.getAttribute('placeholder')));
  const order = all('.ac-textBlock, .ac-richTextBlock, button, input, select, textarea').map(node =>
    node.matches('input, select, textarea')
      ? '[input]'
      : node.textContent.replaceAll('\u00AD', '').replace(/\s+/gu, ' ').trim(),
  );
  const complaints: string[] = Array.from(
    { length: serialization.eventCount },
    (_, index) => serialization.getEventAt(index).message,
  );
  const links: number = frame.querySelectorAll('a[href], img, script, iframe').length;
  // biome-ignore lint/performance/useDomNodeTextContent: where a line ends is part of what a reader sees
  return { complaints, clipped, cut, words: String(frame.innerText), order, links };
}

/** Runs in the page. What a person can open is looked at too, so nothing is hidden any more after this. */
async function auditInPage({ without, ...runOnly }: Rules): Promise<Violation[]> {
  // biome-ignore lint/suspicious/noExplicitAny: the checker and the document are the page's
  const page = globalThis as any;
  const frame = page.document.getElementById('card');
  for (const hidden of frame.querySelectorAll('[style*="display: none"]')) hidden.style.display = 'flex';
  const rules = Object.fromEntries(without.map(rule => [rule, { enabled: false }]));
  const found = await page.axe.run(frame, { runOnly, rules, resultTypes: ['violations'], elementRef: false });
  type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
  return (found.violations as Found[]).map(({ id, nodes }) => ({
    rule: id,
    places: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary.slice(0, 300)}`),
  }));
}

function styles(theme: Theme, width: number): string {
  const { ground, line, paper, ink, strong, onStrong } = themeColours[theme];
  return `
    body{margin:16px;background:${ground}}
    #card{width:${width}px;border-radius:4px;overflow:hidden}
    .ac-pushButton{font:600 14px ${font};padding:5px 16px;border:1px solid ${line};border-radius:4px;background:${paper};color:${ink}}
    .ac-pushButton.style-positive{background:${strong};color:${onStrong};border-color:${strong}}
    .ac-input{font:14px ${font};border:1px solid ${line};border-radius:4px;padding:5px 10px;box-sizing:border-box;background:${paper};color:${ink}}
    .ac-input::placeholder{color:${ink};opacity:.7}
    .ac-choiceSetInput-expanded label,.ac-input-container{color:${ink}}`;
}
