import { parseDocument, type Leaves } from './document-parser.ts';
import type { StoredDocument } from './documents.ts';

const known = new WeakMap<StoredDocument, Leaves>();

/** The values of a document that searches look at. Taken apart when the first one asks: most documents are overwritten before. */
export function leavesOf(document: StoredDocument): Leaves {
  const found = known.get(document);
  if (found) return found;
  const { leaves } = parseDocument(document.id, document.source, document.mapping);
  known.set(document, leaves);
  return leaves;
}
