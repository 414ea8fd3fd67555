import { describe, expect, it } from 'vitest';
import type { FormToken, FormTokens } from '../../src/ports/form-tokens.ts';
import { token, unique } from './samples.ts';

const byToken = (one: FormToken, other: FormToken) => one.token.localeCompare(other.token);

export function describeFormTokens(name: string, ports: () => { readonly tokens: FormTokens }): void {
  describe(`form tokens: ${name}`, () => {
    it('finds nothing under a token that nobody stored', async () => {
      expect(await ports().tokens.find(unique('token'))).toBeUndefined();
    });

    it('gives back what a token is bound to', async () => {
      const stored = token('tenant', { form: 'reminder', person: 'behandelaar', action: 'A2' });
      const opened = token('tenant', { form: 'editItem', phase: 'actions', item: 'F3' });
      await ports().tokens.save([stored, opened, token('tenant')]);
      expect(await ports().tokens.find(stored.token)).toEqual(stored);
      expect(await ports().tokens.find(opened.token)).toEqual(opened);
    });

    it('never binds a token anew', async () => {
      const stored = token('tenant', { person: 'behandelaar' });
      await ports().tokens.save([stored]);
      await ports().tokens.save([{ ...stored, person: 'wijkagent' }]);
      expect(await ports().tokens.find(stored.token)).toEqual(stored);
    });

    it('finds the tokens of one list together, of this tenant only', async () => {
      const [tenant, other, list] = [unique('tenant'), unique('tenant'), unique('list')];
      const rows = ['A1', 'A2'].map(action =>
        token(tenant, { form: 'morning', person: 'p', case: 'c', action, item: list }),
      );
      const own = token(tenant, { form: 'morning', person: 'p', item: list });
      await ports().tokens.save([...rows, own, token(other, { item: list }), token(tenant, { item: unique('list') })]);
      const together = await ports().tokens.together(tenant, list);
      expect(together.toSorted(byToken)).toEqual([...rows, own].toSorted(byToken));
      expect(await ports().tokens.together(tenant, '')).toEqual([]);
    });

    it('takes an empty list', async () => {
      await expect(ports().tokens.save([])).resolves.toBeUndefined();
    });
  });
}
