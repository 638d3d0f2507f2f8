import { expect } from '@jest/globals';

/** Follows links to the stand-in for GitHub. Each has to lead to a page for people. Gives the links on these pages. */
export async function follow(links: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const link of new Set(links)) {
    const response = await fetch(link);
    const type = response.headers.get('content-type');
    const body = await response.text();
    expect([link, response.status, type]).toEqual([
      link,
      200,
      expect.stringMatching(/^(text\/(html|plain); charset=utf-8|application\/octet-stream)$/),
    ]);
    if (type!.startsWith('text/html'))
      for (const [, href] of body.matchAll(/<a href="([^"]+)"/g))
        found.push(new URL(href!.replaceAll('&amp;', '&'), response.url).href.replace(/#.*/, ''));
  }
  return [...new Set(found)];
}
