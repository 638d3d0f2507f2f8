import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import type { ResourceGraph } from '../../contracts/template.ts';
import { regionalArn } from '../../template/place.ts';
import { queryError, queryOf, queryReply } from '../../gateway/protocols/query.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';

type Stack = Pick<ResourceGraph, 'stackName' | 'account' | 'region' | 'outputs'>;

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

export const cloudformationApi = (stack: Stack): ServiceApi => ({
  call: (request) => cloudformationCall(request, stack),
  error: queryError,
});

/** DescribeStacks of one stack: what tools need to find its resources. */
function cloudformationCall(request: GatewayRequest, stack: Stack): ServiceCall {
  const { operation, input } = queryOf(request);
  if (operation !== 'DescribeStacks') throw notModelled(`CloudFormation ${operation}`);
  const { StackName: wanted = '' } = input;
  if (wanted === '') throw notModelled('CloudFormation DescribeStacks of all stacks');
  const name = /^arn:[^/]*:stack\/([^/]+)/.exec(wanted)?.[1] ?? wanted;
  const arn = regionalArn('cloudformation', stack, `stack/${name}/local`);
  return {
    name: `cloudformation:${operation}`,
    iam: [{ action: 'cloudformation:DescribeStacks', resource: arn }],
    dataAccess: [],
    run: async () => {
      if (name !== stack.stackName)
        throw new ServiceError('ValidationError', 400, `Stack with id ${wanted} does not exist`);
      const Outputs = Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
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
