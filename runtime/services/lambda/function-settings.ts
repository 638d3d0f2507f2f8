import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { certificateOfProcess } from '../../gateway/loopback-certificate.ts';
import type { FunctionSettings } from './function-processes.ts';

interface FunctionProperties {
  readonly Code: { readonly S3Key?: string };
  readonly Handler: string;
  readonly Runtime: string;
  readonly Role: string;
  readonly MemorySize?: number;
  readonly Timeout?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** A function as the template has it, with Lambda's defaults (Lambda guide, configuration-memory and configuration-timeout). */
export function functionSettings(
  target: Resource,
  {
    graph,
    endpoint,
    clock,
    assetFolder,
    addresses,
    existingKafka,
  }: Pick<Host, 'addresses' | 'assetFolder' | 'clock' | 'endpoint' | 'existingKafka' | 'graph'>,
  log: FunctionSettings['log'],
): FunctionSettings {
  const properties = target.properties as unknown as FunctionProperties;
  const {
    Code,
    Handler,
    Runtime,
    Role,
    MemorySize = 128,
    Timeout = 3,
    ReservedConcurrentExecutions,
    Environment,
  } = properties;
  if (!Runtime?.startsWith('nodejs') || Code.S3Key === undefined)
    throw new Error(
      `No local engine for ${target.id}: only Node.js functions from the assembly can run here, and this is ${Runtime ?? 'an image'}`,
    );
  const variables = Object.entries(Environment?.Variables ?? {}).map(([name, value]): [string, string] => [
    name,
    // There is no certificate for loopback that a client would trust.
    String(value).replaceAll('https://127.0.0.1', 'http://127.0.0.1'),
  ]);
  return {
    name: target.ref,
    arn: target.arn,
    roleArn: Role,
    component: target.component ?? target.id,
    folder: assetFolder(Code.S3Key),
    handler: Handler,
    memory: MemorySize,
    timeout: Timeout * 1000,
    concurrency: ReservedConcurrentExecutions ?? 1000,
    clock,
    // addresses are not known before a run has begun to listen
    get environment() {
      return {
        AWS_REGION: graph.region,
        AWS_DEFAULT_REGION: graph.region,
        AWS_ENDPOINT_URL: endpoint,
        ...(speaksTls({ graph, existingKafka }) ? { NODE_EXTRA_CA_CERTS: certificateOfProcess().file } : {}),
        ...Object.fromEntries(variables.map(([key, value]) => [key, addresses.in(value)])),
      };
    },
    log,
  };
}

/** Brokers of Amazon MSK are not asked over HTTP: they have a certificate for loopback. */
const speaksTls = ({ graph, existingKafka }: Pick<Host, 'graph' | 'existingKafka'>): boolean =>
  existingKafka.some(({ arn }) => arn !== undefined) ||
  ['AWS::MSK::Cluster', 'AWS::MSK::ServerlessCluster'].some((type) => graph.ofType(type).length > 0);
