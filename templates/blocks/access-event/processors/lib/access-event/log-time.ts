const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;
const common = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Unix time in milliseconds of a time as logs write it: ISO 8601, with a space or a decimal comma as well; epoch seconds, milliseconds,
 * microseconds or nanoseconds; 09/Apr/2019:18:17:28 +0000 of web servers. A time without a zone is UTC. Undefined for anything else.
 */
export function timeIn(value: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) return epochIn(value);
  const [, day, time, fraction = '', zone = 'Z'] = iso.exec(value) ?? [];
  if (day) return instant(day, time!, fraction, zone);
  const [, date, month, year, clock, hours, minutes] = common.exec(value) ?? [];
  const at = months.indexOf(month ?? '') + 1;
  if (at === 0) return undefined;
  return instant(`${year}-${String(at).padStart(2, '0')}-${date}`, clock!, '', `${hours}:${minutes}`);
}

function instant(day: string, time: string, fraction: string, zone: string): number | undefined {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const parsed = Date.parse(
    `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`,
  );
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** From 1973 on, milliseconds have at least twelve digits, and each finer unit has three more. */
function epochIn(value: string): number | undefined {
  const number = Number(value);
  if (number < 1e11) return Math.trunc(number * 1000);
  if (number < 1e14) return Math.trunc(number);
  if (number < 1e17) return Math.trunc(number / 1e3);
  return number < 1e20 ? Math.trunc(number / 1e6) : undefined;
}
