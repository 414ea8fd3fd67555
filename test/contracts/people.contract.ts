import { describe, expect, it } from 'vitest';
import type { People } from '../../src/ports/people.ts';
import { unique } from './samples.ts';

export function describePeople(name: string, ports: () => { readonly people: People }): void {
  describe(`people: ${name}`, () => {
    it('knows nobody who told nothing', async () => {
      expect(await ports().people.find(unique('tenant'), unique('person'))).toBeUndefined();
    });

    it('gives back what a person told last', async () => {
      const tenant = unique('tenant');
      const profile = {
        person: unique('person'),
        name: 'de wijkagent',
        organisation: 'Politie',
        role: 'wijkagent',
        lastChat: '19:chat@thread.v2',
      };
      await ports().people.save(tenant, profile);
      expect(await ports().people.find(tenant, profile.person)).toEqual(profile);
      const changed = { person: profile.person, name: 'de wijkagent' };
      await ports().people.save(tenant, changed);
      expect(await ports().people.find(tenant, profile.person)).toEqual(changed);
    });

    it('keeps tenants apart', async () => {
      const profile = { person: unique('person'), name: 'de behandelaar' };
      await ports().people.save(unique('tenant'), profile);
      expect(await ports().people.find(unique('tenant'), profile.person)).toBeUndefined();
    });

    it('takes the first profiles of a house at the same moment', async () => {
      const tenant = unique('tenant');
      const profiles = Array.from({ length: 8 }, () => ({ person: unique('person'), name: 'iemand' }));
      await Promise.all(profiles.map(profile => ports().people.save(tenant, profile)));
      const found = await Promise.all(profiles.map(({ person }) => ports().people.find(tenant, person)));
      expect(found).toEqual(profiles);
    });
  });
}
