import type { LocalDate } from '../domain/values.ts';

/** How often a house asks its language model in a day. Counted before each request, durably and across processes. */
export interface ModelBudget {
  /** Takes one request out of the budget of that day; false when there's none left. */
  take(tenant: string, day: LocalDate, perDay: number): Promise<boolean>;
}
