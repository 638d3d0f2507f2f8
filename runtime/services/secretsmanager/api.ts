import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import type { ResourceGraph } from '../../contracts/template.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { secretValueOf } from './secret-value.ts';

/** Secrets Manager, as far as functions read secrets of their stack: GetSecretValue. */
export const secretsApi = (graph: ResourceGraph): ServiceApi => ({
  call: (request) => secretsCall(request, graph),
  error: rpcError,
});

function secretsCall(request: GatewayRequest, graph: ResourceGraph): ServiceCall {
  const { operation, input } = rpcOf(request);
  if (operation !== 'GetSecretValue') throw notModelled(`Secrets Manager ${operation}`);
  const asked = String(input['SecretId']);
  const secret = graph.ofType('AWS::SecretsManager::Secret').find(({ arn, name }) => arn === asked || name === asked);
  return {
    name: `secretsmanager:${operation}`,
    iam: [{ action: 'secretsmanager:GetSecretValue', resource: secret?.arn ?? asked }],
    dataAccess: [],
    run: () =>
      callService(async () => {
        // API reference, GetSecretValue, Errors
        if (!secret)
          throw new ServiceError('ResourceNotFoundException', 400, "Secrets Manager can't find the specified secret.");
        return rpcReply(request, {
          ARN: secret.arn,
          Name: secret.name,
          SecretString: secretValueOf(secret, graph),
          VersionStages: ['AWSCURRENT'],
        });
      }),
  };
}
