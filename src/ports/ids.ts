/** The only source of randomness in the process. */
export interface Ids {
  /** A new unique id for an event, a conference or an effect. */
  newId(): string;
  /** An unguessable form token: at least 128 bits, safe in JSON and in a URL. */
  newToken(): string;
}
