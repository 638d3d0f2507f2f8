import type { BrokerAccess, WireSession } from './broker-access.ts';
import { createTopics, type MadeTopics } from './create-topics.ts';
import { errorCodes, WireError } from './error-code.ts';
import { produce, type WireTopics } from './produce.ts';
import { WireReader } from './reader.ts';
import { authenticate, handshake } from './sasl.ts';
import { WireWriter } from './writer.ts';

/** What a listener serves, and where. */
export interface WireCluster extends WireTopics, MadeTopics {
  readonly host: string;
  readonly port: number;
  /** Each idempotent producer gets a number of its own. */
  nextProducerId(): number;
  /** Left out: everybody may write. */
  readonly access?: BrokerAccess | undefined;
}

interface Request {
  readonly version: number;
  readonly body: WireReader;
  readonly session: WireSession;
}

interface Api {
  readonly key: number;
  /** Versions: those before Kafka's flexible ones, which every client still speaks. */
  readonly least: number;
  readonly most: number;
  /** Undefined where the client waits for no answer. */
  answer(request: Request, response: WireWriter, cluster: WireCluster): WireWriter | undefined;
}

/** Kafka guide, protocol, "Api Keys": what a producer calls, and who makes a topic. */
const apis: readonly Api[] = [
  {
    key: 0,
    least: 3,
    most: 8,
    answer: ({ version, body, session }, response, { topics, access, messageSizeOf }) =>
      produce(body, version, response, { topics, access, messageSizeOf, client: session.client }),
  },
  { key: 3, least: 1, most: 8, answer: metadata },
  {
    key: 18,
    least: 0,
    most: 2,
    answer: ({ version }, response, cluster) => versions(response, version, errorCodes.none, cluster),
  },
  {
    key: 19,
    least: 2,
    most: 4,
    answer: ({ body, session }, response, cluster) =>
      createTopics(body, response, { ...cluster, client: session.client }),
  },
  { key: 22, least: 0, most: 1, answer: initProducerId },
];
const apiVersionsKey = 18;

/** What a client calls to sign in, where it has to. */
const signingIn: readonly Api[] = [
  { key: 17, least: 0, most: 1, answer: ({ body, session }, response) => handshake(body, response, session) },
  {
    key: 36,
    least: 0,
    most: 1,
    answer: ({ version, body, session }, response, { access }) =>
      authenticate(body, version, response, session, access!),
  },
];

const apisOf = ({ access }: WireCluster): readonly Api[] => (access ? [...apis, ...signingIn] : apis);

/** Answers one request. Throws for one that a broker would close the connection for. */
export function answerTo(message: Uint8Array, cluster: WireCluster, session: WireSession): Buffer | undefined {
  const body = new WireReader(message);
  const [key, version, correlation] = [body.int16(), body.int16(), body.int32()];
  const response = new WireWriter().int32(correlation);
  const api = apisOf(cluster).find((one) => one.key === key);
  const isKnown = api !== undefined && version >= api.least && version <= api.most;
  // Kafka guide, protocol, ApiVersions: a broker answers a version that it does not know in version 0
  if (!isKnown && key === apiVersionsKey) return versions(response, 0, errorCodes.unsupportedVersion, cluster).framed();
  if (!isKnown) throw new WireError('unsupportedVersion', `The API ${key} in version ${version} is not modelled here.`);
  const isOpen = cluster.access === undefined || session.client !== undefined;
  if (!isOpen && key !== apiVersionsKey && !signingIn.includes(api))
    throw new WireError('illegalSaslState', 'A client signs in before it asks for anything else.');
  body.nullableText();
  return api.answer({ version, body, session }, response, cluster)?.framed();
}

function versions(response: WireWriter, version: number, error: number, cluster: WireCluster): WireWriter {
  response.int16(error).array(apisOf(cluster), ({ key, least, most }) => response.int16(key).int16(least).int16(most));
  return version >= 1 ? response.int32(0) : response;
}

const noOperations = -2_147_483_648;

function metadata(
  { version, body, session: { client } }: Request,
  response: WireWriter,
  { host, port, topics }: WireCluster,
): WireWriter {
  const wanted = body.array(() => body.text()) ?? [...topics.keys()];
  if (version >= 3) response.int32(0);
  response.array([0], (node) => response.int32(node).text(host).int32(port).nullableText(null));
  if (version >= 2) response.nullableText('local');
  response.int32(0);
  response.array(wanted, (name) => {
    const isAllowed = client?.may('DescribeTopic', name) ?? true;
    const topic = isAllowed ? topics.get(name) : undefined;
    const missing = isAllowed ? errorCodes.unknownTopicOrPartition : errorCodes.topicAuthorizationFailed;
    response
      .int16(topic ? errorCodes.none : missing)
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

function initProducerId({ session }: Request, response: WireWriter, cluster: WireCluster): WireWriter {
  const isAllowed = session.client?.may('WriteDataIdempotently') ?? true;
  const code = isAllowed ? errorCodes.none : errorCodes.clusterAuthorizationFailed;
  return response
    .int32(0)
    .int16(code)
    .int64(isAllowed ? cluster.nextProducerId() : -1)
    .int16(0);
}
