/** How long the Playground, and the bot behind it, may take to answer. */
export const requestMs = 20_000;

/** Calls an endpoint of the Playground: a POST when there is a body. The answer is JSON when it says so, else text. */
export async function callPlayground(
  url: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(url + path, {
    signal: AbortSignal.timeout(requestMs),
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** The Playground's log of everything between it and the bot, both ways, in all chats. */
export function openTraffic(url: string, onLine: (line: unknown) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/_ws/log/stream`);
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error(`the traffic of ${url} can't be read`));
    socket.onmessage = event => onLine(JSON.parse(String(event.data)));
  });
}
