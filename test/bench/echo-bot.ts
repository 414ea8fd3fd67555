import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TeamsActivityHandler } from 'botbuilder';
import restify from 'restify';

/** The floor: a bare botbuilder + restify bot that answers every press with one small card. Listens on `PORT`. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
class EchoBot extends TeamsActivityHandler {
  override async onAdaptiveCardInvoke() {
    const value = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'echo' }] };
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
  }
}
const bot = new EchoBot();
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
