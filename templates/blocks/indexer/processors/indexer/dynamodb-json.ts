/** An attribute value as DynamoDB writes it: one member, named after its type, such as { S: 'text' }. */
export type AttributeValue = object;
export type AttributeMap = Record<string, AttributeValue>;

/** How binary values arrive: the change stream encodes them twice (DynamoDB developer guide), a read of the table gives bytes. */
export type BinaryForm = (value: unknown) => string;

export const fromChangeStream: BinaryForm = (value) => Buffer.from(String(value), 'base64').toString();
export const fromTable: BinaryForm = (value) => Buffer.from(value as Uint8Array).toString('base64');

/** A key of the change stream as DynamoDB's operations take it: binary values as bytes. */
export const tableKey = (key: AttributeMap): AttributeMap =>
  Object.fromEntries(
    Object.entries(key).map(([name, value]) => [
      name,
      'B' in value ? { B: Buffer.from(fromChangeStream(value.B), 'base64') } : value,
    ]),
  );
