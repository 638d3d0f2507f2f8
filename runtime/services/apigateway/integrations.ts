import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import type { Resource } from '../../contracts/template.ts';
import type { EventContext } from './event.ts';
import { eventOf, replyOf } from './event.ts';
import { message } from './authorizers.ts';
import { mappedValue } from './parameter-mapping.ts';
import { responseTransform, type ResponseParameters } from './response-parameters.ts';

/** Answers a request that its route has let through. */
export type Integrate = (request: GatewayRequest, context: EventContext) => Promise<GatewayReply>;

/** What is behind the API. */
export interface Backends {
  readonly faults: Pick<Faults, 'strike'>;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Runs a function and gives what it returned; rejects when it fails or cannot run. */
  invoke(functionArn: string, event: object): Promise<unknown>;
  /** Whether API Gateway may invoke the function: its `AWS::Lambda::Permission`s say so. */
  mayInvoke(sourceArn: string, functionArn: string): boolean;
  /** Puts a record into a stream, with the permissions of a role. Rejects when the stream does not take it. */
  putRecord(roleArn: string, record: StreamPut): Promise<object>;
}

export interface StreamPut {
  readonly streamName: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

/** What a client sees of every failure behind the API: the guide, http-api-troubleshooting-lambda; recorded of AWS for Kinesis, too. */
export const broken = message(500, 'Internal Server Error');
/** Milliseconds. */
const slow = 2_000;
const refused = message(400, 'Bad Request');

/** An integration as its template describes it. `sourceArn` names a route of the API. Throws where it is not modelled. */
export function integrationOf({ id, properties }: Resource, backends: Backends): Integrate {
  const { IntegrationType, IntegrationSubtype, PayloadFormatVersion } = properties;
  if (IntegrationType === 'AWS_PROXY' && IntegrationSubtype === 'Kinesis-PutRecord')
    return kinesis(id, properties, backends);
  if (IntegrationType !== 'AWS_PROXY' || IntegrationSubtype !== undefined || PayloadFormatVersion !== '2.0')
    throw new Error(
      `${id}: the local runtime models Lambda integrations with payload format 2.0 and Kinesis-PutRecord, and no others.`,
    );
  return lambda(String(properties['IntegrationUri']), backends);
}

function lambda(uri: string, { invoke, mayInvoke }: Backends): Integrate {
  const functionArn = uri.replace(/^.*\/functions\/(.*)\/invocations$/, '$1');
  return async (request, context) => {
    if (!mayInvoke(context.routeArn, functionArn)) return broken;
    try {
      return replyOf(await invoke(functionArn, eventOf(request, context))) ?? broken;
    } catch {
      return broken;
    }
  };
}

/** The guide, http-api-develop-integrations-aws-services-reference, "Kinesis-PutRecord 1.0". */
const required = ['StreamName', 'Data', 'PartitionKey'] as const;

/**
 * `Data` is base64, as the API of Kinesis has it. A parameter that is missing is answered with 400, whatever Kinesis refuses with 500:
 * recorded of AWS.
 */
function kinesis(id: string, properties: Resource['properties'], { faults, clock, putRecord }: Backends): Integrate {
  const parameters = properties['RequestParameters'] as Readonly<Record<string, string>>;
  const strange = Object.keys(parameters).find((name) => !(required as readonly string[]).includes(name));
  const missing = required.find((name) => parameters[name] === undefined);
  const role = properties['CredentialsArn'];
  if (
    strange !== undefined ||
    missing !== undefined ||
    typeof role !== 'string' ||
    properties['PayloadFormatVersion'] !== '1.0'
  )
    throw new Error(
      `${id}: Kinesis-PutRecord has the payload format 1.0, a role, and ${required.join(', ')}; the local runtime models no other parameters.`,
    );
  const [streamOf, dataOf, keyOf] = required.map((name) => mappedValue(parameters[name]!)) as [
    ReturnType<typeof mappedValue>,
    ReturnType<typeof mappedValue>,
    ReturnType<typeof mappedValue>,
  ];
  const transform = responseTransform((properties['ResponseParameters'] ?? {}) as ResponseParameters);
  return async (request) => {
    const [streamName, text, partitionKey] = [streamOf(request), dataOf(request), keyOf(request)];
    if (streamName === undefined || text === undefined || partitionKey === undefined) return refused;
    const identity = `${partitionKey} ${text}`;
    if (faults.strike('api.refusing', identity) || faults.strike('api.throttled', identity))
      return message(429, 'Too Many Requests');
    // Kinesis answers what is no base64 with a SerializationException
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return broken;
    try {
      if (faults.strike('api.slow-behind', identity)) await clock.sleep(slow);
      const taken = await putRecord(role, { streamName, partitionKey, data: Buffer.from(text, 'base64') });
      if (faults.strike('api.answer-lost', identity)) return message(503, 'Service Unavailable');
      return transform({
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(taken),
      });
    } catch {
      return broken;
    }
  };
}
