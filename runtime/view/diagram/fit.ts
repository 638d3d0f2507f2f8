/** Cuts a text in its middle, so that it is about as wide as it may be (pixels): its ends tell names apart. */
export const fit = (text: string, width: number, fontSize: number): string =>
  shortened(text, width, fontSize, (kept) => Math.ceil(kept / 2));

/** Cuts a text at its end. */
export const fitStart = (text: string, width: number, fontSize: number): string =>
  shortened(text, width, fontSize, (kept) => kept);

/** Breaks a text at a space, so that each of its two lines fits; cuts the second one at its end. */
export function inTwoLines(
  text: string,
  width: number,
  fontSize: number,
): readonly [string] | readonly [string, string] {
  if (widthOf(Array.from(text), fontSize) <= width) return [text];
  const words = text.split(' ');
  let first = 1;
  while (first < words.length && widthOf(Array.from(words.slice(0, first + 1).join(' ')), fontSize) <= width) first++;
  const rest = words.slice(first).join(' ');
  const beginning = fitStart(words.slice(0, first).join(' '), width, fontSize);
  return rest === '' ? [beginning] : [beginning, fitStart(rest, width, fontSize)];
}

function shortened(text: string, width: number, fontSize: number, headOf: (kept: number) => number): string {
  const letters = Array.from(text);
  if (widthOf(letters, fontSize) <= width) return text;
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = headOf(kept);
    const cut = [...letters.slice(0, head), '…', ...letters.slice(letters.length - (kept - head))];
    if (widthOf(cut, fontSize) <= width) return cut.join('');
  }
  return '…';
}

/** A browser's interface font is not known here; these are upper bounds of the usual ones. */
const widthOf = (letters: readonly string[], fontSize: number): number =>
  letters.reduce((sum, letter) => sum + shareOf(letter) * fontSize, 0);

function shareOf(letter: string): number {
  if (/[ .,:;|!'ijltfr()[\]]/.test(letter)) return 0.36;
  if (/[A-Zmw@%&_]/.test(letter)) return 0.76;
  if (letter >= '\u1100' && letter !== '…') return 1.05;
  return 0.59;
}
