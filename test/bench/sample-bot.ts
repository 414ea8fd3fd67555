import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  TeamsActivityHandler,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import restify from 'restify';

/**
 * A bot that makes the calls of Microsoft's sample with sequential flows and user-specific views on every press: it asks who is in the chat, saves
 * what was pressed in memory, edits the message for everybody, and answers with a card that refreshes for those people. Code of our own. It
 * checks no tokens and forgets everything at its end. Listens on `PORT`.
 */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const conversationState = new ConversationState(new MemoryStorage());
const answersOf = conversationState.createProperty<string[]>('answers');

class SampleBot extends TeamsActivityHandler {
  override async onAdaptiveCardInvoke(context: TurnContext) {
    const members = await TeamsInfo.getPagedMembers(context, 60);
    const answers = await answersOf.get(context, []);
    answers.push(JSON.stringify(context.activity.value));
    await conversationState.saveChanges(context);
    const value = cardFor(
      members.members.map(({ id }) => id),
      answers.length,
    );
    const { replyToId } = context.activity;
    if (replyToId !== undefined)
      await context.updateActivity({
        type: 'message',
        id: replyToId,
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: value }],
      });
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
  }
}

function cardFor(userIds: readonly string[], answered: number) {
  const refresh = { action: { type: 'Action.Execute', title: 'refresh', verb: 'refresh', data: {} }, userIds };
  const body = [
    { type: 'TextBlock', text: 'Incident', size: 'Large', weight: 'Bolder' },
    { type: 'TextBlock', text: `${answered} answers`, wrap: true },
  ];
  const actions = [{ type: 'Action.Execute', title: 'Answer', verb: 'answer', data: { info: 'edit' } }];
  return { type: 'AdaptiveCard', version: '1.4', refresh, body, actions };
}

const bot = new SampleBot();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  // restify's request leaves optional fields undefined where botbuilder's type wants them absent.
  await adapter.process(request as Parameters<CloudAdapter['process']>[0], response, context => bot.run(context));
});
server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
  response.send(200);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
