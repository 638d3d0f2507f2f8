/** Markup. Everything else that goes into a page is text, and is escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | number | Html | readonly Html[] | undefined;

/** A template literal of markup. Its values are escaped unless they are markup themselves. */
export const html = (markup: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(String.raw({ raw: markup }, ...parts.map(markupOf)));

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(({ markup }) => markup).join('\n') : escaped(String(part));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

export const link = (href: string, text: string): Html => html`<a href="${href}">${text}</a>`;

const style = new Html(`
  body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; font: 16px/1.55 system-ui, sans-serif; color: #1f2328; }
  a { color: #0969da; text-decoration: none } a:hover { text-decoration: underline }
  header { border-bottom: 1px solid #d1d9e0; margin-bottom: 1.5rem; padding-bottom: .75rem }
  header small { display: block; color: #59636e } header nav { margin-top: .5rem } nav a { margin-right: 1.25rem }
  table { border-collapse: collapse; margin: 1rem 0 } th, td { border: 1px solid #d1d9e0; padding: .35rem .75rem; text-align: left; vertical-align: top }
  pre { background: #f6f8fa; border-radius: 6px; padding: 1rem; overflow: auto; font-size: 13px; line-height: 1.45 }
  code { font: .9em ui-monospace, monospace; overflow-wrap: break-word } article { border: 1px solid #d1d9e0; border-radius: 6px; padding: .5rem 2rem 1.5rem }
  .note { background: #fff8c5; border: 1px solid #d4a72c66; border-radius: 6px; padding: .5rem 1rem }
`);

/** A whole page. `tabs` are the links below its heading. */
export const page = (title: string, heading: Html, tabs: readonly Html[], body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <small>Stand-in for GitHub on this machine</small>
          <strong>${heading}</strong>
          <nav>${tabs}</nav>
        </header>
        ${body}
      </body>
    </html>`.markup;
