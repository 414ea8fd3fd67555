import type { CaseDocuments } from '../ports/case-documents.ts';

/**
 * The documents of several places as one, for a house that filed in another place before: what it filed there goes with its case too.
 * Rejects with what the first place that fails says; the others are done by then or the next time.
 */
export function createAllDocuments(places: readonly CaseDocuments[]): CaseDocuments {
  return {
    get outOfReach() {
      return [...new Set(places.flatMap(({ outOfReach }) => outOfReach))];
    },
    async codes() {
      const codes = await Promise.all(places.map(place => place.codes()));
      return [...new Set(codes.flat())];
    },
    async forget(code) {
      for (const place of places) await place.forget(code);
    },
  };
}
