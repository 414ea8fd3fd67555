const probeWithinMs = 5_000;

/**
 * Knocks at our own door without a token, with an activity that is fine otherwise. Rejects with a clear line unless the answer is
 * 401: a bot that lets this in would let everybody in.
 */
export async function probeDoor(port: number): Promise<void> {
  const status = await knock(`http://127.0.0.1:${port}/api/messages`);
  if (status === 401) return;
  const got = status === undefined ? 'got no answer' : `was answered ${status}`;
  throw new Error(
    `[teams] a request without a token ${got} instead of 401: nobody would be authenticated, so the bot stops`,
  );
}

async function knock(address: string): Promise<number | undefined> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', channelId: 'msteams', text: 'probe' }),
      signal: AbortSignal.timeout(probeWithinMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
