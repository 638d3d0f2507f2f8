/** A field of a Kafka Connect schema, as its JSON converter writes it. */
export interface Schema {
  field?: string;
  name?: string;
  parameters?: { scale?: string };
  fields?: Schema[];
}

const ofConnect = 'org.apache.kafka.connect.data.Decimal';

/**
 * The digits of a decimal, whichever of its forms the connector writes (Debezium, `decimal.handling.mode`): bytes in Base64 whose scale
 * the schema has, bytes with their own scale, a text, or a number. Everything else stays as it is.
 */
export function decimalOf(value: unknown, schema: Schema | undefined): unknown {
  if (schema?.name === ofConnect && typeof value === 'string')
    return digits(value, Number(schema.parameters?.scale ?? 0));
  if (isVariable(value)) return digits(value.value, value.scale);
  return value;
}

/** `VariableScaleDecimal`: a column without a fixed scale. */
const isVariable = (value: unknown): value is { scale: number; value: string } =>
  typeof value === 'object' &&
  value !== null &&
  'scale' in value &&
  'value' in value &&
  Number.isInteger(value.scale) &&
  typeof value.value === 'string';

/** Bytes: the number without its point, in two's complement, the highest byte first. */
function digits(base64: string, scale: number): string {
  const hex = Buffer.from(base64, 'base64').toString('hex');
  const whole = hex === '' ? 0n : BigInt.asIntN(hex.length * 4, BigInt(`0x${hex}`));
  const text = (whole < 0n ? -whole : whole).toString();
  const sign = whole < 0n ? '-' : '';
  if (scale <= 0) return `${sign}${text}${'0'.repeat(whole === 0n ? 0 : -scale)}`;
  const padded = text.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
