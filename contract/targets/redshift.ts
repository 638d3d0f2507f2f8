import { derivedPath, type Target } from '../target.ts';
import { columnsOf, type Column } from './redshift/columns.ts';
import { columnProblems } from './redshift/problems.ts';
import type { RedshiftSettings } from './redshift/settings.ts';

/**
 * A view in Redshift with a typed column for each field, over a streaming view that keeps the events as SUPER. It is dropped and
 * made anew with every contract: CREATE OR REPLACE VIEW takes the same columns only (Redshift database guide, r_CREATE_VIEW).
 * Names are quoted; they keep their case where enable_case_sensitive_identifier is true for the workgroup.
 */
export const redshift: Target = {
  library: [],
  reads: [],
  demands: {},
  withFreeParts: 'one column of type SUPER',
  derive({ role, schemaFile, contract }, settings) {
    const { from, view, event } = settings as RedshiftSettings;
    const columns = [...streamColumns, ...columnsOf(contract.fields, event)];
    const problems = columnProblems(columns.map(({ name }) => name));
    if (problems.length > 0) return { problems };
    return {
      files: [{ path: derivedPath(role, '-warehouse.sql'), text: sqlOf(schemaFile, view, from, columns) }],
      notes: [],
    };
  },
};

/** What Redshift knows of a record besides its data. */
const streamColumns: readonly Column[] = [
  { name: 'stream_sequence_number', value: 'sequence_number' },
  { name: 'stream_arrived_at', value: 'approximate_arrival_timestamp' },
];

const sqlOf = (schemaFile: string, view: string, from: string, columns: readonly Column[]): string =>
  `-- Derived from contract/${schemaFile} by \`npm run contract\`: change the contract, not this file.
DROP VIEW IF EXISTS ${view};

CREATE VIEW ${view} AS
SELECT
${columns.map(({ name, value }) => `  ${value} AS "${name}"`).join(',\n')}
FROM ${from};
`;
