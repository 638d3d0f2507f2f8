/** Most digits of an integer that a number holds exactly. */
const mostDigits = 15;

/** Whether a part of a text is an integer of decimal digits, without a sign. */
export function isInteger(text: string, from: number, to: number): boolean {
  if (to <= from || to - from > mostDigits) return false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** An integer as JSON has it: without zeros before it. */
export const integerText = (text: string, from: number, to: number): string =>
  text.charCodeAt(from) === 48 ? String(Number(text.slice(from, to))) : text.slice(from, to);

/** Decimal seconds, such as 0.086, in microseconds. -1 for anything else, such as `-` and `-1`. */
export function microseconds(text: string, from: number, to: number): number {
  let value = 0;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) break;
    if (code < 48 || code > 57) return -1;
    value = value * 10 + code - 48;
  }
  if (at === from || at - from > 9) return -1;
  let scale = 6;
  for (at++; at < to && scale > 0; at++, scale--) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return -1;
    value = value * 10 + code - 48;
  }
  for (; scale > 0; scale--) value *= 10;
  return value;
}

/** Microseconds as milliseconds, as JSON has them. */
export const millisecondsText = (micros: number): string => String(micros % 1000 === 0 ? micros / 1000 : micros / 1e3);
