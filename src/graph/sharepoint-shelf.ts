import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import type { Paper, Shelf } from '../ports/shelf.ts';
import { area } from './answer.ts';
import type { GraphClient } from './client.ts';
import { type Item, listItems, makeFolder, readItem, removeItem } from './items.ts';
import { encodedPath, type Place, type Places } from './place.ts';
import { quickXorHash } from './quick-xor-hash.ts';
import { createUploads } from './upload.ts';

/**
 * A document library of SharePoint, or a folder in it, with a folder per case. SharePoint keeps the versions of a file: what is the same already
 * isn't put there again. Every error is retryable, because somebody can mend it, and what isn't filed yet waits.
 *
 * What is removed goes past the recycle bin where the permission allows that; where it doesn't, `keepsRemoved` turns true.
 */
export function createSharePointShelf(client: GraphClient, places: Places, log: Log): Shelf {
  const uploads = createUploads(client);
  let keepsRemoved = false;

  /** In the place as it was found, which is looked for again once something about it isn't there. */
  async function inPlace<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
    const place = await places.find();
    try {
      return await work(place);
    } catch (error) {
      if (error instanceof AdapterError && error.code === `${area.code}.notFound`) places.forget();
      throw error;
    }
  }

  async function putAll(place: Place, papers: readonly Paper[]): Promise<void> {
    const folder = folderOf(papers[0]?.name ?? '');
    // Another process that files the same is ahead at one file after another; who only ever meets others gives up.
    for (let look = 0; look < 2 * papers.length + 2; look += 1) {
      const there = await listItems(client, place, folder);
      if (there === undefined) await makeFolder(client, place, folder);
      if (await putMissing(place, papers, new Map(there?.map(one => [one.name, one])))) return;
    }
    throw new AdapterError(`${area.name}: others write in the same folder`, {
      code: `${area.code}.conflict`,
      retryable: true,
    });
  }

  /** In order: a file, and behind it its hash, which so is never older than the file it's about. */
  async function putMissing(
    place: Place,
    papers: readonly Paper[],
    there: ReadonlyMap<string, Item>,
  ): Promise<boolean> {
    for (const { hash, ...paper } of papers) {
      const [over, overHash] = [there.get(nameIn(paper.name)), there.get(nameIn(hash.name))];
      const hasHash = isSame(overHash, hash.bytes);
      if (hasHash && (isSame(over, paper.bytes) || isUntouched(over, overHash))) continue;
      if (!isSame(over, paper.bytes) && !(await uploads.put({ place, ...paper, over }))) return false;
      if (!(await uploads.put({ place, ...hash, sha256: paper.sha256, over: overHash }))) return false;
    }
    return true;
  }

  return {
    get keepsRemoved() {
      return keepsRemoved;
    },

    put: papers => inPlace(place => putAll(place, papers)),

    folders: () =>
      inPlace(async place => {
        const items = await listItems(client, place, '');
        // Somebody moved or renamed it. Nothing was found isn't nothing is there.
        if (items === undefined) throw placeGone();
        return items.filter(one => one.folder !== undefined).map(({ name }) => name);
      }),

    filesIn: folder =>
      inPlace(async place => {
        const items = (await listItems(client, place, folder)) ?? [];
        return items.filter(one => one.folder === undefined).map(({ name }) => name);
      }),

    read: name => inPlace(place => readItem(client, place, name)),

    remove: name =>
      inPlace(async place => {
        if (await removeItem(client, place, name)) return;
        keepsRemoved = true;
        log.warn('sharePoint.recycled');
      }),

    locationOf(name) {
      const place = places.known();
      if (place === undefined) return name;
      // Opened in the browser; without it Word documents are downloaded.
      return `${place.webUrl}/${encodedPath(name)}${name.endsWith('.docx') ? '?web=1' : ''}`;
    },
  };
}

function placeGone(): AdapterError {
  return new AdapterError(`${area.name}: the place to file in isn't there any more`, {
    code: `${area.code}.notFound`,
    retryable: true,
  });
}

function isSame(item: Item | undefined, bytes: Uint8Array): boolean {
  return item?.size === bytes.length && item.file?.hashes?.quickXorHash === quickXorHash(bytes);
}

/**
 * SharePoint writes properties of its own into Office documents when they come in, so that they're never the same again. One whose hash is
 * ours, and that nobody touched since that hash came beside it, is as it was filed.
 */
function isUntouched(item: Item | undefined, hash: Item | undefined): boolean {
  if (item?.lastModifiedDateTime === undefined || hash?.lastModifiedDateTime === undefined) return false;
  return Date.parse(item.lastModifiedDateTime) <= Date.parse(hash.lastModifiedDateTime);
}

function folderOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

function nameIn(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
