import { randomBytes } from 'node:crypto';

export interface PrefixContext {
  /** The approximate arrival of the oldest record in the object, epoch milliseconds. */
  readonly at: number;
  /** Left out where a prefix for good records is evaluated. */
  readonly errorOutput?: string;
}

const hourPath = '!{timestamp:yyyy/MM/dd/HH}/';
/** Firehose guide, s3-prefixes. */
const longest = 512;

/**
 * Checks the two prefixes of a destination as CreateDeliveryStream does (Firehose guide, s3-prefixes, "Semantic rules"). Throws with
 * the rule that one of them breaks.
 */
export function checkPrefixes(prefix: string | undefined, errorPrefix: string | undefined): void {
  const [own, error] = [expressionsOf(prefix ?? ''), expressionsOf(errorPrefix ?? '')];
  for (const expression of [...own, ...error]) partOf(expression, { at: 0, errorOutput: 'x' });
  if (own.length > 0 && errorPrefix === undefined)
    throw new Error('ErrorOutputPrefix cannot be null or empty when Prefix contains expressions');
  if (own.includes('firehose:error-output-type'))
    throw new Error('Prefix cannot contain !{firehose:error-output-type}, only ErrorOutputPrefix can');
  if (error.length > 0 && !error.includes('firehose:error-output-type'))
    throw new Error('ErrorOutputPrefix has expressions, but not !{firehose:error-output-type}');
}

/** The beginning of the key of an object of good records. Without a timestamp, the hour is appended. */
export function prefixOf(prefix: string | undefined, context: PrefixContext): string {
  const text = prefix ?? '';
  const dated = expressionsOf(text).some((expression) => expression.startsWith('timestamp:'));
  return evaluated(dated ? text : text + hourPath, context);
}

/** The beginning of the key of an object of failed records. A prefix without expressions gets the error output and the hour. */
export function errorPrefixOf(
  prefix: string | undefined,
  context: PrefixContext & { readonly errorOutput: string },
): string {
  const text = prefix ?? '';
  if (expressionsOf(text).length === 0) return evaluated(`${text}!{firehose:error-output-type}/${hourPath}`, context);
  const dated = expressionsOf(text).some((expression) => expression.startsWith('timestamp:'));
  return evaluated(dated ? text : text + hourPath, context);
}

const expressionsOf = (prefix: string): string[] => [...prefix.matchAll(/!\{([^}]*)\}/g)].map(([, inner]) => inner!);

function evaluated(prefix: string, context: PrefixContext): string {
  const result = prefix.replaceAll(/!\{([^}]*)\}/g, (_, inner: string) => partOf(inner, context));
  if (result.length > longest) throw new Error(`The prefix "${result}" has more than ${longest} characters`);
  return result;
}

function partOf(expression: string, { at, errorOutput }: PrefixContext): string {
  const [namespace, value] = splitAtColon(expression);
  if (namespace === 'timestamp') return timestampOf(value, new Date(at));
  if (expression === 'firehose:error-output-type' && errorOutput !== undefined) return errorOutput;
  if (expression === 'firehose:random-string') return randomText(11);
  throw new Error(`!{${expression}} is not modelled by the local runtime`);
}

function splitAtColon(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Java's DateTimeFormatter, in UTC: letters in a row are a field, what is in single quotes stands for itself. */
function timestampOf(pattern: string, at: Date): string {
  return pattern.replaceAll(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (field: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    const value = fields[field]?.(at);
    if (value === undefined) throw new Error(`The timestamp pattern ${field} is not modelled by the local runtime`);
    return value;
  });
}

const two = (value: number): string => String(value).padStart(2, '0');
const fields: Readonly<Record<string, (at: Date) => string>> = {
  yyyy: (at) => String(at.getUTCFullYear()),
  MM: (at) => two(at.getUTCMonth() + 1),
  dd: (at) => two(at.getUTCDate()),
  HH: (at) => two(at.getUTCHours()),
  mm: (at) => two(at.getUTCMinutes()),
  ss: (at) => two(at.getUTCSeconds()),
};

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const randomText = (length: number): string =>
  Array.from(randomBytes(length), (byte) => digits[byte % digits.length]).join('');
