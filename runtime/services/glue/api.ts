import { randomUUID } from 'node:crypto';
import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { rpcError, rpcOf, rpcReply, type Rpc } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import type { GlueJob } from './job.ts';
import type { JobRun } from './types.ts';
import type { Workflows } from './workflows.ts';

export interface GlueOfApi {
  readonly account: string;
  readonly region: string;
  job(name: string): GlueJob | undefined;
  readonly workflows: Pick<Workflows, 'has' | 'start'>;
}

type Operation = (input: Rpc['input'], glue: GlueOfApi) => { readonly resource: string; run(): object };

const missing = (what: string): ServiceError => new ServiceError('EntityNotFoundException', 400, `${what} not found.`);

/** Each needs the permission of its name on the job or the workflow (Service Authorization Reference, AWS Glue). */
const operations: Readonly<Record<string, Operation>> = {
  StartJobRun: (input, glue) =>
    ofJob(input, glue, (job) => ({
      JobRunId: job.start((input['Arguments'] ?? {}) as Record<string, string>).runId,
    })),
  GetJobRun: (input, glue) =>
    ofJob(input, glue, (job) => {
      const run = job.runs().find(({ id }) => id === input['RunId']);
      if (!run) throw missing(`Job run ${String(input['RunId'])}`);
      return { JobRun: described(job, run) };
    }),
  GetJobRuns: (input, glue) => ofJob(input, glue, (job) => ({ JobRuns: job.runs().map((run) => described(job, run)) })),
  StartWorkflowRun: (input, glue) => {
    const name = String(input['Name']);
    return {
      resource: regionalArn('glue', glue, `workflow/${name}`),
      run: () => {
        if (!glue.workflows.has(name)) throw missing(`Workflow ${name}`);
        glue.workflows.start(name);
        return { RunId: `wr_${randomUUID().replaceAll('-', '')}` };
      },
    };
  },
};

function ofJob(input: Rpc['input'], glue: GlueOfApi, run: (job: GlueJob) => object): ReturnType<Operation> {
  const name = String(input['JobName']);
  const job = glue.job(name);
  return {
    resource: job?.arn ?? regionalArn('glue', glue, `job/${name}`),
    run: () => {
      if (!job) throw missing(`Job ${name}`);
      return run(job);
    },
  };
}

/** JobRun of the API reference; times are seconds. */
const described = ({ name }: GlueJob, run: JobRun): object => ({
  Id: run.id,
  Attempt: run.attempt,
  JobName: name,
  JobRunState: run.state,
  Arguments: run.arguments,
  StartedOn: run.startedOn / 1000,
  ...(run.completedOn === undefined
    ? {}
    : { CompletedOn: run.completedOn / 1000, ExecutionTime: Math.ceil((run.completedOn - run.startedOn) / 1000) }),
  ...(run.message === undefined ? {} : { ErrorMessage: run.message }),
});

export const glueApi = (glue: GlueOfApi): ServiceApi => ({
  call: (request) => glueCall(request, glue),
  error: rpcError,
});

function glueCall(request: GatewayRequest, glue: GlueOfApi): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name]?.(input, glue);
  if (!operation) throw notModelled(`Glue ${name}`);
  const action = `glue:${name}`;
  return {
    name: action,
    iam: [{ action, resource: operation.resource }],
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, operation.run())),
  };
}
