import type { IncomingMessage } from 'node:http';
import type { Seat } from './seats.ts';
import type { MessageChange, ShownMessage, ShownMessages } from './shown-messages.ts';
import type { WebSocketSender } from './websocket-server.ts';

/** One load of the Playground's page in a browser. */
export interface Page {
  /** The page knows its chats now, so messages may come; before that they would break it. */
  ready(): void;
  connect(to: WebSocketSender): { disconnect(): void };
}

/**
 * Which page has been shown which messages. A page begins with everything that was said before; a page that reconnects gets
 * only what it missed, because it can't bear to get a message twice, or an edit of a message that it never got.
 */
export function createPages(options: {
  /** Tells the pages of one browser apart; the Playground's page itself sends nothing that does. */
  readonly cookie: string;
  readonly messages: ShownMessages;
  readonly chats: readonly string[];
  /** Whose page it is: what they type, their page shows by itself. */
  readonly own: Seat;
  readonly seats: readonly Seat[];
}): { open(): string; of(request: IncomingMessage): Page } {
  const { cookie, messages, chats, own, seats } = options;
  const pages: Page[] = [];

  /** The page puts the bot's name above what other people type, so their own stands in the line. */
  function withAuthor(message: ShownMessage): ShownMessage {
    const author = seats.find(seat => seat.teamsId === message.from && seat !== own);
    return author === undefined ? message : { ...message, text: `**${author.name}:** ${message.text}` };
  }

  function createPage(): Page {
    const shown = new Set<string>();
    let isReady = false;
    let sender: WebSocketSender | undefined;

    const show = ({ kind, message }: MessageChange) => {
      if (!isReady || sender === undefined || !chats.includes(message.chat)) return;
      const isNew = !shown.has(message.id);
      if (!isNew && kind === 'posted') return;
      shown.add(message.id);
      sender.send(JSON.stringify(asStreamed(isNew ? 'createMessage' : 'updateMessage', withAuthor(message))));
    };
    const catchUp = () => {
      for (const message of chats.flatMap(chat => messages.of(chat))) show({ kind: 'posted', message });
    };
    messages.watch(change => {
      if (isReady && change.kind === 'posted' && change.message.from === own.teamsId) shown.add(change.message.id);
      else show(change);
    });

    return {
      ready() {
        isReady = true;
        catchUp();
      },
      connect(to) {
        sender = to;
        catchUp();
        return {
          disconnect() {
            if (sender === to) sender = undefined;
          },
        };
      },
    };
  }

  return {
    open() {
      pages.push(createPage());
      return `${cookie}=${pages.length - 1}; Path=/; SameSite=Strict`;
    },
    of(request) {
      const number = new RegExp(`(?:^|; )${cookie}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1];
      const page = number === undefined ? undefined : pages[Number(number)];
      // A browser without cookies, or one that stayed open while the demo was started again.
      return page ?? createPage();
    },
  };
}

/** A message as the Playground's own conversation stream would bring it. */
function asStreamed(action: 'createMessage' | 'updateMessage', message: ShownMessage): object {
  return {
    action,
    actionConversationId: message.chat,
    message: {
      messageId: message.id,
      timestamp: message.at,
      from: { id: message.from },
      ...(message.text !== '' && { text: message.text, textFormat: 'markdown' }),
      attachments: message.card
        ? [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }]
        : [],
      attachmentLayout: 'list',
      mentions: [],
    },
  };
}
