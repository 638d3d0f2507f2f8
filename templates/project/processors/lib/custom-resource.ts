import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** What a function of the deployment does. It may run more than once for one deployment: it has to be idempotent. */
export interface DeploymentStep {
  /** The physical id: CloudFormation deletes the old one when it changes. */
  id: string;
  run(): Promise<void>;
}

/** Where a step's end is told: CloudFormation, and the function's log. */
export interface Told {
  fetch: typeof fetch;
  logger: {
    info(message: string, fields: Record<string, string>): void;
    error(message: string, fields: Record<string, string>): void;
  };
}

/**
 * Runs a step and tells CloudFormation how it ended, which waits for that answer and for nothing else (CloudFormation user
 * guide, "Custom resource response objects"). The reason of a failure is shown among the stack's events.
 */
export async function respond(
  event: CloudFormationCustomResourceEvent,
  { id, run }: DeploymentStep,
  { fetch, logger }: Told,
): Promise<void> {
  const problem = await run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const about = { requestType: event.RequestType, resource: event.LogicalResourceId };
  if (problem === undefined) logger.info('deployment step done', about);
  else logger.error('deployment step failed', { ...about, reason: problem });
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
