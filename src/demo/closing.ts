import type { CaseFile } from './case-file.ts';
import type { PlaygroundClient } from './client.ts';
import type { Step } from './player.ts';
import { createRoom } from './room.ts';
import { accepted } from './turn-outcome.ts';

/** Were the minutes of this conference adopted? */
export function isAdopted(steps: readonly Step[]): boolean {
  return steps.some(step => step.verb === 'minutes.adopt' && step.outcome === 'done');
}

/** Closes a conference that the case file leaves open, and adopts its minutes, so that there is something to hold it against. */
export async function finishConference(client: PlaygroundClient, file: CaseFile): Promise<readonly Step[]> {
  const room = createRoom(client);
  const chair = client.seat(file.chair);
  accepted(await room.press(chair, 'conference.close', { ask: '1' }));
  const steps: Step[] = [];
  for (const verb of ['conference.close', 'minutes.adopt']) {
    const answer = await room.press(chair, verb);
    steps.push({ phase: 'closing', by: chair.function, verb, inputs: {}, ...accepted(answer) });
  }
  return steps;
}
