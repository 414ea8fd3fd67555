import { z } from 'zod';
import { expectBody, type GraphAnswer, refusal } from './answer.ts';
import type { GraphClient } from './client.ts';
import { encodedPath, type Place } from './place.ts';

const item = z.object({
  id: z.string().min(1),
  name: z.string(),
  eTag: z.string().optional(),
  size: z.number().optional(),
  lastModifiedDateTime: z.string().optional(),
  folder: z.object({}).optional(),
  file: z.object({ hashes: z.object({ quickXorHash: z.string().optional() }).optional() }).optional(),
});
/** A file or folder in a library. */
export type Item = z.infer<typeof item>;
const page = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });

const fields = '$select=id,name,eTag,size,lastModifiedDateTime,folder,file';

/** The address of something in the place: `/drives/<id>/root:/<path>`, or the root itself. */
function itemAt({ drive, folder }: Place, name: string): string {
  const whole = [folder, name].filter(part => part !== '').join('/');
  return `/drives/${drive}/root${whole === '' ? '' : `:/${encodedPath(whole)}`}`;
}

/** The same for what is asked of it: a path is closed with a colon before `/content` or `/children`. */
export function pathTo(place: Place, name: string): string {
  return place.folder === '' && name === '' ? itemAt(place, name) : `${itemAt(place, name)}:`;
}

/** What is in a folder of the place (`''` for the place itself); undefined when there's no such folder. */
export async function listItems(
  client: GraphClient,
  place: Place,
  folder: string,
): Promise<readonly Item[] | undefined> {
  const items: Item[] = [];
  let to: string | undefined = `${pathTo(place, folder)}/children?${fields}&$top=200`;
  while (to !== undefined) {
    const answer: GraphAnswer = await client.send({ method: 'GET', to });
    if (answer.status === 404) return undefined;
    const got: z.infer<typeof page> = expectBody(page, 'a folder cannot be listed', answer);
    items.push(...got.value);
    to = got['@odata.nextLink'];
  }
  return items;
}

/** Makes a folder in the place; that it's there already is well. */
export async function makeFolder(client: GraphClient, place: Place, name: string): Promise<void> {
  const json = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
  const answer = await client.send({ method: 'POST', to: `${pathTo(place, '')}/children`, json });
  if (answer.status !== 201 && answer.status !== 200 && answer.status !== 409)
    throw refusal('a folder cannot be made', answer);
}

/** The content of a file, from the address that Graph gives for it. */
export async function readItem(client: GraphClient, place: Place, name: string): Promise<Uint8Array> {
  const answer = await client.send({ method: 'GET', to: `${pathTo(place, name)}/content` });
  if (answer.status !== 302 || answer.location === undefined) throw refusal('a file cannot be read', answer);
  return client.download(answer.location);
}

/**
 * Removes a file or folder with all its versions, past the recycle bin; what isn't there is no error. Where that isn't allowed or not possible
 * it goes to the recycle bin.
 * @returns false when it went to the recycle bin
 */
export async function removeItem(client: GraphClient, place: Place, name: string): Promise<boolean> {
  const found = await client.send({ method: 'GET', to: `${itemAt(place, name)}?$select=id,name` });
  if (found.status === 404) return true;
  const { id } = expectBody(item, 'a file cannot be found', found);
  const to = `/drives/${place.drive}/items/${encodeURIComponent(id)}`;
  const forGood = await client.send({ method: 'POST', to: `${to}/permanentDelete` });
  if (forGood.status === 204 || forGood.status === 404) return true;
  if (![400, 403, 405, 501].includes(forGood.status)) throw refusal('a file cannot be removed', forGood);
  const recycled = await client.send({ method: 'DELETE', to });
  if (recycled.status !== 204 && recycled.status !== 404) throw refusal('a file cannot be removed', recycled);
  return recycled.status === 404;
}
