/** An element of a document, without its attributes. */
export interface XmlNode {
  readonly name: string;
  /** What it holds where it holds no elements. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlNode[];
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a document as SDKs write it: elements, text and character references; no comments, no CDATA. Throws for anything else. */
export function readXml(document: string): XmlNode {
  const text = document.replace(/^\s*<\?xml[^>]*\?>\s*/, '').trim();
  const root: Open = { name: '', text: '', children: [] };
  const open = [root];
  let at = 0;
  for (const { 0: tag, index, 1: closes, 2: name, 3: empty } of text.matchAll(
    /<(\/?)([A-Za-z][\w.-]*)[^<>]*?(\/?)>/g,
  )) {
    open.at(-1)!.text += unescaped(text.slice(at, index));
    at = index + tag.length;
    if (closes === '') open.push({ name: name!, text: '', children: [] });
    if (closes === '' && empty === '') continue;
    const done = open.pop()!;
    if (done.name !== name || open.length === 0) throw new RangeError('The XML is not well-formed');
    open.at(-1)!.children.push(done.children.length > 0 ? { ...done, text: '' } : done);
  }
  if (open.length !== 1 || root.children.length !== 1 || at !== text.length || root.text !== '')
    throw new RangeError('The XML is not well-formed');
  return root.children[0]!;
}

/** Throws for a < that begins no element. */
function unescaped(text: string): string {
  if (text.includes('<')) throw new RangeError('The XML is not well-formed');
  return text.replaceAll(/&(#x?[\da-fA-F]+|\w+);/g, (whole, each: string) => {
    if (!each.startsWith('#')) return entities[each] ?? whole;
    return String.fromCodePoint(each[1] === 'x' ? Number.parseInt(each.slice(2), 16) : Number(each.slice(1)));
  });
}

export const childrenOf = ({ children }: XmlNode, name: string): readonly XmlNode[] =>
  children.filter((each) => each.name === name);
export const textIn = (node: XmlNode, name: string): string | undefined => childrenOf(node, name)[0]?.text;
