import type { SharePointSettings } from '../archive-settings.ts';
import type { Log } from '../ports/log.ts';
import type { Shelf } from '../ports/shelf.ts';
import { type CallOptions, patience } from '../tokens/call.ts';
import { createApplicationTokens, readCertificate } from '../tokens/client-certificate.ts';
import { createManagedIdentity, type IdentitySettings } from '../tokens/managed-identity.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import { area } from './answer.ts';
import { createGraphClient } from './client.ts';
import { type Patience, usualPatience } from './patience.ts';
import { createPlaces } from './place.ts';
import { createSharePointShelf } from './sharepoint-shelf.ts';

export interface SharePointOptions {
  readonly settings: SharePointSettings;
  /** Where an application signs in for that Graph. */
  readonly authority: string;
  /** Of the machine, when no application is given. */
  readonly identity: IdentitySettings;
  readonly log: Log;
  readonly patience?: Patience;
  readonly tokenPatience?: CallOptions;
}

export interface SharePoint {
  readonly shelf: Shelf;
  /** Looks whether the site, library and folder are there. Rejects with `AdapterError`, in words for an administrator. */
  look(): Promise<void>;
}

/**
 * SharePoint through Microsoft Graph, with permissions of the application alone. Nothing is asked yet.
 * @throws AdapterError `sharePoint.certificate` when the file with the certificate isn't good
 */
export function openSharePoint(options: SharePointOptions): SharePoint {
  const { settings, log } = options;
  const client = createGraphClient(settings.graphUrl, tokensOf(options), options.patience ?? usualPatience);
  const places = createPlaces(client, settings);
  return {
    shelf: createSharePointShelf(client, places, log),
    async look() {
      await places.find();
    },
  };
}

function tokensOf({ settings, authority, identity, tokenPatience = patience }: SharePointOptions): TokenSource {
  const { application, graphUrl } = settings;
  // A token is for the service by its name, also where it's asked at another address.
  const resource = graphUrl.startsWith('https://') ? graphUrl : 'https://graph.microsoft.com';
  if (application === undefined) return createManagedIdentity(area, identity, resource, tokenPatience);
  const { tenantId, clientId, certificateFile } = application;
  const certificate = readCertificate(area, certificateFile);
  return createApplicationTokens(
    area,
    { authority, tenantId, clientId, certificate },
    `${resource}/.default`,
    tokenPatience,
  );
}
