import type { Caller, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import type { Call } from '../../contracts/permissions.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import { checkParameters, optionalText, textOf, validation, type Input } from './api/input.ts';
import { described, listed, notFound, resultPage } from './api/read.ts';
import { permissionsToSubmit, submit, submitParameters } from './api/submit.ts';
import type { Statement } from './statement.ts';
import type { Workgroup } from './workgroup.ts';

/** What the API speaks for. */
export interface WorkgroupsOfApi {
  readonly account: string;
  readonly region: string;
  now(): number;
  workgroups(): readonly Workgroup[];
  /** The ARN that a caller goes by. */
  principal(accessKeyId: string): string;
}

/** The Redshift Data API. */
export const redshiftDataApi = (warehouses: WorkgroupsOfApi): ServiceApi => ({
  call: (request, caller) => dataCall(request, caller, warehouses),
  error: rpcError,
});

function dataCall(request: GatewayRequest, caller: Caller, warehouses: WorkgroupsOfApi): ServiceCall {
  const { operation, input } = rpcOf(request);
  const owner = warehouses.principal(caller.accessKeyId);
  const call = (iam: readonly Call[], run: () => object): ServiceCall => ({
    name: `redshift-data:${operation}`,
    iam,
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, run())),
  });
  switch (operation) {
    case 'ExecuteStatement':
    case 'BatchExecuteStatement': {
      const batch = operation === 'BatchExecuteStatement';
      checkParameters(operation, input, [...submitParameters, batch ? 'Sqls' : 'Sql']);
      const name = textOf(input, 'WorkgroupName');
      const workgroup = warehouses.workgroups().find((each) => each.name === name || each.arn === name);
      const arn = workgroup?.arn ?? regionalArn('redshift-serverless', warehouses, `workgroup/${name}`);
      return call(permissionsToSubmit(operation, input, arn), () => {
        if (!workgroup) throw validation(`Redshift endpoint doesn't exist in this region. Workgroup: ${name}`);
        return submit(batch, input, workgroup, owner, warehouses.now());
      });
    }
    case 'DescribeStatement':
      checkParameters(operation, input, ['Id']);
      return call(ofOwner(operation), () => {
        const { statement, sub } = statementOf(input, owner, warehouses);
        if (sub !== undefined) throw notModelled('DescribeStatement of one statement of a batch');
        return described(statement);
      });
    case 'GetStatementResult':
      checkParameters(operation, input, ['Id', 'NextToken']);
      return call(ofOwner(operation), () => {
        const { statement, sub = 0 } = statementOf(input, owner, warehouses);
        return resultPage(statement, sub, optionalText(input, 'NextToken'));
      });
    case 'CancelStatement':
      checkParameters(operation, input, ['Id']);
      return call(ofOwner(operation), () => cancel(statementOf(input, owner, warehouses), warehouses));
    case 'ListStatements':
      checkParameters(operation, input, ['MaxResults', 'RoleLevel', 'StatementName', 'Status', 'WorkgroupName']);
      return call([{ action: 'redshift-data:ListStatements', resource: '*' }], () => list(input, owner, warehouses));
    default:
      throw notModelled(`The Redshift Data API's ${operation}`);
  }
}

/** list_redshift-data: these actions have no resource. */
const ofOwner = (operation: string): readonly Call[] => [{ action: `redshift-data:${operation}`, resource: '*' }];

/** By the Id of a call, or of one statement of a batch: "uuid:2". Who did not send it does not find it (data-api-access). */
function statementOf(
  input: Input,
  owner: string,
  { workgroups }: WorkgroupsOfApi,
): { readonly statement: Statement; readonly sub: number | undefined } {
  const [, id, index] = /^([0-9a-f-]{36})(?::(\d+))?$/.exec(textOf(input, 'Id')) ?? [];
  if (id === undefined)
    throw validation('id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$');
  const statement = workgroups()
    .flatMap((workgroup) => workgroup.statements())
    .find(({ submitted }) => submitted.id === id && submitted.owner === owner);
  if (!statement) throw notFound();
  return { statement, sub: index === undefined ? undefined : Number(index) - 1 };
}

/** API reference, CancelStatement: "To be canceled, a query must be running." */
function cancel({ statement, sub }: ReturnType<typeof statementOf>, { workgroups }: WorkgroupsOfApi): object {
  if (sub !== undefined) throw validation('A statement of a batch cannot be canceled.');
  if (statement.ended)
    throw validation(
      `Could not cancel a query that is already in ${statement.status} state with ID: ${statement.submitted.id}`,
    );
  workgroups()
    .find(({ name }) => name === statement.submitted.workgroup)!
    .cancel(statement);
  return { Status: true };
}

/** API reference, ListStatements: the newest first; a name stands for all that begin with it. */
function list(input: Input, owner: string, { workgroups }: WorkgroupsOfApi): object {
  const status = optionalText(input, 'Status') ?? 'FINISHED';
  const prefix = optionalText(input, 'StatementName') ?? '';
  const workgroupName = optionalText(input, 'WorkgroupName');
  const { MaxResults: most = 100 } = input as { MaxResults?: number };
  const all = workgroups()
    .filter(({ name }) => workgroupName === undefined || name === workgroupName)
    .flatMap((workgroup) => workgroup.statements())
    .filter(({ submitted }) => submitted.owner === owner && (submitted.name ?? '').startsWith(prefix))
    .filter((statement) => status === 'ALL' || statement.status === status);
  if (all.length > most) throw notModelled('A second page of ListStatements');
  return { Statements: all.map(listed) };
}
