/** The formats of JSON Schema that the check knows; any other is a remark, as the standard has it. */
const patterns: Record<string, RegExp> = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  'date-time': /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-7]):[0-5]\d|[+-]18:00)$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uri: /^[A-Za-z][A-Za-z\d+.-]*:\S*$/,
  url: /^[A-Za-z][A-Za-z\d+.-]*:\S*$/,
  'uri-reference': /^\S*$/,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  hostname: /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i,
  ipv4: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/,
  ipv6: /^[\da-f:.]+$/i,
};

export const formats: readonly string[] = Object.keys(patterns);

/**
 * Whether a text has a format; of one that is not known, every text has it. Dates are those that a search engine takes as well:
 * of RFC 3339, the forms without leap seconds, lower-case letters, spaces, and offsets of more than 18 hours.
 */
export function hasFormat(format: string, text: string): boolean {
  if (!Object.hasOwn(patterns, format)) return true;
  if (!patterns[format]!.test(text)) return false;
  if (format === 'ipv6') return URL.canParse(`http://[${text}]`);
  return !format.startsWith('date') || isDay(text);
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has the day that a text begins with, such as 2026-11-23: not the 30th of February. */
export function isDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (daysOfMonths[month - 1] ?? 0) + (isLeap ? 1 : 0);
}
