import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { browserArguments, browserPath } from './browser.ts';

/** One person's browser with the Playground open in one chat. */
export interface ChatPage {
  readonly page: Page;
  /** Cards of the chat, oldest first. */
  cards(): Locator;
  /** The newest card that holds this text. */
  card(text: string | RegExp): Locator;
  /** The newest message or card text that holds this. */
  text(text: string | RegExp): Locator;
  /** Types a line, mentioning the bot, and at the end of it somebody by the name that the chat shows. */
  say(text: string, who?: string): Promise<void>;
  /** Fills in the input with that label: text, a choice by its title, or a day as `YYYY-MM-DD`. */
  fill(card: Locator, label: string, value: string): Promise<void>;
  /** Presses a button and waits until the bot has answered; gives what was sent to it. */
  press(card: Locator, title: string): Promise<PressedInPage>;
  /** Presses a button that the page itself stops, or that only shows more. */
  click(card: Locator, title: string): Promise<void>;
}

export interface PressedInPage {
  readonly status: number;
  readonly from: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const botName = 'Rondetafel';
const textBox = '[contenteditable=true][role=textbox]';
const topCard = '.ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)';

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: [...browserArguments] });
}

/** Opens the Playground's page (or a view of it) in a browser of its own and goes to that chat. */
export async function openChatPage(browser: Browser, url: string, chat: string): Promise<ChatPage> {
  const context = await browser.newContext({
    viewport: { width: 1500, height: 1000 },
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  // Fonts from the internet: not needed, and not there on every machine.
  await page.route(/cdn\.office\.net/, route => route.abort());
  await page.goto(url);
  await page.getByRole('treeitem', { name: chat, exact: true }).click();
  await page.locator(textBox).waitFor();

  const answered = (path: RegExp) =>
    page.waitForResponse(response => response.request().method() === 'POST' && path.test(response.url()), {
      timeout: 20_000,
    });

  const chatPage: ChatPage = {
    page,
    cards: () => page.locator(topCard),
    card: text => page.locator(topCard).filter({ hasText: text }).last(),
    text: text => page.getByText(text).last(),
    async say(text, who) {
      const mention = async (name: string) => {
        await page.keyboard.type('@');
        await page.locator('#typeahead-menu [role=menuitem]', { hasText: name }).click();
      };
      await page.locator(textBox).click();
      await mention(botName);
      await page.keyboard.type(` ${text}${who === undefined ? '' : ' '}`);
      if (who !== undefined) await mention(who);
      await Promise.all([
        answered(/\/_conversation\/v1\/conversations\//),
        page.getByRole('button', { name: 'Send Message' }).click(),
      ]);
    },
    async fill(card, label, value) {
      const input = await inputWithLabel(card, label);
      switch (await kindOf(input)) {
        case 'choices':
          await (await inputWithLabel(input, value)).check();
          break;
        case 'list':
          await input.click();
          await page
            .locator('[role=option]:visible')
            .filter({ hasText: exactly(value) })
            .click();
          break;
        case 'day':
          await pickDay(page, input, value);
          break;
        case 'text':
          await input.fill(value);
          await input.blur();
          break;
      }
    },
    async press(card, title) {
      const [response] = await Promise.all([
        answered(/\/_conversation\/v1\/(invoke|submit)$/),
        chatPage.click(card, title),
      ]);
      const sent: { from: { id: string }; value: { action?: { data: Record<string, unknown> } } } = response
        .request()
        .postDataJSON();
      return { status: response.status(), from: sent.from.id, data: sent.value.action?.data ?? {} };
    },
    click: (card, title) => card.getByRole('button', { name: title, exact: true }).first().click(),
  };
  return chatPage;
}

async function inputWithLabel(scope: Locator, label: string): Promise<Locator> {
  const named = scope.locator('label').filter({ hasText: new RegExp(`^\\s*${escaped(label)}( \\*)?\\s*$`) });
  const id = await named.first().getAttribute('for');
  return scope.locator(`[id="${id}"]`);
}

function kindOf(input: Locator): Promise<'choices' | 'list' | 'day' | 'text'> {
  return input.evaluate(element => {
    if (element.tagName === 'DIV') return 'choices';
    if (element.closest('.fui-Combobox') !== null) return 'list';
    return element.closest('.fui-DatePicker') !== null ? 'day' : 'text';
  });
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** Leafs through the calendar, because the field can't be typed in. */
async function pickDay(page: Page, input: Locator, day: string): Promise<void> {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  await input.click();
  const calendar = page.getByRole('dialog', { name: 'Calendar' });
  for (;;) {
    const shown = (await calendar.locator('button[aria-label]').first().getAttribute('aria-label')) ?? '';
    const [name = '', shownYear = ''] = shown.split(' ');
    const ahead = (year - Number(shownYear)) * 12 + month - 1 - months.indexOf(name);
    if (ahead === 0) break;
    await calendar.locator(`button[title^="${ahead > 0 ? 'Next' : 'Previous'} month"]`).click();
  }
  await calendar.getByRole('button', { name: `${date}, ${months[month - 1]}, ${year}`, exact: true }).click();
}

const exactly = (text: string) => new RegExp(`^\\s*${escaped(text)}\\s*$`);

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
