import { notModelled } from '../problem.ts';

/** Epoch milliseconds: the beginning of what a text names, and the end of it; of a month or a year that is its first day. */
export interface DateSpan {
  readonly from: number | bigint;
  readonly to: number | bigint;
}

/** The year has no place on the calendar that the engine has. */
export class NoYear extends Error {}

const longest = 2n ** 63n - 1n;

/** `strict_date_optional_time`: a year of four digits, or of more with a sign; then month, day, and a time behind `T`. */
const calendar =
  /^(\d{4}|\+\d{5,10}|-\d{4,10})(?:-(\d\d)(?:-(\d\d))?)?(T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?([A-Za-z+-].*)?)?)?$/;
const epoch = /^(-?)(\d{1,19})(?:\.(\d{0,6}))?$/;
const offset = /^([+-])(\d\d)(?::?(\d\d)|:(\d\d):(\d\d))?$/;

/** What a text is as `strict_date_optional_time||epoch_millis` (seen on OpenSearch 3.8); undefined where it is no date. */
export function dateSpan(text: string): DateSpan | undefined {
  return calendarSpan(text) ?? epochSpan(text);
}

/** As dynamic mapping looks for dates: a number alone is none. */
export const isCalendarDate = (text: string): boolean => calendarSpan(text) !== undefined;

function epochSpan(text: string): DateSpan | undefined {
  const [, sign, digits, fraction = ''] = epoch.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const whole = BigInt(digits);
  if (whole > longest) return undefined;
  const millis = sign === '-' ? -whole - (/[1-9]/.test(fraction) ? 1n : 0n) : whole;
  // rounded up, what is before 1970 goes one further back
  return { from: narrowed(millis), to: narrowed(sign === '-' && fraction === '' ? millis - 1n : millis) };
}

function calendarSpan(text: string): DateSpan | undefined {
  const [, year, month, day, time, hour, minute, second, fraction, zone] = calendar.exec(text) ?? [];
  if (year === undefined) return undefined;
  const shift = zone === undefined ? 0 : offsetOf(zone);
  const numbers = [month ?? '01', day ?? '01', hour ?? '00', minute ?? '00', second ?? '00'].map(Number);
  const [inMonth, inDay, inHour, inMinute, inSecond] = numbers as [number, number, number, number, number];
  if (shift === undefined || inMonth < 1 || inMonth > 12 || inDay < 1 || inDay > daysIn(Number(year), inMonth))
    return undefined;
  if (inHour > 23 || inMinute > 59 || inSecond > 59) return undefined;
  if (Math.abs(Number(year)) > 999_999_999)
    throw new NoYear(`Invalid value for Year (valid values -999999999 - 999999999): ${Number(year)}`);
  if (time !== undefined && time !== 'T' && month === undefined) throw notModelled(`a date of year and time [${text}]`);
  const millisecond = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const from =
    epochOf(Number(year), inMonth, inDay) +
    BigInt(((inHour * 60 + inMinute) * 60 + inSecond) * 1000 + millisecond - shift);
  const parts = [
    [fraction, 1],
    [second, 1000],
    [minute, 60_000],
    [hour, 3_600_000],
  ] as const;
  const length = parts.find(([part]) => part !== undefined)?.[1] ?? 86_400_000;
  return { from: narrowed(from), to: narrowed(from + BigInt(length - 1)) };
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** A calendar repeats every 400 years: years that JavaScript does not have are counted from those that it has. */
function epochOf(year: number, month: number, day: number): bigint {
  const cycles = Math.floor((year - 2000) / 400);
  return BigInt(Date.UTC(year - cycles * 400, month - 1, day)) + BigInt(cycles) * 146_097n * 86_400_000n;
}

/** What a zone adds to UTC, in milliseconds; undefined where it is no zone. */
function offsetOf(zone: string): number | undefined {
  if (['Z', 'UTC', 'GMT', 'UT'].includes(zone)) return 0;
  const [, sign, hours, plain = '00', minutes = plain, seconds = '00'] = offset.exec(zone) ?? [];
  if (hours === undefined) {
    // names of regions, such as Europe/Berlin, have their own rules
    if (/^[A-Z][A-Za-z]+\/[A-Za-z_/+-]+$/.test(zone)) throw notModelled(`time zone [${zone}]`);
    return undefined;
  }
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  const whole = (h * 60 + m) * 60 + s;
  if (m > 59 || s > 59 || whole > 18 * 3600) return undefined;
  return whole * 1000 * (sign === '-' ? -1 : 1);
}

/** As whole numbers are held: with all their digits. What is beyond a long is its end. */
function narrowed(millis: bigint): number | bigint {
  const held = millis > longest ? longest : millis < -longest ? -longest : millis;
  return Number.isSafeInteger(Number(held)) ? Number(held) : held;
}
