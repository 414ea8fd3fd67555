import { z } from 'zod';
import { AdapterError } from '../ports/adapter-error.ts';
import { area, expectBody, type GraphAnswer, refusal } from './answer.ts';
import type { GraphClient } from './client.ts';

/** The library or folder in which documents are filed. */
export interface Place {
  readonly drive: string;
  /** In the drive, without slashes at its ends; empty for the drive itself. */
  readonly folder: string;
  /** Where people open it in a browser, encoded, without a slash behind it. */
  readonly webUrl: string;
}

export interface PlaceSettings {
  readonly site: string;
  readonly library?: string;
  readonly folder?: string;
}

export interface Places {
  /** Looked for once, and again as long as it isn't found. Rejects with `AdapterError`, in words for an administrator. */
  find(): Promise<Place>;
  /** What was found last; undefined while nothing was. */
  known(): Place | undefined;
  /** It isn't there any more: the next time it's looked for again. */
  forget(): void;
}

const site = z.object({ id: z.string().min(1) });
const drive = z.object({ id: z.string().min(1), name: z.string(), webUrl: z.url() });
const drives = z.object({ value: z.array(drive), '@odata.nextLink': z.string().optional() });
const folderItem = z.object({ folder: z.object({}), webUrl: z.url() });

export function createPlaces(client: GraphClient, settings: PlaceSettings): Places {
  let known: Place | undefined;
  let isGone = false;
  let looking: Promise<Place> | undefined;

  async function look(): Promise<Place> {
    const siteId = await siteIdOf();
    const { id, webUrl } = await driveOf(siteId);
    known = await folderOf({ drive: id, folder: '', webUrl: withoutSlash(webUrl) });
    isGone = false;
    return known;
  }

  async function siteIdOf(): Promise<string> {
    const [host = '', path] = settings.site.split(':');
    const to = path === undefined ? `/sites/${host}` : `/sites/${host}:${encodedPath(path)}`;
    const answer = await client.send({ method: 'GET', to: `${to}?$select=id` });
    if (answer.status === 404 || answer.status === 403 || answer.status === 401)
      throw notThere('SHAREPOINT_SITE', noSite, answer);
    return expectBody(site, 'the site cannot be read', answer).id;
  }

  async function driveOf(siteId: string) {
    const of = `/sites/${encodeURIComponent(siteId)}`;
    if (settings.library === undefined) {
      const answer = await client.send({ method: 'GET', to: `${of}/drive?$select=id,name,webUrl` });
      if (answer.status === 404 || answer.status === 403)
        throw notThere('SHAREPOINT_SITE', 'the site has no library that we may use', answer);
      return expectBody(drive, 'the library cannot be read', answer);
    }
    const wanted = settings.library.toLowerCase();
    const names: string[] = [];
    let to: string | undefined = `${of}/drives?$select=id,name,webUrl`;
    while (to !== undefined) {
      const answer: GraphAnswer = await client.send({ method: 'GET', to });
      const page: z.infer<typeof drives> = expectBody(drives, 'the libraries cannot be listed', answer);
      const found = page.value.find(one => one.name.toLowerCase() === wanted);
      if (found !== undefined) return found;
      names.push(...page.value.map(({ name }) => name));
      to = page['@odata.nextLink'];
    }
    throw new AdapterError(
      `${area.name}: SHAREPOINT_LIBRARY: the site has no library "${settings.library}"; it has: ${names.join(', ')}`,
      { code: `${area.code}.notFound`, retryable: true },
    );
  }

  async function folderOf(library: Place): Promise<Place> {
    if (settings.folder === undefined) return library;
    const to = `/drives/${library.drive}/root:/${encodedPath(settings.folder)}?$select=folder,webUrl`;
    const answer = await client.send({ method: 'GET', to });
    if (answer.status === 404)
      throw notThere('SHAREPOINT_FOLDER', 'the library has no folder of that name; make it', answer);
    const { webUrl } = expectBody(folderItem, 'the folder cannot be read', answer);
    return { drive: library.drive, folder: settings.folder, webUrl: withoutSlash(webUrl) };
  }

  return {
    known: () => known,
    forget() {
      isGone = true;
    },
    find() {
      if (known !== undefined && !isGone) return Promise.resolve(known);
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}

const noSite =
  'there is no such site, or the application has no permission on it (Sites.Selected, and write on this site: docs/operations.md)';

/** Told at the start, where somebody reads it. */
function notThere(variable: string, what: string, answer: GraphAnswer): AdapterError {
  return refusal(`${variable}: ${what}`, answer);
}

/** `a b/c` as `a%20b/c`. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
