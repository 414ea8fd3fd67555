import { expect, it } from 'vitest';
import { createAllDocuments } from '../../src/minutes/all-documents.ts';
import type { CaseDocuments } from '../../src/ports/case-documents.ts';

function place(codes: string[], outOfReach: CaseDocuments['outOfReach'] = []): CaseDocuments {
  return {
    outOfReach,
    codes: async () => codes,
    async forget(code) {
      if (codes.includes(code)) codes.splice(codes.indexOf(code), 1);
    },
  };
}

it('documents in two places are listed once a case, and forgotten in both', async () => {
  const [before, now] = [
    ['A-1', 'A-2'],
    ['A-2', 'A-3'],
  ];
  const all = createAllDocuments([place(before), place(now, ['filedDocuments'])]);
  expect(await all.codes()).toEqual(['A-1', 'A-2', 'A-3']);
  await all.forget('A-2');
  expect([before, now]).toEqual([['A-1'], ['A-3']]);
  expect(all.outOfReach).toEqual(['filedDocuments']);
});
