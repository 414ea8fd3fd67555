/**
 * Where the Bot Connector of Teams lives; its reply token is worth stealing, so it goes nowhere else. Compared as text, not as a
 * parsed address: two parsers may disagree about `\@`, a tab or a trailing dot, and botbuilder brings one of its own. Names under
 * that host aren't Microsoft's alone to give out.
 */
const teamsAddress = /^https:\/\/smba\.trafficmanager\.net(?:\/[\w-]+)*\/?$/;
const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Longer than any address of the connector. */
const addressLimit = 300;

/** Says whether we may send to that address. */
export type ServiceUrlCheck = (serviceUrl: string) => boolean;

/** Production: https to the Bot Connector, without port, credentials or anything else in it but a path of plain words. */
export const teamsServiceUrl: ServiceUrlCheck = serviceUrl =>
  serviceUrl.length <= addressLimit && teamsAddress.test(serviceUrl);

/** Development: this machine only (the Playground, a stub). */
export const localServiceUrl: ServiceUrlCheck = serviceUrl => {
  const url = URL.parse(serviceUrl);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return /^https?:$/.test(url.protocol) && localHosts.has(url.hostname);
};
