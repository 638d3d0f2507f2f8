import { regionalArn } from '../../template/place.ts';
import { queryOf, queryReply } from '../../gateway/protocols/query.ts';
import type { GatewayRequest } from '../../gateway/server.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import type { ServiceCall, Services } from '../../gateway/services.ts';

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** DescribeStacks of one stack: what tools need to find its resources. */
export function cloudformationCall(request: GatewayRequest, services: Services): ServiceCall {
  const { operation, input } = queryOf(request);
  if (operation !== 'DescribeStacks') throw notModelled(`CloudFormation ${operation}`);
  const { StackName: wanted = '' } = input;
  if (wanted === '') throw notModelled('CloudFormation DescribeStacks of all stacks');
  const name = /^arn:[^/]*:stack\/([^/]+)/.exec(wanted)?.[1] ?? wanted;
  const arn = regionalArn('cloudformation', services, `stack/${name}/local`);
  return {
    name: `cloudformation:${operation}`,
    iam: [{ action: 'cloudformation:DescribeStacks', resource: arn }],
    dataAccess: [],
    run: async () => {
      const outputs = services.outputs(name);
      if (!outputs) throw new ServiceError('ValidationError', 400, `Stack with id ${wanted} does not exist`);
      const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
      return queryReply(operation, namespace, {
        Stacks: {
          member: {
            StackId: arn,
            StackName: name,
            CreationTime: new Date(0).toISOString(),
            StackStatus: 'CREATE_COMPLETE',
            DisableRollback: false,
            Outputs: { member: Outputs },
          },
        },
      });
    },
  };
}
