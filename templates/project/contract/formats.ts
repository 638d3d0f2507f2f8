/** The formats of JSON Schema that the check knows; any other is a remark, as the standard has it. */
const patterns: Record<string, RegExp> = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
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

/** Whether a text has a format; of one that is not known, every text has it. */
export function hasFormat(format: string, text: string): boolean {
  if (!Object.hasOwn(patterns, format)) return true;
  if (!patterns[format]!.test(text)) return false;
  if (format === 'ipv6') return URL.canParse(`http://[${text}]`);
  return !format.startsWith('date') || isDay(text.slice(0, 10));
}

/** Whether the calendar has a day: not the 30th of February. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return new Date(time).getUTCDate() === Number(text.slice(8));
}
