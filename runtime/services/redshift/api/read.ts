import { ServiceError } from '../../../gateway/service-error.ts';
import type { Column } from '../engine/result.ts';
import type { Statement, SubStatement } from '../statement.ts';
import { validation } from './input.ts';

/** Rows of a page of GetStatementResult. The API names no number; it is small here, so that a caller that reads one page is found out. */
const pageRows = 1000;

/** API reference, DescribeStatement. Times are seconds, durations nanoseconds. */
export function described(statement: Statement): object {
  const { submitted, status, createdAt, updatedAt, duration, error, subs } = {
    ...statement,
    createdAt: statement.submitted.createdAt,
  };
  const last = subs.at(-1)!;
  return {
    Id: submitted.id,
    Status: status,
    CreatedAt: createdAt / 1000,
    UpdatedAt: updatedAt / 1000,
    Database: submitted.database,
    WorkgroupName: submitted.workgroup,
    Duration: status === 'FINISHED' || status === 'FAILED' ? Math.round(duration * 1e6) : -1,
    HasResultSet: status === 'FINISHED' && last.columns !== undefined,
    ResultRows: last.rows ?? -1,
    ResultSize: last.rows === undefined ? -1 : JSON.stringify(last.records).length,
    RedshiftPid: 1_073_741_824,
    RedshiftQueryId: -1,
    ResultFormat: 'JSON',
    ...(error === undefined ? {} : { Error: error }),
    ...(submitted.batch
      ? { SubStatements: subs.map((sub, index) => describedSub(statement, sub, index)) }
      : { QueryString: submitted.sqls[0], ...parametersOf(statement) }),
  };
}

const parametersOf = ({ submitted: { parameters } }: Statement): object => {
  const all = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  return all.length === 0 ? {} : { QueryParameters: all };
};

function describedSub({ submitted, updatedAt }: Statement, sub: SubStatement, index: number): object {
  return {
    Id: `${submitted.id}:${index + 1}`,
    Status: sub.status,
    CreatedAt: submitted.createdAt / 1000,
    UpdatedAt: updatedAt / 1000,
    QueryString: sub.sql,
    HasResultSet: sub.columns !== undefined,
    ResultRows: sub.rows ?? -1,
    ResultSize: sub.rows === undefined ? -1 : JSON.stringify(sub.records).length,
    RedshiftQueryId: -1,
    ...(sub.error === undefined ? {} : { Error: sub.error }),
  };
}

/** API reference, ListStatements: without a status, it lists finished statements. */
export const listed = ({ submitted, status, updatedAt }: Statement): object => ({
  Id: submitted.id,
  Status: status,
  CreatedAt: submitted.createdAt / 1000,
  UpdatedAt: updatedAt / 1000,
  IsBatchStatement: submitted.batch,
  ...(submitted.name === undefined ? {} : { StatementName: submitted.name }),
  ...(submitted.batch ? { QueryStrings: submitted.sqls } : { QueryString: submitted.sqls[0] }),
});

/** API reference, GetStatementResult: a page of the rows of a statement that has finished. */
export function resultPage(statement: Statement, subIndex: number, token: string | undefined): object {
  const sub = statement.subs[subIndex];
  if (!sub) throw notFound();
  if (sub.status !== 'FINISHED' || sub.columns === undefined)
    throw new ServiceError(
      'ResourceNotFoundException',
      400,
      'Query does not have result. Please check query status with DescribeStatement.',
    );
  const from = token === undefined ? 0 : pageAt(token);
  const next = from + pageRows;
  return {
    ColumnMetadata: sub.columns.map(columnMetadata),
    Records: sub.records.slice(from, next),
    TotalNumRows: sub.records.length,
    ...(next < sub.records.length ? { NextToken: Buffer.from(`row ${next}`).toString('base64') } : {}),
  };
}

const columnMetadata = ({ name, typeName }: Column): object => ({ name, label: name, typeName, nullable: 1 });

function pageAt(token: string): number {
  const row = /^row (\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (row === undefined) throw validation('Invalid NextToken.');
  return Number(row);
}

export const notFound = (): ServiceError => new ServiceError('ResourceNotFoundException', 400, 'Query does not exist.');
