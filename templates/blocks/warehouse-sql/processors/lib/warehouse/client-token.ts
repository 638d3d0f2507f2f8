import { hash } from 'node:crypto';

/** Redshift Data API reference, ExecuteStatement: a client token has at most 64 characters. */
export const clientTokenOf =
  (event: string) =>
  (sql: string, attempt: number): string =>
    hash('sha256', JSON.stringify([event, sql, attempt]));
