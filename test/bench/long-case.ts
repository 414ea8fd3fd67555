import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Command, DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { ratingLevels } from '../../src/domain/values.ts';
import { addDays, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';

export interface Sitting {
  readonly person: string;
  readonly name: string;
}

/** Of one conference: about what ten partners do in three quarters of an hour. */
const eventsOfConference = 100;
const risks = ['Geweld tegen een voorbijganger', 'Overlast in de flat', 'Brand in de woning'];

/**
 * Events of a case as conferences would have made them, one a week: everything comes from `decide`. The last conference is closed.
 * @param wanted a few more come, so that the last conference can be closed
 */
export function longCase(code: string, wanted: number, chair: Sitting, partners: readonly Sitting[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  let state: CaseState | undefined;
  let conference = '';
  let day = '2016-01-04';
  let minute = 0;

  function press({ person, name }: Sitting, command: Command): number {
    minute += 1;
    const at = (part: number) => String(part).padStart(2, '0');
    const context: DecisionContext = {
      now: `${day}T${at(9 + Math.floor(minute / 3600))}:${at(Math.floor(minute / 60) % 60)}:${at(minute % 60)}.000Z`,
      today: day,
      actor: { person, name, organisation: `Organisatie van de ${name}` },
      members: [],
      approaches: usualApproaches,
      calendar: publicHolidaysOnly,
      processDirectors: [],
      ...(command.verb !== 'conference.open' && { conference }),
      opening: { conferenceId: conference, conversation: `19:${code}@thread.v2`, processDirectors: [] },
    };
    const decision = decide(state, command, context);
    if (decision.kind === 'refused') throw new Error(`${command.verb}: ${JSON.stringify(decision.refusals)}`);
    const { actor, now } = context;
    const by = { person: actor.person, ...(actor.organisation !== undefined && { organisation: actor.organisation }) };
    const made = decision.events.map((body): CaseEvent => ({ id: randomIds.newId(), at: now, actor: by, ...body }));
    state = fold(made, state);
    events.push(...made);
    return made.length;
  }

  while (events.length < wanted) {
    conference = randomIds.newId();
    minute = 0;
    press(chair, { verb: 'conference.open', case: code, approach: 'Top X', minutes: 30 });
    for (const partner of partners)
      press(partner, { verb: 'conference.join', organisation: `Organisatie van de ${partner.name}` });
    press(chair, { verb: 'step.next' });
    while (state?.conferences.at(-1)?.phase !== 'risks.raise') press(chair, { verb: 'step.next' });
    if (state.risks.length === 0) for (const what of risks) press(chair, { verb: 'risk.raise', what });
    press(chair, { verb: 'step.next' });
    const until = Math.min(wanted, events.length + eventsOfConference);
    for (let turn = 0; events.length < until; turn++) {
      const partner = partners[turn % partners.length] ?? chair;
      const level = ratingLevels[(turn + Math.floor(turn / 5)) % ratingLevels.length] ?? 'high';
      const ratings = risks.map((_what, index) => ({
        risk: `R${index + 1}`,
        level,
        reason: `Melding ${turn} van deze week, gezien bij huisbezoek`,
      }));
      press(partner, { verb: 'risk.rate', ratings });
    }
    press(chair, { verb: 'conference.close' });
    day = addDays(day, 7);
  }
  return events;
}
