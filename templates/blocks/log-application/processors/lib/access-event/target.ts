/** The parts of what a request asked for: a path, a path with a query, or a whole URL. */
export interface Target {
  host?: string;
  path: string;
  query?: string;
}

const whole = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)([^?]*)(?:\?(.*))?$/is;

/** A user and a password of a URL are left out. */
export function targetOf(text: string): Target {
  const [, host, path, query] = whole.exec(text) ?? [];
  if (host !== undefined) return { ...(host && { host }), path: path || '/', ...(query && { query }) };
  const at = text.indexOf('?');
  if (at < 0) return { path: text };
  const asked = text.slice(at + 1);
  return { path: text.slice(0, at) || '/', ...(asked && { query: asked }) };
}
