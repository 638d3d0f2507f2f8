import { randomUUID } from 'node:crypto';
import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import { asServiceError } from '../service-error.ts';
import { xml, xmlReply, type XmlElement } from './xml.ts';

/** Smithy's specification aws-query: a form with the operation in `Action`, answered in XML. */
export interface Query {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
}

export function queryOf(request: GatewayRequest): Query {
  const { Action = '', Version: _, ...input } = Object.fromEntries(new URLSearchParams(request.body.toString()));
  return { operation: Action, input };
}

export function queryReply(operation: string, namespace: string, result: XmlElement): GatewayReply {
  const document = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
  return xmlReply(200, xml(`${operation}Response`, document, namespace));
}

export function queryError(_: GatewayRequest, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'ValidationError');
  const names: Readonly<Record<string, string>> = {
    AccessDeniedException: 'AccessDenied',
    InvalidSignatureException: 'SignatureDoesNotMatch',
    RequestTimeTooSkewed: 'SignatureDoesNotMatch',
    UnrecognizedClientException: 'InvalidClientTokenId',
    UnknownOperationException: 'InvalidAction',
  };
  const Code = names[error.name] ?? error.name;
  const document = { Error: { Type: 'Sender', Code, Message: error.message }, RequestId: randomUUID() };
  return xmlReply(error.$metadata.httpStatusCode, xml('ErrorResponse', document));
}
