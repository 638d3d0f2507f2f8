import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { Html } from './html.ts';

/**
 * Markdown as GitHub shows it. Markup inside of it is shown as text, comments are left out. Relative links start at `at`, the
 * path of the page that the text belongs to.
 */
export function markdown(text: string, at: string): Html {
  const rendered = micromark(text.replace(/<!--[^]*?-->/g, ''), {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return new Html(
    rendered
      .replace(
        /(<a href|<img src)="([^"#][^"]*)"/g,
        (_, start: string, target: string) => `${start}="${resolved(target, at)}"`,
      )
      .replace(/<h([1-6])>(.*?)<\/h\1>/g, (_, level: string, heading: string) => {
        return `<h${level} id="${anchorOf(heading)}">${heading}</h${level}>`;
      }),
  );
}

/** The target is escaped for an attribute already, and stays so. */
function resolved(target: string, at: string): string {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return target;
  const { pathname, search, hash } = new URL(target, new URL(at, 'http://host'));
  return pathname + search + hash;
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/<[^>]*>|&\w+;/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
