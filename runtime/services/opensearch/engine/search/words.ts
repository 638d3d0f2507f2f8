/**
 * Where words are, as Lucene's standard tokenizer finds them: the rules of Unicode's text segmentation (UAX #29, WB1 to WB999),
 * with signs of Chinese and Hiragana one by one, and without what holds neither letter, digit nor pictograph. Compared with
 * OpenSearch 3.8 for every character; it knows those of Unicode 12, so that letters of scripts that came later are none to it.
 */
const scripts = ['Thai', 'Lao', 'Myanmar', 'Khmer', 'Tai_Le', 'New_Tai_Lue', 'Tai_Tham', 'Tai_Viet', 'Ahom'];
const southEastAsian = String.raw`[[${scripts.map((script) => String.raw`\p{sc=${script}}`).join('')}]&&[\p{L}\p{M}\u109e\u109f\u19da\u19de\u19df\u1aa0-\u1aa6\u1aa8-\u1aad\uaa77-\uaa79\uaade\uaadf\u{1173a}\u{1173b}\u{1173f}]]`;
/** WB4: what belongs to the character before it. */
const extend = String.raw`[\p{Grapheme_Extend}\p{Mc}\p{Emoji_Modifier}[\p{Cf}--\u200b]]`;
const letterSigns = String.raw`\u02c2-\u02c5\u02d2-\u02d7\u02de\u02df\u02ed\u02ef-\u02ff\u055b\u055c\u055e\u05f3\ua720\ua721\ua789\ua78a\uab5b`;
const katakana = String.raw`[\p{sc=Katakana}\u3031-\u3035\u309b\u309c\u30a0\u30fc\uff70]`;
const letter = String.raw`[[\p{Alphabetic}${letterSigns}]--[\p{Ideographic}\p{sc=Hiragana}]--${southEastAsian}--${katakana}--${extend}]`;
const hebrew = String.raw`[\p{sc=Hebrew}&&\p{Lo}]`;
const digit = String.raw`[\p{Nd}\u066b]`;
const joiner = String.raw`[\p{Pc}\u202f]`;
const stops = String.raw`.\u2018\u2019\u2024\ufe52\uff07\uff0e'`;
const midLetter = String.raw`[:\u00b7\u0387\u05f4\u2027\ufe13\ufe55\uff1a${stops}]`;
const midNumber = String.raw`[,;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b${stops}]`;
const single = String.raw`[[\p{sc=Han}\p{sc=Hiragana}]--[\u4db6-\u4dbf\u9ff0-\u9fff\u{2a6d7}-\u{2a6df}\u{2b735}-\u{2b73f}\u{2cea2}-\u{2cead}\u{2ebf0}-\u{2ee5d}\u{30000}-\u{3ffff}]]`;
/** Unicode 12 had more of them than later versions. */
const formerPictographs = String.raw`\u2388\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u270e-\u2711\u2765-\u2767\u{1f000}-\u{1f0ff}\u{1f10d}-\u{1f10f}\u{1f12f}\u{1f16c}-\u{1f171}\u{1f1ad}-\u{1f1e5}\u{1f260}-\u{1f265}\u{1f300}-\u{1f53d}\u{1f546}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f774}-\u{1f77f}\u{1f7d5}-\u{1f7ff}\u{1f8ae}-\u{1f8ff}\u{1fa00}-\u{1fffd}`;
const pictograph = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}${formerPictographs}]`;
const flagLetter = String.raw`[\u{1f1e6}-\u{1f1ff}]`;

const extended = (character: string): string => `(?:${character}${extend}*)`;
const letters =
  `(?:${extended(hebrew)}(?:${extended(midLetter)}(?=${letter})|${extended('"')}(?=${hebrew})|${extended("'")})?` +
  `|${extended(letter)}(?:${extended(midLetter)}(?=${letter}))?)`;
const digits = `(?:${extended(digit)}(?:${extended(midNumber)}(?=${digit}))?)`;
const part = `(?:(?:${letters}|${digits})+|${extended(katakana)}+)`;
const joiners = `${extended(joiner)}`;
const plain = `${joiners}*${part}(?:${joiners}+${part})*${joiners}*`;
/** A variation selector that asks for text ends the sign. */
const drawn = `${pictograph}(?:(?!\\ufe0e)${extend})*`;
const keycap = String.raw`[#*]\ufe0f?\u20e3` + `${extend}*`;
const emoji = `${drawn}(?:(?<=\\u200d)${drawn})*|${keycap}|${extended(flagLetter)}{2}`;

/** One match for each word. */
export const word = new RegExp([plain, emoji, `${extended(southEastAsian)}+`, extended(single)].join('|'), 'gv');
