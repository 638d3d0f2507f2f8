import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import type { Probe } from '../pipeline.ts';

export interface SqlProbeOptions {
  /** Unique among the probes: "warehouse". */
  readonly id: string;
  /** The heading on the page: "Warehouse". */
  readonly title: string;
  /** A query that is always answered: the page shows it, and a check asks it. */
  readonly example: string;
  /** Rows of a query. Rejects with what is wrong with it, and for what is no query. */
  query(stack: LocalStack, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A box on the page that takes SQL, and only reads. */
export const sqlProbe = ({ id, title, example, query }: SqlProbeOptions): Probe => ({
  id,
  title,
  label: 'SQL that only reads',
  placeholder: example,
  action: 'Query',
  ask: async (stack, input) => {
    if (input === '') return { summary: `Nothing was asked. For example: ${example}`, failed: true, rows: [], raw: '' };
    try {
      const rows = await query(stack, input.replace(/;\s*$/, ''));
      return {
        summary: rows.length === 1 ? '1 row' : `${rows.length.toLocaleString('en')} rows`,
        failed: false,
        rows,
        raw: rows,
      };
    } catch (error) {
      return { summary: 'The query was not answered', failed: true, rows: [], raw: (error as Error).message };
    }
  },
  problems: async (stack) => {
    try {
      await query(stack, example);
      return [];
    } catch (error) {
      return [`${title}: ${example}: ${(error as Error).message}`];
    }
  },
});
