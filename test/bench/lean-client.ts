import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { StubConnector } from '../support/stub-connector.ts';

/** What presses without more ado: it looks at the status only, so that it's the bot that is measured and not its caller. */
export interface LeanClient {
  /** @returns milliseconds until the whole answer was there. Rejects for every status but 200. */
  press(who: string, on: LeanCard, inputs: Readonly<Record<string, string>>): Promise<number>;
  close(): void;
}
export interface LeanCard {
  readonly chat: string;
  readonly id?: string;
  readonly verb: string;
  readonly token: string;
}

export function createLeanClient(options: {
  readonly botUrl: string;
  readonly stub: StubConnector;
  readonly signed?: { readonly token: string; readonly serviceUrl: string } | undefined;
  /** Connections at once. */
  readonly callers: number;
}): LeanClient {
  const { botUrl, stub, signed } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.callers });
  const { hostname, port, pathname } = new URL(botUrl);
  const headers = {
    'content-type': 'application/json',
    ...(signed && { authorization: `Bearer ${signed.token}` }),
  };

  function activity(who: string, { chat, id, verb, token }: LeanCard, inputs: Readonly<Record<string, string>>) {
    const { teamsId, entraId } = stub.person(who);
    return {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: signed?.serviceUrl ?? stub.url,
      from: { id: teamsId, name: who, aadObjectId: entraId },
      recipient: { id: stub.botId, name: 'Rondetafel' },
      conversation: { id: chat, conversationType: 'groupChat', isGroup: true, tenantId: stub.tenant },
      channelData: { tenant: { id: stub.tenant } },
      locale: 'nl-NL',
      ...(id !== undefined && { replyToId: id }),
      value: { action: { type: 'Action.Execute', verb, data: { token, verb, ...inputs } }, trigger: 'manual' },
    };
  }

  return {
    press(who, on, inputs) {
      const body = JSON.stringify(activity(who, on, inputs));
      const started = performance.now();
      return new Promise((resolve, reject) => {
        const request = http.request(
          {
            agent,
            hostname,
            port,
            path: pathname,
            method: 'POST',
            headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          },
          response => {
            response.resume();
            response.on('end', () => {
              if (response.statusCode === 200) resolve(performance.now() - started);
              else reject(new Error(`a press was answered ${response.statusCode}`));
            });
            response.on('error', reject);
          },
        );
        request.on('error', reject);
        request.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
