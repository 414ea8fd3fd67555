/** Where the Bot Connector of Teams lives; its reply token is worth stealing, so it goes nowhere else. */
const teamsHost = /^(?:[a-z0-9-]+\.)*smba\.trafficmanager\.net$/;
const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Says whether we may send to that address. */
export type ServiceUrlCheck = (serviceUrl: string) => boolean;

/** Production: https to a host of Microsoft's Bot Connector, without port or credentials in it. */
export const teamsServiceUrl: ServiceUrlCheck = serviceUrl => {
  const url = parse(serviceUrl);
  return url !== undefined && url.protocol === 'https:' && url.port === '' && teamsHost.test(url.hostname);
};

/** Development: this machine only (the Playground, a stub). */
export const localServiceUrl: ServiceUrlCheck = serviceUrl => {
  const url = parse(serviceUrl);
  return url !== undefined && /^https?:$/.test(url.protocol) && localHosts.has(url.hostname);
};

function parse(serviceUrl: string): URL | undefined {
  const url = URL.parse(serviceUrl);
  return url === null || url.username !== '' || url.password !== '' ? undefined : url;
}
