import type { CaseDocuments } from '../ports/case-documents.ts';
import { createFiledDocuments } from './filed-documents.ts';
import { createFolderShelf } from './folder-shelf.ts';

/** What the folder archive has of a case. */
export function createFolderDocuments(directory: string): CaseDocuments {
  return createFiledDocuments(createFolderShelf(directory));
}
