import { createHash } from 'node:crypto';
import type { Caller } from '../../gateway/caller.ts';
import { queryOf, queryReply } from '../../gateway/protocols/query.ts';
import type { GatewayRequest } from '../../gateway/server.ts';
import { notModelled } from '../../gateway/service-error.ts';
import type { ServiceCall, Services } from '../../gateway/services.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

export function stsCall(request: GatewayRequest, services: Services, caller: Caller): ServiceCall {
  const { operation } = queryOf(request);
  if (operation !== 'GetCallerIdentity') throw notModelled(`STS ${operation}`);
  return {
    name: `sts:${operation}`,
    // API reference, GetCallerIdentity: "No permissions are required to perform this operation"
    iam: [],
    dataAccess: [],
    run: async () => {
      const Arn = services.principal(caller.accessKeyId);
      return queryReply(operation, namespace, { Arn, UserId: userId(Arn), Account: services.account });
    },
  };
}

/** IAM guide, reference_identifiers: AROA, the role's unique id, then the session's name. */
function userId(arn: string): string {
  const [, role = '', session = role] = arn.split(':')[5]!.split('/');
  const unique = createHash('sha256').update(role).digest('hex').slice(0, 16).toUpperCase();
  return `AROA${unique}:${session}`;
}
