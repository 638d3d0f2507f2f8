import type { Prepared } from '../../record.ts';

type Ok = Extract<Prepared, { result: 'ok' }>;

/** A record as a document of a bulk request. */
export interface BulkDocument {
  readonly prepared: Ok;
  readonly index: string;
  /** Left out where OpenSearch gives ids. */
  readonly id: string | undefined;
  /** One line of JSON. */
  readonly text: string;
}

/** Why a document is not in the index. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** OpenSearch guide, document-apis/bulk: a line for the action, and one for the document. */
export const bulkBody = (documents: readonly BulkDocument[]): string =>
  documents
    .map(({ index, id, text }) => {
      const target = { _index: index, ...(id === undefined ? {} : { _id: id }) };
      return `${JSON.stringify({ index: target })}\n${text}\n`;
    })
    .join('');

interface Item {
  readonly index?: { readonly status?: number; readonly error?: { readonly type?: string; readonly reason?: string } };
}

/** The documents that the answer to a bulk request names as not indexed, and why. Throws for an answer that is none. */
export function refusedIn(answer: string, documents: readonly BulkDocument[]): ReadonlyMap<BulkDocument, Refusal> {
  const { items } = JSON.parse(answer) as { readonly items: readonly Item[] };
  return new Map(
    documents.flatMap((document, at) => {
      const { status = 0, error } = items[at]?.index ?? {};
      if (status >= 200 && status < 300) return [];
      return [[document, { code: String(status), message: JSON.stringify(error ?? {}) }] as const];
    }),
  );
}
