import { concernsOf } from '../../src/domain/concerns.ts';
import { conferenceAfter, type History, stateAfter, today } from './given.ts';

/** What the rules say after this history about its last conference, each as `code[:item][ detail]`. */
export function concernsAfter(...history: History): readonly string[] {
  return concernsOf(stateAfter(...history), conferenceAfter(...history), today).map(({ code, item, detail }) =>
    [[code, item].filter(part => part !== undefined).join(':'), detail].filter(part => part !== undefined).join(' '),
  );
}
