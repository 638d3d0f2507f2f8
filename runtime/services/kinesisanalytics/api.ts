import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import type { Application } from './application.ts';

export interface ApplicationsOfApi {
  readonly account: string;
  readonly region: string;
  application(name: string): Application | undefined;
}

/** What a deployment asks of an application. Each operation needs the permission of its name (Service Authorization Reference). */
const operations: Readonly<Record<string, (application: Application) => object>> = {
  DescribeApplication: (application) => ({ ApplicationDetail: application.detail() }),
  // a run takes none
  ListApplicationSnapshots: () => ({ SnapshotSummaries: [] }),
  StartApplication: (application) => {
    if (application.status !== 'READY')
      throw new ServiceError('ResourceInUseException', 400, `Application is ${application.status}.`);
    application.start();
    return { OperationId: application.name };
  },
};

export const applicationsApi = (applications: ApplicationsOfApi): ServiceApi => ({
  call: (request) => applicationCall(request, applications),
  error: rpcError,
});

function applicationCall(request: GatewayRequest, applications: ApplicationsOfApi): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`Managed Flink ${name}`);
  const wanted = String(input['ApplicationName']);
  const application = applications.application(wanted);
  const action = `kinesisanalytics:${name}`;
  return {
    name: action,
    iam: [
      { action, resource: application?.arn ?? regionalArn('kinesisanalytics', applications, `application/${wanted}`) },
    ],
    dataAccess: [],
    run: () =>
      callService(async () => {
        if (!application) throw new ServiceError('ResourceNotFoundException', 400, `Application ${wanted} not found.`);
        return rpcReply(request, operation(application));
      }),
  };
}
