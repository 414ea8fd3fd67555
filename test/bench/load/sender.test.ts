import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createSender, type Deed } from './sender.ts';

it('what comes back is told apart: recorded, refused, one moment, given up, another status, and a connection that was closed meanwhile is taken anew', async () => {
  const answers = [
    [200, '{}'],
    [200, '{"id":"notice:refusal:wrongPhase"}'],
    [200, '{"id":"notice:refusal:oneMoment"}'],
    [200, '{"id":"notice:refusal:tryAgain"}'],
    [503, '{}'],
    [200, 'hangs up'],
    [200, '{}'],
  ] as const;
  let asked = 0;
  const server = http.createServer((request, response) => {
    const [status, body] = answers[asked++] ?? [500, ''];
    if (body === 'hangs up') return request.socket.resetAndDestroy();
    response.statusCode = status;
    return response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = createSender({ botUrl: `${address}/api/messages`, serviceUrl: address, botId: '28:bot' });
  const who = { tenant: 't', name: 'wijkagent 1', teamsId: '29:1', entraId: 'e' };
  const deed: Deed = { chat: '19:c', who, verb: 'risk.rate', message: '1', token: 't', inputs: {} };
  const heard = [];
  for (let press = 0; press < 6; press++) heard.push(await sender.send(deed));
  expect(heard.map(({ outcome, codes }) => [outcome, ...codes])).toEqual([
    ['recorded'],
    ['refused', 'wrongPhase'],
    ['oneMoment', 'oneMoment'],
    ['failed', 'tryAgain'],
    ['failed', 'status 503'],
    ['recorded'],
  ]);
  expect(asked).toBe(7);
  sender.close();
  server.close();
});
