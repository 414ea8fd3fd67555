import type { LinkMaker } from '../../../src/storage/audit/chain.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export {
  beforeTheFirst,
  type ChainKind,
  chainKeyOf,
  digestOfCase,
  existingChainKey,
  type Linked,
  type LinkMaker,
  linkedAccess,
  linkedEvent,
} from '../../../src/storage/audit/chain.ts';

/** Every link is the same. */
export function linkMaker(): LinkMaker {
  return () => 'link';
}
