import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillPlaygroundFile, seatPeople } from '../../src/demo/seats.ts';

const people = { wijkagent: 'Politie', procesregisseur: 'Zorg- en Veiligheidshuis' };

describe('seating the people of a case', () => {
  it('puts the chair first and fills the room to six', () => {
    const seats = seatPeople(people, 'procesregisseur');
    expect(seats.slice(0, 2).map(seat => [seat.name, seat.organisation, seat.teamsId])).toEqual([
      ['Procesregisseur', 'Zorg- en Veiligheidshuis', '29:procesregisseur'],
      ['Wijkagent', 'Politie', '29:wijkagent'],
    ]);
    expect(new Set(seats.map(seat => seat.entraId)).size).toBe(6);
    expect(seats.slice(2).map(seat => seat.organisation)).toEqual(['', '', '', '']);
  });

  it('says so when there are more people than seats', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => [name, 'Gemeente']));
    expect(() => seatPeople(many, 'a')).toThrow('seats 6 people and this case has 7');
  });

  it('writes everybody into the configuration, also a name that looks like a pattern', () => {
    const seats = seatPeople({ ...people, wijkagent: 'Politie $& Co' }, 'procesregisseur');
    const yml = fillPlaygroundFile(readFileSync('src/demo/playground.yml', 'utf8'), seats);
    expect(yml).not.toContain('"@');
    expect(yml).toContain('"surname":"Politie $& Co"');
    expect(JSON.parse(/^users: (.+)$/m.exec(yml)?.[1] ?? '')).toHaveLength(5);
  });
});
