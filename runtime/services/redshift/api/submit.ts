import { randomUUID } from 'node:crypto';
import type { Call } from '../../../contracts/permissions.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';
import { tokensOf } from '../dialect/tokens.ts';
import type { Submitted } from '../statement.ts';
import type { Workgroup } from '../workgroup.ts';
import { optionalText, textOf, validation, type Input } from './input.ts';

/** Data API guide, data-api: limits. */
const limits = {
  /** Bytes of a statement. */
  sql: 200 * 1024,
  /** Statements of a batch. */
  batch: 40,
  /** Statements that have not ended. */
  active: 500,
};

export const submitParameters = [
  'ClientToken',
  'Database',
  'Parameters',
  'ResultFormat',
  'SecretArn',
  'StatementName',
  'WithEvent',
  'WorkgroupName',
];

/**
 * list_redshift-data and redshift-iam-access-control-identity-based: the action on the workgroup, and what gives a session in its
 * database: temporary credentials, or the secret with a user and a password.
 */
export function permissionsToSubmit(operation: string, input: Input, workgroupArn: string): readonly Call[] {
  const secretArn = optionalText(input, 'SecretArn');
  return [
    { action: `redshift-data:${operation}`, resource: workgroupArn },
    secretArn === undefined
      ? { action: 'redshift-serverless:GetCredentials', resource: workgroupArn }
      : { action: 'secretsmanager:GetSecretValue', resource: secretArn },
  ];
}

/** ExecuteStatement and BatchExecuteStatement: answers before anything has run. */
export function submit(batch: boolean, input: Input, workgroup: Workgroup, owner: string, now: number): object {
  const sqls = batch ? sqlsOf(input) : [textOf(input, 'Sql')];
  for (const sql of sqls)
    if (Buffer.byteLength(sql) > limits.sql) throw validation(`Cannot exceed ${limits.sql} bytes in SQL statement.`);
  const database = textOf(input, 'Database');
  if (database !== workgroup.namespace.database) throw validation(`FATAL: database "${database}" does not exist`);
  if ((input['ResultFormat'] ?? 'JSON') !== 'JSON') throw notModelled('A result of the Redshift Data API as CSV');
  const clientToken = optionalText(input, 'ClientToken');
  // API reference: a token is at most 64 characters
  if ((clientToken?.length ?? 0) > 64) throw validation('ClientToken must have length less than or equal to 64');
  const statement =
    (clientToken === undefined ? undefined : workgroup.sentBefore(owner, clientToken)) ??
    workgroup.submit({
      id: idWithinLimit(workgroup),
      workgroup: workgroup.name,
      sqls,
      batch,
      parameters: parametersOf(input, sqls),
      name: optionalText(input, 'StatementName'),
      clientToken,
      database,
      owner,
      createdAt: now,
    } satisfies Submitted);
  return {
    Id: statement.submitted.id,
    CreatedAt: statement.submitted.createdAt / 1000,
    Database: database,
    WorkgroupName: workgroup.name,
  };
}

function idWithinLimit(workgroup: Workgroup): string {
  if (workgroup.active() < limits.active) return randomUUID();
  throw new ServiceError(
    'ActiveStatementsExceededException',
    400,
    `Active statements exceeded the allowed quota (${limits.active}).`,
  );
}

function sqlsOf({ Sqls: sqls }: Input): readonly string[] {
  if (!Array.isArray(sqls) || sqls.length < 1 || sqls.length > limits.batch)
    throw validation(`Sqls must have 1 to ${limits.batch} statements.`);
  return sqls.map((sql) => textOf({ Sql: sql as unknown }, 'Sql'));
}

/** Data API guide, data-api-calling, "Running SQL statements with parameters": each is used, none is empty. */
function parametersOf({ Parameters: given = [] }: Input, sqls: readonly string[]): Readonly<Record<string, string>> {
  const parameters = Object.fromEntries(
    (given as readonly Input[]).map((parameter) => [textOf(parameter, 'name'), textOf(parameter, 'value')]),
  );
  const used = new Set(sqls.flatMap((sql) => namesIn(sql)));
  const unused = Object.keys(parameters).find((name) => !used.has(name));
  if (unused !== undefined)
    throw validation(`Parameters list contains unused parameters. Unused parameters: [${unused}]`);
  const absent = [...used].find((name) => !Object.hasOwn(parameters, name));
  if (absent !== undefined) throw validation(`Parameters list is missing parameters. Missing parameters: [${absent}]`);
  return parameters;
}

function namesIn(sql: string): readonly string[] {
  try {
    return tokensOf(sql).flatMap(({ kind, value }) => (kind === 'parameter' ? [value] : []));
  } catch {
    // what cannot be read fails when it runs
    return [];
  }
}
