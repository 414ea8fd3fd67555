import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into the bot before anything of its own: on SIGUSR2 it collects its garbage and says what is left, in MB. The bot itself has no such
 * switch.
 */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const megabytes = [heapUsed, external, rss].map(bytes => (bytes / 1_048_576).toFixed(1));
  process.stdout.write(`memory ${megabytes.join(' ')}\n`);
});
