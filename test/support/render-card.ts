import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { browserArguments, browserPath } from './browser.ts';
import { teamsHostConfig } from './teams-host-config.ts';

const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const font = "'Segoe UI','Open Sans','Liberation Sans',sans-serif";

export interface Look {
  readonly width: number;
  readonly dark: boolean;
}

/** Draws cards as a client would, to look at them: `png` writes a file and returns what the client complained about. */
export async function openCardStudio(): Promise<{
  png(card: unknown, file: string, look: Look): Promise<readonly string[]>;
  close(): Promise<void>;
}> {
  const browser: Browser = await chromium.launch({
    executablePath: await browserPath(),
    args: [...browserArguments],
  });
  return {
    png: (card, file, look) => draw(browser, card, file, look),
    close: () => browser.close(),
  };
}

async function draw(browser: Browser, card: unknown, file: string, { width, dark }: Look): Promise<readonly string[]> {
  const context = await browser.newContext({ viewport: { width: width + 32, height: 400 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    await page.setContent(
      `<body style="margin:16px;background:${dark ? '#1F1F1F' : '#F5F5F5'}"><div id="card" style="width:${width}px;border-radius:4px;overflow:hidden"></div></body>`,
    );
    await page.addStyleTag({ content: styles(dark) });
    await page.addScriptTag({ path: library });
    const complaints = await page.evaluate(renderInPage, { card, hostConfig: teamsHostConfig(dark) });
    await page.locator('#card').screenshot({ path: file });
    return complaints;
  } finally {
    await context.close();
  }
}

/** Runs in the page: no imports here. Markdown is drawn just enough to see when typed text would become markup. */
function renderInPage({ card, hostConfig }: { card: unknown; hostConfig: unknown }): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the library's global in the page has no types here
  const library = (globalThis as any).AdaptiveCards;
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
  // biome-ignore lint/suspicious/noExplicitAny: this runs in the page, where there is a document
  (globalThis as any).document.getElementById('card').appendChild(parsed.render());
  return Array.from({ length: serialization.eventCount }, (_, index) => serialization.getEventAt(index).message);
}

function styles(dark: boolean): string {
  const [line, paper, ink] = dark ? ['#605E5C', '#2D2C2C', '#FFF'] : ['#D1D1D1', '#FFF', '#242424'];
  return `
    .ac-pushButton{font:600 14px ${font};padding:5px 16px;border:1px solid ${line};border-radius:4px;background:${paper};color:${ink}}
    .ac-pushButton.style-positive{background:#5B5FC7;color:#FFF;border-color:#5B5FC7}
    .ac-input{font:14px ${font};border:1px solid ${line};border-radius:4px;padding:5px 10px;box-sizing:border-box;background:${paper};color:${ink}}
    .ac-choiceSetInput-expanded label,.ac-input-container{color:${ink}}`;
}
