// Figures and names as people read them: on the page, and in the terminal.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/**
 * 12,480; from ten million on 12.5M.
 *
 * @param {number} number
 */
export const count = (number) => (Math.abs(number) < 10_000_000 ? whole : short).format(number);

/**
 * 12,480, however large: figures that have to add up.
 *
 * @param {number} number
 */
export const exactly = (number) => whole.format(number);

/**
 * A lag: 240 ms, 1.2 s, 3.4 min, 2.1 h.
 *
 * @param {number} ms
 */
export function duration(ms) {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_597_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

/**
 * How long a run lasts: 0:07, 12:30, 1:02:03.
 *
 * @param {number} ms
 */
export function elapsed(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * 1 record, 2 records.
 *
 * @param {number} number
 * @param {string} noun
 */
export const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
