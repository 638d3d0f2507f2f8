import { ServiceError } from '../../gateway/service-error.ts';
import type { TopicAttribute, TopicMessage } from './types.ts';

/** SNS guide, large-message-payloads: 256 KiB by default, attributes included. */
export const messageLimit = 256 * 1024;
const longestSubject = 100;
const types = ['String', 'String.Array', 'Number', 'Binary'];

export const invalid = (what: string): ServiceError =>
  new ServiceError('InvalidParameter', 400, `Invalid parameter: ${what}`);

/** Bytes of the message, and of names, types and values of its attributes. */
export const sizeOf = ({ message, attributes = {} }: TopicMessage): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue, BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue ?? Buffer.from(StringValue ?? '')).length,
    Buffer.byteLength(message),
  );

/** Throws for what SNS refuses, as recorded on AWS where it was. */
export function checkMessage(message: TopicMessage): void {
  if (message.message === '') throw invalid('Empty message');
  if (sizeOf(message) > messageLimit) throw invalid('Message too long');
  if (message.subject !== undefined && !isSubject(message.subject)) throw invalid('Subject');
  for (const [name, attribute] of Object.entries(message.attributes ?? {})) checkAttribute(name, attribute);
}

/** SNS API reference, Publish: ASCII, begins with a letter, number or punctuation mark, no line breaks, less than 100 characters. */
const isSubject = (subject: string): boolean =>
  subject.length > 0 && subject.length <= longestSubject && /^[!-~][ -~]*$/.test(subject);

/** SNS guide, sns-message-attributes. */
function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: TopicAttribute): void {
  const refuse = (message: string): never => {
    throw new ServiceError('ParameterValueInvalid', 400, message);
  };
  if (!/^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/.test(name) || /^(aws|amazon)\./i.test(name))
    refuse(`Invalid message attribute name '${name}'.`);
  if (!types.includes(DataType))
    refuse(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const value = DataType === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value.length === 0)
    refuse(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  if (DataType === 'Number' && !Number.isFinite(Number(StringValue)))
    refuse(`Could not cast message attribute '${name}' value to number.`);
}
