/** Activities as Teams sends them (shapes taken from the Playground and Microsoft's documentation). */

export const tenant = '11111111-aaaa-4aaa-8aaa-000000000001';
export const wijkagent = '00000000-0000-4000-8000-000000000002';

export function groupActivity(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'message',
    id: 'f087ab80-6c4d-44a1-a180-50c5b480b4e7',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:wijkagent', name: 'wijkagent', aadObjectId: wijkagent },
    recipient: { id: '28:rondetafel', name: 'Rondetafel' },
    conversation: { id: '19:meeting@thread.v2', isGroup: true, conversationType: 'groupChat', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    entities: [
      { type: 'mention', text: '<at>Rondetafel</at>', mentioned: { id: '28:rondetafel', name: 'Rondetafel' } },
      { type: 'clientInfo', locale: 'nl-NL' },
    ],
    text: '<at>Rondetafel</at> volgende',
    textFormat: 'plain',
    ...fields,
  };
}

export function executeActivity(value: unknown, fields: Readonly<Record<string, unknown>> = {}) {
  return groupActivity({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value, ...fields });
}
