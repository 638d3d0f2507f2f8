import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** What a function of the deployment does. It may run more than once for one deployment: it has to be idempotent. */
export interface DeploymentStep {
  /** The physical id: CloudFormation deletes the old one when it changes. */
  id: string;
  run(): Promise<void>;
}

/**
 * Runs a step and tells CloudFormation how it ended, which waits for that answer and for nothing else (CloudFormation user
 * guide, "Custom resource response objects"). The reason of a failure is shown among the stack's events.
 */
export async function respond(
  event: CloudFormationCustomResourceEvent,
  { id, run }: DeploymentStep,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const problem = await run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const answer = {
    Status: problem === undefined ? 'SUCCESS' : 'FAILED',
    // the answer may have 4096 bytes
    ...(problem === undefined ? {} : { Reason: problem.slice(0, 2000) }),
    PhysicalResourceId: id,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  // The URL is signed for a request without a content type; fetch would add one to a text, and be answered 403.
  const headers = { 'content-type': '' };
  const response = await fetch(event.ResponseURL, { method: 'PUT', headers, body: JSON.stringify(answer) });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: status ${response.status}`);
}
