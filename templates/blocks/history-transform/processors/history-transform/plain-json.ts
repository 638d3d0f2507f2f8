/** An item, or a part of it, as DynamoDB writes it: attributes by name, each { TYPE: value }. */
export type Image = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A number as JSON has it; DynamoDB's are all of this form. */
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What JSON has to escape, further control characters, and halves of characters. */
const unsafe = /["\\\p{Cc}\p{Cs}]/u;

/** Texts are short, and few of them have anything to escape: that is tested faster than it is done. */
const quoted = (text: string): string => (unsafe.test(text) ? JSON.stringify(text) : `"${text}"`);

/**
 * An item of the change stream as plain JSON text, written in one pass: numbers with all their digits, sets as lists, binary values
 * as base64 (the stream encodes them twice: DynamoDB developer guide, "Kinesis Data Streams record"). Throws for a type that
 * DynamoDB does not have.
 */
export function plainJson(image: Image): string {
  let text = '';
  for (const name in image) text += `${text === '' ? '{' : ','}${quoted(name)}:${valueJson(image[name]!)}`;
  return text === '' ? '{}' : `${text}}`;
}

/** The commonest types first: most attributes are texts and numbers. */
function valueJson(attribute: Readonly<Record<string, unknown>>): string {
  const { S: text, N: digits } = attribute;
  if (text !== undefined) return textJson(text);
  if (digits !== undefined) return numberJson(digits);
  for (const type in attribute) {
    const value = attribute[type];
    switch (type) {
      case 'BOOL':
        return value === true ? 'true' : 'false';
      case 'NULL':
        return 'null';
      case 'M':
        return plainJson(value as Image);
      case 'L':
        return listJson(value as never[], valueJson);
      case 'SS':
        return listJson(value as never[], textJson);
      case 'NS':
        return listJson(value as never[], numberJson);
      case 'B':
        return binaryJson(value);
      case 'BS':
        return listJson(value as never[], binaryJson);
      default:
        throw new TypeError('DynamoDB does not have the type of an attribute');
    }
  }
  throw new TypeError('an attribute has no type');
}

function textJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  throw new TypeError('a text is no text');
}

function numberJson(value: unknown): string {
  if (typeof value === 'string' && number.test(value)) return value;
  throw new TypeError('a number is no number');
}

function binaryJson(value: unknown): string {
  if (typeof value === 'string') return quoted(Buffer.from(value, 'base64').toString());
  throw new TypeError('bytes are no text');
}

function listJson(values: readonly never[], json: (value: never) => string): string {
  let text = '[';
  for (let at = 0; at < values.length; at++) text += at === 0 ? json(values[at]!) : `,${json(values[at]!)}`;
  return `${text}]`;
}
