import { fileURLToPath } from 'node:url';
import { catchUpProjections } from './application/catch-up.ts';
import { createRondetafel } from './application/create-rondetafel.ts';
import { forgetAtStart } from './application/effects/ending-retention.ts';
import { loadApproaches } from './approaches-file.ts';
import { openArchive } from './archive.ts';
import { createRenderer } from './cards/create-renderer.ts';
import { createClock, houseZone } from './clock.ts';
import type { Config } from './config.ts';
import type { Calendar } from './domain/working-days.ts';
import { randomIds } from './ids.ts';
import { measuredArchive, measuredChat, measuredEvents, measuredLog, measuredOutbox } from './measured.ts';
import { createMetrics } from './metrics.ts';
import { loadTemplate } from './minutes/template/load-template.ts';
import type { ModelSettings } from './model-settings.ts';
import type { Clock } from './ports/clock.ts';
import type { LanguageModel } from './ports/language-model.ts';
import type { Log } from './ports/log.ts';
import type { ModelBudget } from './ports/model-budget.ts';
import { loadMasterKeys } from './storage/keys/load-master-keys.ts';
import { openStorage } from './storage/open-storage.ts';
import { createTeamsAdapter } from './teams/adapter.ts';
import { createTeamsServer } from './teams/create-server.ts';
import { createMeetingChat } from './teams/meeting-chat.ts';
import { probeDoor } from './teams/probe.ts';
import { createRoster } from './teams/roster.ts';
import { watchProcess, watchQueues } from './watching.ts';

export interface RunningApp {
  /** Where it listens. */
  readonly port: number;
  /** Fires what is due by now, and resolves when it has been sent. The sweep does it by itself within a second. */
  catchUp(): Promise<void>;
  /** Finishes what is on its way and stops. */
  stop(): Promise<void>;
}

/**
 * The one place where everything is put together, top-down. Resolves when it listens.
 * @param clock the machine's own, moved by what the configuration says, unless another one is given
 */
export async function startApp(
  config: Config,
  logTo: Log,
  clock: Clock = createClock(config.clockOffsetMs),
): Promise<RunningApp> {
  const metrics = createMetrics();
  const log = measuredLog(logTo, metrics);
  const calendar: Calendar = { daysOff: new Set(config.daysOff) };
  const approaches = loadApproaches(config.approachesFile);
  const template = config.minutesTemplate === undefined ? undefined : loadTemplate(config.minutesTemplate);
  const { archive, documents, look } = openArchive(config, log, template);
  await look();
  const masterKeys = await loadMasterKeys(config);
  const opened = await openStorage({ ...config, masterKeys, log });
  const storage = {
    ...opened,
    events: measuredEvents(opened.events, metrics),
    outbox: measuredOutbox(opened.outbox, metrics),
  };
  await catchUpProjections({ ...storage, log });
  const { registration } = config;
  const adapter = createTeamsAdapter({
    log,
    guestTenants: config.guestTenants,
    ...(registration !== undefined && { registration }),
  });
  const roster = createRoster({ adapter, conversations: storage.conversations });
  const chat = measuredChat(createMeetingChat({ adapter, roster }), metrics);
  const renderer = createRenderer({
    cardsFolder: fileURLToPath(new URL('../cards', import.meta.url)),
    zone: houseZone,
    approaches,
    calendar,
  });
  await forgetAtStart({ ...storage, documents, clock, log });
  const model = config.model && (await languageModel(config.model, storage.modelBudget));
  if (config.model !== undefined) log.info('model.on', { kind: config.model.kind, wordingHelp: config.wordingHelp });
  const rondetafel = createRondetafel({
    ...storage,
    chat,
    roster,
    archive: measuredArchive(archive, metrics),
    documents,
    clock,
    ids: randomIds,
    renderer,
    log,
    approaches,
    calendar,
    processDirectors: config.processDirectors,
    ...(model !== undefined && { model }),
    wordingHelp: config.wordingHelp,
  });
  const pageOf = (key: string) => `${renderer.line('nl', key)}\n\n${renderer.line('en', key)}\n`;
  let ready = false;
  watchProcess(metrics, () => ready);
  watchQueues(metrics, storage, clock);
  const server = createTeamsServer({
    adapter,
    rondetafel,
    conversations: storage.conversations,
    roster,
    chat,
    log,
    healthy: async () => {
      await storage.ping();
      return true;
    },
    ready: () => ready,
    metrics: {
      render: metrics.render,
      access: config.metricsToken === undefined ? {} : { token: config.metricsToken },
    },
    answered: (route, status) => metrics.count('rondetafel_requests_total', { route, status: String(status) }),
    turned: (kind, seconds) => metrics.observe('rondetafel_turn_seconds', seconds, { kind }),
    pages: {
      '/': pageOf('page.home'),
      '/privacy': pageOf('page.privacy'),
      '/terms': pageOf('page.terms'),
    },
    words: {
      failed: (language, code, sent) =>
        renderer.render({
          kind: 'notice',
          language,
          refusals: [{ code }],
          recorded: [],
          values: sent?.values ?? {},
          again: sent,
        }),
      notDelivered: (language, why) => renderer.line(language, why === undefined ? 'chat.answered' : `refusal.${why}`),
    },
    language: config.language,
  });

  // Listening comes first: a process whose port is taken ends here, and may not have begun on another one's work.
  const port = await server.listen(config.host, config.port);
  if (adapter.authenticated) {
    await probeDoor(port);
    log.info('door.probed', { status: 401 });
  }
  await storage.jobs.start(({ tenant, lane }) => rondetafel.drain(tenant, lane));
  // What an earlier process left behind goes out now, not at the first round of the sweep.
  await rondetafel.sweep();
  ready = true;
  return {
    port,
    async catchUp() {
      await rondetafel.sweep();
      await rondetafel.idle();
    },
    async stop() {
      ready = false;
      await server.close();
      await storage.jobs.stop();
      await rondetafel.stop();
      await storage.close();
    },
  };
}

/** Most houses have none, and its library is large. */
async function languageModel(settings: ModelSettings, budget: ModelBudget): Promise<LanguageModel> {
  const { createLanguageModel } = await import('./assistant/create-language-model.ts');
  return createLanguageModel({ settings, budget });
}
