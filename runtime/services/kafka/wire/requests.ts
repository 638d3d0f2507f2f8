import { errorCodes, WireError } from './error-code.ts';
import { produce, type WireTopics } from './produce.ts';
import { WireReader } from './reader.ts';
import { WireWriter } from './writer.ts';

/** What a listener serves, and where. */
export interface WireCluster extends WireTopics {
  readonly host: string;
  readonly port: number;
  /** Each idempotent producer gets a number of its own. */
  nextProducerId(): number;
}

interface Request {
  readonly version: number;
  readonly body: WireReader;
}

interface Api {
  readonly key: number;
  /** Versions: those before Kafka's flexible ones, which every client still speaks. */
  readonly least: number;
  readonly most: number;
  /** Undefined where the client waits for no answer. */
  answer(request: Request, response: WireWriter, cluster: WireCluster): WireWriter | undefined;
}

/** Kafka guide, protocol, "Api Keys": what a producer calls. */
const apis: readonly Api[] = [
  {
    key: 0,
    least: 3,
    most: 8,
    answer: ({ version, body }, response, cluster) => produce(body, version, response, cluster),
  },
  { key: 3, least: 1, most: 8, answer: metadata },
  { key: 18, least: 0, most: 2, answer: ({ version }, response) => versions(response, version, errorCodes.none) },
  { key: 22, least: 0, most: 1, answer: initProducerId },
];
const apiVersionsKey = 18;

/** Answers one request. Throws for one that a broker would close the connection for. */
export function answerTo(message: Uint8Array, cluster: WireCluster): Buffer | undefined {
  const body = new WireReader(message);
  const [key, version, correlation] = [body.int16(), body.int16(), body.int32()];
  const response = new WireWriter().int32(correlation);
  const api = apis.find((one) => one.key === key);
  const isKnown = api !== undefined && version >= api.least && version <= api.most;
  // Kafka guide, protocol, ApiVersions: a broker answers a version that it does not know in version 0
  if (!isKnown && key === apiVersionsKey) return versions(response, 0, errorCodes.unsupportedVersion).framed();
  if (!isKnown) throw new WireError('unsupportedVersion', `The API ${key} in version ${version} is not modelled here.`);
  body.nullableText();
  return api.answer({ version, body }, response, cluster)?.framed();
}

function versions(response: WireWriter, version: number, error: number): WireWriter {
  response.int16(error).array(apis, ({ key, least, most }) => response.int16(key).int16(least).int16(most));
  return version >= 1 ? response.int32(0) : response;
}

const noOperations = -2_147_483_648;

function metadata({ version, body }: Request, response: WireWriter, { host, port, topics }: WireCluster): WireWriter {
  const wanted = body.array(() => body.text()) ?? [...topics.keys()];
  if (version >= 3) response.int32(0);
  response.array([0], (node) => response.int32(node).text(host).int32(port).nullableText(null));
  if (version >= 2) response.nullableText('local');
  response.int32(0);
  response.array(wanted, (name) => {
    const topic = topics.get(name);
    response
      .int16(topic ? errorCodes.none : errorCodes.unknownTopicOrPartition)
      .text(name)
      .int8(0);
    const partitions = Array.from({ length: topic?.partitions ?? 0 }, (_, partition) => partition);
    response.array(partitions, (partition) => partitionOf(response, partition, version));
    if (version >= 8) response.int32(noOperations);
  });
  return version >= 8 ? response.int32(noOperations) : response;
}

function partitionOf(response: WireWriter, partition: number, version: number): void {
  response.int16(errorCodes.none).int32(partition).int32(0);
  if (version >= 7) response.int32(0);
  const one = (node: number): WireWriter => response.int32(node);
  response.array([0], one).array([0], one);
  if (version >= 5) response.array([], one);
}

function initProducerId(_: Request, response: WireWriter, cluster: WireCluster): WireWriter {
  return response.int32(0).int16(errorCodes.none).int64(cluster.nextProducerId()).int16(0);
}
