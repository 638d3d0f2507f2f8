import { createHash } from 'node:crypto';
import type { Caller, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { queryError, queryOf, queryReply } from '../../gateway/protocols/query.ts';
import { notModelled } from '../../gateway/service-error.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

export interface Principals {
  readonly account: string;
  /** The ARN that a caller goes by: of its assumed role, for a function. */
  principal(accessKeyId: string): string;
}

export const stsApi = (principals: Principals): ServiceApi => ({
  call: (request, caller) => stsCall(request, caller, principals),
  error: queryError,
});

function stsCall(request: GatewayRequest, caller: Caller, { account, principal }: Principals): ServiceCall {
  const { operation } = queryOf(request);
  if (operation !== 'GetCallerIdentity') throw notModelled(`STS ${operation}`);
  return {
    name: `sts:${operation}`,
    // API reference, GetCallerIdentity: "No permissions are required to perform this operation"
    iam: [],
    dataAccess: [],
    run: async () => {
      const Arn = principal(caller.accessKeyId);
      return queryReply(operation, namespace, { Arn, UserId: userId(Arn), Account: account });
    },
  };
}

/** IAM guide, reference_identifiers: AROA, the role's unique id, then the session's name. */
function userId(arn: string): string {
  const [, role = '', session = role] = arn.split(':')[5]!.split('/');
  const unique = createHash('sha256').update(role).digest('hex').slice(0, 16).toUpperCase();
  return `AROA${unique}:${session}`;
}
