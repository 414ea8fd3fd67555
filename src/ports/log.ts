/** Log lines carry codes, ids and counts; never what people typed, never a name, never a card. */
export interface Log {
  info(event: string, details?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, details?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, details?: Readonly<Record<string, string | number | boolean>>): void;
}
