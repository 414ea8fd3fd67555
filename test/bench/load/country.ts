import { stubPeople } from '../../support/stub-connector.ts';

export interface Somebody {
  readonly tenant: string;
  /** By function and number. */
  readonly name: string;
  readonly teamsId: string;
  readonly entraId: string;
}

/** Who sits together; the chair is one of them. */
export interface Group {
  readonly tenant: string;
  readonly chair: Somebody;
  readonly partners: readonly Somebody[];
}

const functions = [
  ...['wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam', 'officier', 'jeugdbeschermer', 'schuldhulpverlener'],
  ...['huisarts', 'woonconsulent', 'leerplichtambtenaar', 'jongerenwerker', 'toezichthouder', 'verpleegkundige'],
] as const;

/** An id of a tenant, as Entra has them. */
export function tenantId(number: number): string {
  return `11111111-aaaa-4aaa-8aaa-${String(number + 1).padStart(12, '0')}`;
}

/**
 * The houses of a country and who confers there: every conference has people of its own.
 * @param people at one conference, the chair included
 */
export function peopleOf(country: {
  readonly tenants: number;
  readonly conferences: number;
  readonly people: number;
}): readonly Group[] {
  const names = Array.from({ length: country.conferences }, (_, conference) =>
    Array.from({ length: country.people }, (_, seat) => {
      const role = seat === 0 ? 'procesregisseur' : functions[(seat - 1) % functions.length];
      return `${role} ${conference + 1}-${seat + 1}`;
    }),
  );
  const everybody = stubPeople(names.flat());
  return names.flatMap((_, conference) => {
    const tenant = tenantId(conference % country.tenants);
    const [chair, ...partners] = everybody
      .slice(conference * country.people, (conference + 1) * country.people)
      .map(({ entraId = '', ...person }) => ({ ...person, tenant, entraId }));
    return chair === undefined ? [] : [{ tenant, chair, partners }];
  });
}
