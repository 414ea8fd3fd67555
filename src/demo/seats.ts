/** Somebody in the Playground: known by function, never by name. */
export interface Seat {
  /** As the case file says it: `wijkagent`. */
  readonly function: string;
  /** As the chat shows it: `Wijkagent`. */
  readonly name: string;
  /** Empty for a seat that only fills the room. */
  readonly organisation: string;
  /** The id that the chat uses: `29:wijkagent`. */
  readonly teamsId: string;
  readonly entraId: string;
}

/** The Playground has one current user and exactly five more. */
const seatsInTheRoom = 6;
const fillers = ['notulist', 'toehoorder', 'gast', 'waarnemer', 'stagiair'];

/**
 * Seats the people of a case, the chair first (the Playground's current user), and fills the room to six with people who
 * take no part. Throws when the case needs more than six.
 */
export function seatPeople(people: Readonly<Record<string, string>>, chair: string): readonly Seat[] {
  const functions = [chair, ...Object.keys(people).filter(name => name !== chair)];
  if (functions.length > seatsInTheRoom)
    throw new Error(`the Agents Playground seats ${seatsInTheRoom} people and this case has ${functions.length}`);
  const free = fillers.filter(name => !functions.includes(name));
  return [...functions, ...free].slice(0, seatsInTheRoom).map((name, index) => ({
    function: name,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    organisation: people[name] ?? '',
    teamsId: `29:${name}`,
    entraId: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  }));
}

/** The Playground's configuration file, from the template `playground.yml`. */
export function fillPlaygroundFile(template: string, seats: readonly Seat[]): string {
  const [current, ...others] = seats.map(seat => ({
    id: seat.teamsId,
    name: seat.name,
    userPrincipleName: `${seat.function}@example.com`,
    aadObjectId: seat.entraId,
    givenName: seat.name,
    surname: seat.organisation || seat.name,
    email: `${seat.function}@example.com`,
  }));
  if (current === undefined) throw new Error('nobody to seat');
  return template
    .replace('"@currentUser"', () => JSON.stringify(current))
    .replace('"@users"', () => JSON.stringify(others))
    .replace('"@personalChat"', () => JSON.stringify(`a:personal-${current.id}`));
}
