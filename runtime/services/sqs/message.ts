import { createHash } from 'node:crypto';
import type { MessageAttributes, NewMessage } from './types.ts';

/** SQS API reference, SendMessage: a message has characters of XML 1.0; of the control characters, tab and line ends. */
const refused = /(?![\t\n\r])\p{Cc}|[\u{FFFE}\u{FFFF}]|\p{Cs}/u;
const allowedControl = /[\u{7F}-\u{9F}]/gu;

/** SQS guide, sqs-message-metadata: "The name, type, value, and the message body" count. Bytes. */
export const sizeOf = ({ body, attributes = {} }: Pick<NewMessage, 'body' | 'attributes'>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue, BinaryValue }]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(DataType) + bytesOf(StringValue, BinaryValue).length,
    Buffer.byteLength(body),
  );

export const hasRefusedCharacter = (body: string): boolean => refused.test(body.replaceAll(allowedControl, ''));

export const md5OfBody = (body: string): string => createHash('md5').update(body).digest('hex');

/** SQS guide, sqs-message-metadata, "Calculating the MD5 message digest for message attributes". Undefined where there are none. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const md5 = createHash('md5');
  const add = (value: Uint8Array): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    md5.update(length).update(value);
  };
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    md5.update(Uint8Array.of(BinaryValue === undefined ? 1 : 2));
    add(bytesOf(StringValue, BinaryValue));
  }
  return md5.digest('hex');
}

const bytesOf = (text: string | undefined, binary: Uint8Array | undefined): Uint8Array =>
  binary ?? Buffer.from(text ?? '');
