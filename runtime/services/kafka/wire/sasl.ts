import { AccessDenied, type BrokerAccess, type WireSession } from './broker-access.ts';
import { errorCodes } from './error-code.ts';
import type { WireReader } from './reader.ts';
import type { WireWriter } from './writer.ts';

const mechanism = 'OAUTHBEARER';
/** RFC 7628, 3.1, as clients of Kafka send it: a head and key-value pairs, each of which ends with this character. */
const end = '\u0001';
const bearer = 'auth=Bearer ';

/** Kafka guide, protocol, SaslHandshake. */
export function handshake(body: WireReader, response: WireWriter, session: WireSession): WireWriter {
  const asked = body.text();
  const isKnown = asked === mechanism;
  if (isKnown) session.mechanism = asked;
  response.int16(isKnown ? errorCodes.none : errorCodes.unsupportedSaslMechanism);
  return response.array([mechanism], (each) => response.text(each));
}

/** Kafka guide, protocol, SaslAuthenticate. The messages of brokers of Amazon MSK begin with an id. */
export function authenticate(
  body: WireReader,
  version: number,
  response: WireWriter,
  session: WireSession,
  access: BrokerAccess,
): WireWriter {
  const answer = (code: number, message: string | null, lifetime: number): WireWriter => {
    response.int16(code).nullableText(message).int32(0);
    return version >= 1 ? response.int64(lifetime) : response;
  };
  const refused = (code: number, message: string): WireWriter =>
    answer(code, `[00000000-0000-4000-8000-000000000000]: ${message}`, 0);
  if (session.mechanism === undefined)
    return refused(errorCodes.illegalSaslState, 'SaslHandshake comes before SaslAuthenticate');
  const [head = '', ...pairs] = Buffer.from(body.nullableBytes() ?? [])
    .toString()
    .split(end);
  const token = head.startsWith('n,') ? pairs.find((pair) => pair.startsWith(bearer))?.slice(bearer.length) : undefined;
  if (token === undefined) return refused(errorCodes.saslAuthenticationFailed, 'Access denied');
  const refusal = access.refusal();
  if (refusal !== undefined) return refused(errorCodes.saslAuthenticationFailed, refusal);
  try {
    session.client = access.signIn(token);
    return answer(errorCodes.none, null, session.client.lifetime);
  } catch (error) {
    if (error instanceof AccessDenied) return refused(errorCodes.saslAuthenticationFailed, error.message);
    throw error;
  }
}
