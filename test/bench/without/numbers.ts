import type { Press } from '../../../src/application/turn.ts';
import type { Request } from '../../../src/domain/request.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export {
  isToldOnItsForm,
  numbersTypedIn,
  typedFor,
  valuesToFillIn,
} from '../../../src/application/typed-numbers.ts';

/** What is sent isn't looked at. */
export function requestWithoutNumbers({ request }: Press): Request {
  return request;
}
