const ownTerm = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}\p{No}\p{Nl}`;
/** Scripts that the analyzer separates from all others. */
const apart = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const terms = new RegExp(
  `[${ownTerm}\\p{Sk}\\p{So}]|[${apart}][${apart}\\p{M}]*|(?:(?![${ownTerm}${apart}])[\\p{L}\\p{M}\\p{N}_])+`,
  'gu',
);

/** The analyzer cuts a longer word into several, each with at most so many UTF-16 code units. */
const longestTerm = 255;

/**
 * How many terms the standard analyzer makes of a text: "well-known" is two, and each sign of Chinese or Japanese is one. More
 * rather than fewer: letters that Unicode got in recent years are signs for the engine.
 */
export const termsIn = (text: string): number =>
  (text.match(terms) ?? []).reduce((count, { length }) => count + Math.ceil(length / longestTerm), 0);

/** The words of a search. Words that contain no term, such as "&", are left out. */
export const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => termsIn(word) > 0);

/** An accent is part of its letter in one form of Unicode and a sign after it in the other; items have either. */
export const formsOf = (word: string): string[] => [...new Set([word.normalize('NFC'), word.normalize('NFD')])];

/** The clauses of looking for words in one field, without misspellings. */
export const clausesOf = (words: readonly string[]): number =>
  words.flatMap(formsOf).reduce((count, form) => count + termsIn(form), 0);
