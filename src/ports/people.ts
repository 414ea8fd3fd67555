import type { Availability } from '../domain/availability.ts';
import type { PersonId } from '../domain/values.ts';

/** What a person told us once and needn't tell again; sealed at rest. */
export interface Profile {
  readonly person: PersonId;
  readonly name: string;
  readonly organisation?: string;
  readonly role?: string;
  /** The meeting chat in which they joined last, for what they type in their own chat. */
  readonly lastChat?: string;
  /** Leave, days and hour, for reminders. */
  readonly availability?: Availability;
}

/** Kept per tenant, across cases. */
export interface People {
  find(tenant: string, person: PersonId): Promise<Profile | undefined>;
  save(tenant: string, profile: Profile): Promise<void>;
}
