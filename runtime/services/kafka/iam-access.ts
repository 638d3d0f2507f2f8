import type { Caller } from '../../contracts/gateway.ts';
import type { FunctionCaller, Host } from '../../contracts/service.ts';
import { callerOf } from '../../gateway/caller.ts';
import { ServiceError } from '../../gateway/service-error.ts';
import { AccessDenied, type BrokerAccess, type BrokerClient } from './wire/broker-access.ts';

/** The brokers of a cluster of Amazon MSK, as those who sign in with IAM see them. */
export interface IamBrokers {
  readonly component: string;
  readonly clusterArn: string;
  topicArn(topic: string): string;
  /** MSK guide, limits: new connections with IAM that a broker takes. 4 for kafka.t3.small, 100 for the others. */
  readonly connectionsPerSecond: number;
  /** Called for each connection beyond. */
  refused(): void;
}

type IamHost = Pick<Host, 'callers' | 'permissions' | 'faults' | 'meter' | 'clock'> & {
  readonly graph: { readonly region: string };
};

const second = 1000;
/** github.com/aws/aws-msk-iam-auth: tokens are good for so many seconds. */
const longestToken = 900;

/** MSK guide, iam-access-control: a token is a presigned request for kafka-cluster:Connect, and actions are checked for each request. */
export function iamAccess(brokers: IamBrokers, host: IamHost): BrokerAccess {
  const { clusterArn, component, connectionsPerSecond } = brokers;
  const { faults, clock, meter, permissions } = host;
  const connected: number[] = [];
  let connections = 0;
  const allows = (caller: FunctionCaller | undefined, action: string, resource: string): boolean =>
    caller === undefined || permissions.allows(caller.roleArn, { action: `kafka-cluster:${action}`, resource });
  return {
    refusal: () => {
      const now = clock.now();
      while (connected.length > 0 && connected[0]! <= now - second) connected.shift();
      const isFull = connected.length >= connectionsPerSecond;
      if (isFull || faults.strike('kafka.too-many-connects', `${component}|${connections++}`)) {
        brokers.refused();
        return 'Too many connects';
      }
      connected.push(now);
      return undefined;
    },
    signIn: (token) => {
      const { caller, lifetime } = callerWith(token, host);
      if (!allows(caller, 'Connect', clusterArn)) throw new AccessDenied('Access denied');
      const client: BrokerClient = {
        lifetime,
        may: (action, topic) => allows(caller, action, topic === undefined ? clusterArn : brokers.topicArn(topic)),
        wrote: (_, records) => caller && meter.flow(caller.component, component, records),
      };
      return client;
    },
    losesAnswer: (batch) => faults.strike('kafka.answer-lost', `${component}|${batch}`) !== undefined,
    isAway: () => faults.strike('kafka.broker-away', component) !== undefined,
  };
}

/** Who has signed the token: undefined for the developer. Throws an AccessDenied where the brokers would not take it. */
function callerWith(
  token: string,
  { callers, graph }: IamHost,
): { caller: FunctionCaller | undefined; lifetime: number } {
  const text = Buffer.from(token, 'base64url').toString();
  if (!URL.canParse(text)) throw new AccessDenied('Access denied');
  const { host, protocol, pathname: path, searchParams: query } = new URL(text);
  // it says which signer has made the token, and is added when that is signed
  query.delete('User-Agent');
  const signed: Caller | undefined = callerOf({ headers: {}, query });
  const expires = Number(query.get('X-Amz-Expires'));
  const isForBrokers =
    protocol === 'https:' &&
    host === `kafka.${graph.region}.amazonaws.com` &&
    query.get('Action') === 'kafka-cluster:Connect' &&
    signed?.service === 'kafka-cluster' &&
    signed.region === graph.region &&
    expires > 0 &&
    expires <= longestToken;
  if (!isForBrokers) throw new AccessDenied('Access denied');
  try {
    callers.verify({ method: 'GET', path, query, headers: { host }, body: Buffer.alloc(0) }, signed);
    return { caller: callers.behind(signed.accessKeyId), lifetime: expires * second };
  } catch (error) {
    if (error instanceof ServiceError) throw new AccessDenied('Access denied');
    throw error;
  }
}
