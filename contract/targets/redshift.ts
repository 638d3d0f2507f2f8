import { derivedPath, type Target } from '../target.ts';
import { columnsOf, type Column } from './redshift/columns.ts';
import { columnProblems } from './redshift/problems.ts';
import type { RedshiftSettings } from './redshift/settings.ts';

/**
 * A view in Redshift with a typed column for each field, over a streaming view that keeps the events as SUPER. It is dropped and
 * made anew with every contract: CREATE OR REPLACE VIEW takes the same columns only (Redshift database guide, r_CREATE_VIEW).
 * The file has its statements as texts: a function of the deployment runs them one by one. Names are quoted; they keep their case where enable_case_sensitive_identifier is true for the workgroup.
 */
export const redshift: Target = {
  library: [],
  reads: [],
  demands: {},
  withFreeParts: 'one column of type SUPER',
  derive({ role, schemaFile, contract }, settings) {
    const { from, view, event, columns: ofRecord = [] } = settings as RedshiftSettings;
    const columns = [...streamColumns, ...ofRecord, ...columnsOf(contract.fields, event)];
    const problems = columnProblems(columns.map(({ name }) => name));
    if (problems.length > 0) return { problems };
    return {
      files: [
        { path: derivedPath(role, '-warehouse.ts'), text: textOf(role, schemaFile, statementsOf(view, from, columns)) },
      ],
      notes: [],
    };
  },
};

/** What Redshift knows of a record besides its data. */
const streamColumns: readonly Column[] = [
  { name: 'stream_sequence_number', value: 'sequence_number' },
  { name: 'stream_arrived_at', value: 'approximate_arrival_timestamp' },
];

const textOf = (role: string, schemaFile: string, statements: readonly string[]): string =>
  `// Derived from contract/${schemaFile} by \`npm run contract\`: change the contract, not this file.

/** SQL for Redshift: the view with a column for each field. It may run any number of times. */
export const ${role}Warehouse: readonly string[] = [
${statements.map((sql) => `  ${quoted(sql)},\n`).join('')}];
`;

const statementsOf = (view: string, from: string, columns: readonly Column[]): readonly string[] => [
  `DROP VIEW IF EXISTS ${view}`,
  `CREATE VIEW ${view} AS
SELECT
${columns.map(({ name, value }) => `  ${value} AS "${name}"`).join(',\n')}
FROM ${from}`,
];

/** As a formatter would write it: several lines between backticks. */
const quoted = (text: string): string =>
  text.includes('\n') || text.includes("'")
    ? `\`${text.replaceAll(/[\\`]|\$\{/g, (each) => `\\${each}`)}\``
    : `'${text}'`;
