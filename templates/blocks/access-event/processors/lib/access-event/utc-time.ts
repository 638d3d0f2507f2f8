const length = 'yyyy-MM-ddTHH:mm:ss'.length;

/**
 * Reads UTC times of the form yyyy-MM-dd?HH:mm:ss[.fraction][Z]. Lines of a log come in the order of seconds, more or less: the last
 * second is kept.
 */
export class UtcTime {
  #second = '';
  #epoch = NaN;

  /** Unix time in milliseconds; NaN for what is no time. */
  read(text: string, from: number, to: number): number {
    const end = from + length;
    if (to < end) return NaN;
    const second = text.slice(from, end);
    if (second !== this.#second) {
      this.#epoch = Date.parse(`${second.slice(0, 10)}T${second.slice(11)}Z`);
      this.#second = second;
    }
    if (to === end) return this.#epoch;
    if (text.charCodeAt(end) !== 46) return to === end + 1 && text.charCodeAt(end) === 90 ? this.#epoch : NaN;
    let milliseconds = 0;
    for (let at = end + 1, weight = 100; at < to && weight >= 1; at++, weight /= 10) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      milliseconds += digit * weight;
    }
    return this.#epoch + milliseconds;
  }
}

/** The largest time in milliseconds that is accepted, in the year 5138. A larger number has another unit, such as microseconds. */
export const isTime = (milliseconds: number): boolean => milliseconds >= 0 && milliseconds < 1e14;
