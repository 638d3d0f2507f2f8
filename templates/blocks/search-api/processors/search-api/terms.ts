const ownTerm = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}`;
const terms = new RegExp(`[${ownTerm}]|(?:(?![${ownTerm}])[\\p{L}\\p{M}\\p{N}_])+`, 'gu');

/**
 * How many terms the standard analyzer makes of a text, at most: "well-known" is two, and each sign of Chinese or Japanese is one.
 */
export const termsIn = (text: string): number => text.match(terms)?.length ?? 0;
