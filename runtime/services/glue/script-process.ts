import { randomUUID } from 'node:crypto';
import type { ScriptOutcome, ScriptPlace, ScriptStandIn } from '../../contracts/script.ts';
import type { Host } from '../../contracts/service.ts';

export interface ScriptRun {
  readonly component: string;
  readonly roleArn: string;
  readonly arguments: ScriptPlace['arguments'];
  readonly now: number;
  /** After so many calls the process is no more; undefined where it ends by itself. */
  readonly breaksOffAfter: number | undefined;
}

/** Runs what stands for a script, with keys that have the role of its job. */
export async function runScript(host: Host, standIn: ScriptStandIn, run: ScriptRun): Promise<ScriptOutcome> {
  const accessKeyId = `LOCALSCRIPT${randomUUID().replaceAll('-', '').toUpperCase()}`;
  const secretAccessKey = `secret-${randomUUID()}`;
  let calls = 0;
  const caller = {
    component: run.component,
    roleArn: run.roleArn,
    within: <T>(call: () => Promise<T>): Promise<T> => {
      if (run.breaksOffAfter !== undefined && calls++ >= run.breaksOffAfter)
        return Promise.reject(new Error('The run of the job was broken off'));
      return call();
    },
  };
  // its clients run on the clock of this machine
  host.callers.add(accessKeyId, { secretAccessKey, now: () => Date.now(), factor: 1 }, () => caller);
  try {
    const outcome = await standIn.run({
      arguments: run.arguments,
      now: run.now,
      client: { endpoint: host.endpoint, region: host.graph.region, credentials: { accessKeyId, secretAccessKey } },
    });
    putMetrics(host, run.roleArn, outcome);
    return outcome;
  } finally {
    host.callers.remove(accessKeyId);
  }
}

/** PutMetricData, as the script calls it. */
function putMetrics(host: Host, roleArn: string, { metrics }: ScriptOutcome): void {
  const { namespace, dimensions, values } = metrics;
  const call = { action: 'cloudwatch:PutMetricData', resource: '*', context: { 'cloudwatch:namespace': namespace } };
  if (!host.permissions.allows(roleArn, call))
    throw new Error(`AccessDenied: the role does not allow cloudwatch:PutMetricData in ${namespace}`);
  for (const [name, value] of Object.entries(values)) host.metrics.put(namespace, name, dimensions, value);
}
