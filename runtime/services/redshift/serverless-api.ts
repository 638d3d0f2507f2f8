import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import type { Namespace } from './namespace.ts';
import { checkParameters, optionalText, textOf, validation, type Input } from './api/input.ts';
import type { UsageLimits } from './usage-limits.ts';

/** What the API speaks for. */
export interface ServerlessOfApi {
  readonly limits: UsageLimits;
  hasWorkgroup(arn: string): boolean;
  namespace(name: string): Namespace | undefined;
  /** The ARN of a namespace that is not there. */
  arnOfNamespace(name: string): string;
}

/**
 * The API of Redshift Serverless, as far as CloudFormation does not do it: usage limits, which have no type, and the secret of the
 * administrator, which is no attribute of its namespace.
 */
export const redshiftServerlessApi = (of: ServerlessOfApi): ServiceApi => ({
  call: (request) => serverlessCall(request, of),
  error: rpcError,
});

interface Understood {
  readonly parameters: readonly string[];
  /** What the permission is for. Left out: list_amazonredshiftserverless has no resource for the actions on usage limits. */
  readonly resource?: (input: Input, of: ServerlessOfApi) => string;
  run(input: Input, of: ServerlessOfApi): object;
}

/** API reference of Redshift Serverless: parameters in lower camel case, in AWS JSON 1.1. */
const operations: Readonly<Record<string, Understood>> = {
  GetNamespace: {
    parameters: ['namespaceName'],
    resource: (input, { namespace, arnOfNamespace }) => {
      const name = textOf(input, 'namespaceName');
      return namespace(name)?.arn ?? arnOfNamespace(name);
    },
    run: (input, { namespace }) => {
      const name = textOf(input, 'namespaceName');
      const found = namespace(name);
      if (!found) throw new ServiceError('ResourceNotFoundException', 404, `The namespace ${name} does not exist.`);
      return { namespace: described(found) };
    },
  },
  CreateUsageLimit: {
    parameters: ['amount', 'breachAction', 'period', 'resourceArn', 'usageType'],
    run: (input, { limits, hasWorkgroup }) => {
      const resourceArn = textOf(input, 'resourceArn');
      if (!hasWorkgroup(resourceArn))
        throw new ServiceError('ResourceNotFoundException', 404, `The workgroup ${resourceArn} does not exist.`);
      const usageType = oneOf(input, 'usageType', ['serverless-compute', 'cross-region-datasharing']);
      if (usageType === undefined) throw validation('usageType is required.');
      const period = oneOf(input, 'period', ['daily', 'weekly', 'monthly']) ?? 'monthly';
      const breachAction = breachActionOf(input) ?? 'log';
      const amount = amountOf(input);
      if (amount === undefined) throw validation('amount is required.');
      return { usageLimit: limits.create({ resourceArn, usageType, amount, period, breachAction }) };
    },
  },
  ListUsageLimits: {
    parameters: ['maxResults', 'nextToken', 'resourceArn', 'usageType'],
    run: (input, { limits }) => listed(input, limits),
  },
  UpdateUsageLimit: {
    parameters: ['amount', 'breachAction', 'usageLimitId'],
    run: (input, { limits }) => {
      const [amount, breachAction] = [amountOf(input), breachActionOf(input)];
      const changes = {
        ...(amount === undefined ? {} : { amount }),
        ...(breachAction === undefined ? {} : { breachAction }),
      };
      return { usageLimit: limits.update(textOf(input, 'usageLimitId'), changes) };
    },
  },
  DeleteUsageLimit: {
    parameters: ['usageLimitId'],
    run: (input, { limits }) => ({ usageLimit: limits.delete(textOf(input, 'usageLimitId')) }),
  },
};

function serverlessCall(request: GatewayRequest, of: ServerlessOfApi): ServiceCall {
  const { operation, input } = rpcOf(request);
  const known = operations[operation];
  if (!known) throw notModelled(`Redshift Serverless ${operation}`);
  checkParameters(operation, input, known.parameters);
  return {
    name: `redshift-serverless:${operation}`,
    iam: [{ action: `redshift-serverless:${operation}`, resource: known.resource?.(input, of) ?? '*' }],
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, known.run(input, of))),
  };
}

/** API reference, Namespace. */
const described = ({ name, arn, database, administrator, roleArns, secretArn }: Namespace): object => ({
  namespaceName: name,
  namespaceArn: arn,
  namespaceId: arn.split('/').at(-1),
  dbName: database,
  adminUsername: administrator,
  iamRoles: roleArns,
  status: 'AVAILABLE',
  ...(secretArn === undefined ? {} : { adminPasswordSecretArn: secretArn }),
});

/** API reference, ListUsageLimits: "You can retrieve the next page by making the call again with the token". */
function listed(input: Input, limits: UsageLimits): object {
  const { maxResults: most = 100 } = input as { maxResults?: number };
  const all = limits.of(optionalText(input, 'resourceArn'), optionalText(input, 'usageType'));
  const from = Number(optionalText(input, 'nextToken') ?? 0);
  const next = from + most;
  return {
    usageLimits: all.slice(from, next),
    ...(next < all.length ? { nextToken: String(next) } : {}),
  };
}

const breachActionOf = (input: Input): string | undefined =>
  oneOf(input, 'breachAction', ['log', 'emit-metric', 'deactivate']);

function oneOf(input: Input, parameter: string, allowed: readonly string[]): string | undefined {
  const value = optionalText(input, parameter);
  if (value !== undefined && !allowed.includes(value))
    throw validation(`${parameter} must be one of ${allowed.join(', ')}.`);
  return value;
}

/** API reference, CreateUsageLimit, amount: "The value must be a positive number". */
function amountOf({ amount }: Input): number | undefined {
  if (amount === undefined) return undefined;
  if (!Number.isInteger(amount) || (amount as number) < 1) throw validation('amount must be a positive number.');
  return amount as number;
}
