import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/cli/command.ts';
import { GitHost } from '../portal/git-host/git-host.ts';
import { follow } from './links.ts';
import { git } from './repositories.ts';

const readme = `# Shop & <b>Co</b>

[guide](docs/guide.md#use-it) [folder](docs) [host](https://example.com/a?b=1&c=2) [bad](javascript:alert(1))

<script>alert(1)</script> <!-- not shown -->
`;
const workflow = `name: deploy
on:
  push:
    branches: [main]
jobs:
  verify:
    uses: ./.github/workflows/verify.yml
`;
const files: Record<string, string | Buffer> = {
  'README.md': readme,
  'docs/guide.md': '# Guide\n\n## Use it, `now`!\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[back](../README.md)\n',
  'docs/odd name #1?.txt': '<i>50 %</i>\n',
  'logo.png': Buffer.from([0x89, 0x50, 0xff, 0x00]),
  '.github/workflows/deploy.yml': workflow,
  '.github/workflows/lint.yml': 'on: [push, pull_request]\njobs:\n  lint: {}\n',
  '.github/workflows/unfinished.yml': 'on: push\njobs: [',
  '.github/workflows/verify.yml':
    'name: verify\non: {workflow_call: }\njobs:\n  all:\n    steps:\n      - run: npm test\n',
};

let host: GitHost;
beforeAll(async () => {
  const folder = temporaryFolder();
  host = await GitHost.start(join(folder, 'repositories'));
  await fetch(`${host.origin}/api/v3/orgs/acme/repos`, { method: 'POST', body: JSON.stringify({ name: 'shop' }) });
  await fetch(`${host.origin}/api/v3/orgs/acme/repos`, { method: 'POST', body: JSON.stringify({ name: 'empty' }) });
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'shop', path)), { recursive: true });
    writeFileSync(join(folder, 'shop', path), contents);
  }
  const inShop = (...args: string[]) =>
    git('-C', join(folder, 'shop'), '-c', 'user.name=A & B', '-c', 'user.email=a@localhost', ...args);
  await inShop('init', '--quiet', '--initial-branch', 'main');
  await inShop('add', '.');
  await inShop('commit', '--quiet', '--message', 'Add <i>everything</i>');
  await inShop('push', '--quiet', `${host.origin}/acme/shop.git`, 'main', 'main:feature/search');
});
afterAll(() => host?.stop());

async function pageAt(path: string): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(host.origin + path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

describe('the stand-in for GitHub', () => {
  it('shows a repository with its files and its README, as text and never as markup of the project', async () => {
    const { status, type, text } = await pageAt('/acme/shop');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<a href="/acme/shop/blob/main/logo.png">logo.png</a>');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('Shop &amp; &lt;b&gt;Co&lt;/b&gt;');
    expect(text).not.toMatch(/<script>|javascript:|not shown/);
  });

  it('resolves links of Markdown as GitHub does, and gives headings their anchors', async () => {
    const { text } = await pageAt('/acme/shop');
    expect(text).toContain('href="/acme/shop/blob/main/docs/guide.md#use-it"');
    expect(text).toContain('href="https://example.com/a?b=1&amp;c=2"');
    const guide = await pageAt('/acme/shop/blob/main/docs/guide.md');
    expect(guide.text).toContain('<h2 id="use-it-now">');
    expect(guide.text).toContain('href="/acme/shop/blob/main/README.md"');
    expect(guide.text).toContain('<td>1</td>');
  });

  it('shows what Backstage and the templates link to', async () => {
    for (const [path, shown] of [
      ['/', 'acme/shop'],
      ['/acme', 'shop'],
      ['/acme/empty', 'has no commit yet'],
      ['/acme/empty/actions', 'Actions'],
      ['/acme/shop/tree/main', 'logo.png'],
      ['/acme/shop/tree/main/', 'logo.png'],
      ['/acme/shop/tree/main/README.md', 'Shop &amp;'],
      ['/acme/shop/blob/HEAD/docs', 'guide.md'],
      ['/acme/shop/edit/main/README.md', 'Shop &amp;'],
      ['/acme/shop/tree/feature/search/docs', 'guide.md'],
      ['/acme/shop/commits', 'Add &lt;i&gt;everything&lt;/i&gt;'],
      ['/acme/shop/commit/main', 'A &amp; B'],
      ['/acme/shop/pulls', 'There are no pull requests'],
      ['/acme/shop/actions', '.github/workflows/lint.yml #2'],
      ['/acme/shop/actions/runs/1', 'npm test'],
      ['/acme/shop/settings', 'Environments'],
      ['/acme/shop/blob/main/docs/odd%20name%20%231%3F.txt', '&lt;i&gt;50 %&lt;/i&gt;'],
      ['/acme/shop/blob/main/logo.png', 'A binary file of 4 bytes'],
    ] as const) {
      const { status, text } = await pageAt(path);
      expect([path, status, text.includes(shown)]).toEqual([path, 200, true]);
    }
  });

  it('has no link that leads nowhere', async () => {
    const start = `${host.origin}/`;
    const seen = new Set([start]);
    for (let links = [start]; links.length > 0;) {
      links = (await follow(links)).filter((link) => link.startsWith(start) && !seen.has(link));
      for (const link of links) seen.add(link);
    }
    expect(seen.size).toBeGreaterThan(30);
  });

  it.each([
    '/acme/nothing',
    '/nobody',
    '/acme/shop/constructor',
    '/acme/shop/blob/main/nothing.md',
    '/acme/shop/blob/--help',
    '/acme/shop/actions/runs/9',
    '/acme/shop/pull/1',
    '/acme/shop/commit/nothing',
    '/%2e%2e%2f/shop',
    '/acme/%E0%A4%A/<script>',
  ])('says in a page for people that there is nothing at %s', async (path) => {
    const { status, type, text } = await pageAt(path);
    expect([status, type]).toEqual([404, 'text/html; charset=utf-8']);
    expect(text).toContain('There is no such page');
    expect(text).not.toContain('<script>');
  });

  it('gives files as they are, which a browser does not take for a page', async () => {
    const raw = await fetch(`${host.origin}/acme/shop/raw/main/README.md`);
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await raw.text()).toBe(readme);
  });

  it('numbers pull requests, and shows what they change', async () => {
    for (const title of ['One', 'Two <2>']) {
      const body = { title, body: 'Read **this**', head: 'acme:feature/search', base: 'main' };
      await fetch(`${host.origin}/api/v3/repos/acme/shop/pulls`, { method: 'POST', body: JSON.stringify(body) });
    }
    const { text } = await pageAt('/acme/shop/pull/2');
    expect(text).toContain('Two &lt;2&gt; #2');
    expect(text).toContain('<strong>this</strong>');
    expect(text).toContain('href="/acme/shop/tree/feature/search"');
  });
});
