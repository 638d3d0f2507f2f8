import type { GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { asServiceError, notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';

const bootstrapBrokers = /^\/v1\/clusters\/([^/]+)\/bootstrap-brokers$/;

/** Amazon MSK, as far as clients ask for the brokers of a cluster: GetBootstrapBrokers. `addressOf` gives HOST:PORT. */
export const mskApi = (addressOf: (clusterArn: string) => string | undefined): ServiceApi => ({
  call: (request) => mskCall(request, addressOf),
  error: mskError,
});

function mskCall({ method, path }: GatewayRequest, addressOf: (clusterArn: string) => string | undefined): ServiceCall {
  const encoded = method === 'GET' ? bootstrapBrokers.exec(path)?.[1] : undefined;
  if (encoded === undefined) throw notModelled(`MSK ${method} ${path}`);
  const arn = decodeURIComponent(encoded);
  return {
    name: 'kafka:GetBootstrapBrokers',
    iam: [{ action: 'kafka:GetBootstrapBrokers', resource: arn }],
    dataAccess: [],
    run: () =>
      callService(async () => {
        const address = addressOf(arn);
        if (address === undefined) throw new ServiceError('NotFoundException', 404, `Cluster ${arn} does not exist.`);
        return {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ bootstrapBrokerStringSaslIam: address }),
        };
      }),
  };
}

/** MSK API reference, "Error": JSON, with the name of the error in a header. */
function mskError(_: GatewayRequest, thrown: unknown): GatewayReply {
  const { name, message, $metadata } = asServiceError(thrown, 'BadRequestException');
  return {
    status: $metadata.httpStatusCode,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ message }),
  };
}
