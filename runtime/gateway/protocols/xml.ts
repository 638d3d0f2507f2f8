import type { GatewayReply } from '../../contracts/gateway.ts';

export type XmlValue = string | number | boolean | undefined | XmlElement | readonly (string | XmlElement)[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

/** An element and what is in it: an array repeats its element, what is undefined is left out. */
export function xml(name: string, value: XmlValue, namespace?: string): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => xml(name, item, namespace)).join('');
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([inner, innerValue]) => xml(inner, innerValue as XmlValue))
          .join('')
      : escaped(String(value));
  return `<${name}${attribute}>${content}</${name}>`;
}

export const xmlReply = (status: number, document: string): GatewayReply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${document}`,
});

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
/** Line ends too: a parser would turn a carriage return into a newline (XML 1.0, 2.11). */
const escaped = (text: string): string =>
  text.replaceAll(/[<>&"]|\p{Cc}/gu, (each) => entities[each] ?? `&#x${each.charCodeAt(0).toString(16)};`);
