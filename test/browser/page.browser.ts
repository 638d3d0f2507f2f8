import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { startGateway, type Gateway } from '../../runtime/gateway/server.ts';
import { pageAnswer } from '../../runtime/view/page-server.ts';
import { findChromium } from './chromium.ts';
import { faintTexts } from './contrast.ts';
import { cutOff } from './cut-off.ts';
import { FakeRun } from './fake-run.ts';

const pictures = join(import.meta.dirname, '..', '..', 'build', 'browser');
const poison = 'indexer/2026/01/05/09/p-0007-01J9.json';

let browser: Browser;
let run: FakeRun;
let server: Gateway;
let page: Page;
let problems: string[];
let addresses: Set<string>;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  // Chromium refuses to run as root in its sandbox
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: findChromium()!, args });
});
afterAll(() => browser.close());

const opened = async (options: Parameters<Browser['newPage']>[0]): Promise<void> => {
  page = await browser.newPage(options);
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => addresses.add(new URL(request.url()).origin));
  await page.goto(server.url);
  await page.locator('#title', { hasText: 'product-search-dev' }).waitFor();
};
const figure = (node: string): Locator => page.locator('.node', { hasText: node }).locator('.passed');
const said = (text: string): Promise<void> =>
  page.locator('#said').filter({ hasText: text }).waitFor({ state: 'attached' });

/** Goes on by keyboard until what has the focus is called so. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    if ((await focused()) === name) return;
  }
  throw new Error(`The keyboard does not reach "${name}".`);
}
const focused = (): Promise<string> =>
  page.evaluate<string>(`(() => {
    const { ariaLabel, labels, textContent } = document.activeElement;
    return (ariaLabel ?? labels?.[0]?.textContent ?? textContent).trim();
  })()`);

beforeEach(async () => {
  problems = [];
  addresses = new Set();
  run = new FakeRun();
  run.feed(12_480);
  server = await startGateway(pageAnswer(run));
});
afterEach(async () => {
  await page.close();
  await server.close();
});

describe('the page of a run', () => {
  beforeEach(() => opened({ viewport: { width: 1360, height: 900 } }));
  afterEach(() => {
    expect([...addresses].filter((address) => address !== server.url && address !== 'null')).toEqual([]);
  });

  it('shows counts that move, on nodes, edges and in the table', async () => {
    await page.getByText('Figures as a table').click();
    run.feed(20);
    await figure('Changes').filter({ hasText: '12,500 in · 12,500 out' }).waitFor();
    await page.locator('.label', { hasText: 'every change' }).filter({ hasText: '12,500' }).waitFor();
    await page
      .getByRole('row', { name: /^Search/ })
      .filter({ hasText: '12,500' })
      .waitFor();
    await page.getByRole('listitem').filter({ hasText: 'p-2500' }).waitFor();
    expect(await page.title()).toBe('product-search-dev · local run');
    expect(problems).toEqual([]);
  });

  it('searches through the API by keyboard, and shows what it finds as text', async () => {
    await tabTo('Words, or a query string such as q=shoe&pageSize=5');
    await page.keyboard.type('trail shoe');
    await page.keyboard.press('Enter');
    await page.getByText('1 result in').waitFor();
    await page.locator('dd', { hasText: '<img src=x onerror="alert(1)"> trail shoe' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('q=nonsense&pageSize=5');
    await page.keyboard.press('Enter');
    await page.getByText('The search API returned status 400').waitFor();
    expect(run.searched).toEqual(['q=trail+shoe', 'q=nonsense&pageSize=5']);
    expect(problems).toEqual([]);
  });

  it('replays what is parked with the keyboard alone', async () => {
    const [first, second] = run.state().parked.map(({ key }) => key);
    expect(second).toBe(poison);
    await tabTo(`Replay ${first}`);
    await page.keyboard.press('Enter');
    await said(`Replayed ${first}`);
    await page.getByRole('button', { name: `Replay ${first}` }).waitFor({ state: 'detached' });
    expect(await focused()).toBe(`Replay ${second}`);
    await page.keyboard.press('Space');
    await page.getByText('Nothing is parked.').waitFor();
    expect(await focused()).toBe('Failure store');
    expect(run.replayed).toEqual([first, second]);
    expect(problems).toEqual([]);
  });

  it('says why something was not replayed, and offers it again', async () => {
    run.replay = () => Promise.reject(new Error('The stream is throttled.'));
    const button = page.getByRole('button', { name: `Replay ${poison}` });
    await button.click();
    await said('Not replayed: The stream is throttled.');
    await button.filter({ hasText: /^Replay$/ }).waitFor();
  });

  it('switches a fault on with the keyboard, and keeps it on', async () => {
    await tabTo('delay');
    await page.keyboard.press('Space');
    await said('stream.delay is on');
    run.feed(500);
    await figure('Changes').filter({ hasText: '12,980 in' }).waitFor();
    const fault = page.getByRole('group', { name: 'stream' }).getByRole('switch', { name: 'delay' });
    expect(await fault.isChecked()).toBe(true);
    expect(run.state().faults.find(({ point }) => point === 'stream.delay')!.on).toBe(true);
    expect(problems).toEqual([]);
  });

  it('tells what became of the changes, and what the words mean', async () => {
    const total = (name: string) => page.locator('.totals > div', { hasText: name });
    await total('Entered').filter({ hasText: '12,480' }).waitFor();
    await total('Delivered').filter({ hasText: '12,080' }).filter({ hasText: 'written to the index' }).waitFor();
    await total('Superseded').filter({ hasText: '300' }).filter({ hasText: 'a newer one' }).waitFor();
    await total('Parked').filter({ hasText: '88' }).filter({ hasText: 'failure store' }).waitFor();
    await total('Dropped').filter({ hasText: '12' }).filter({ hasText: 'a drop rule' }).waitFor();
    await page.locator('#parked-count', { hasText: '88 records' }).waitFor();
  });

  it('leaves out what cannot pass: what only sends has nothing in, what only takes nothing out', async () => {
    await figure('Search')
      .filter({ hasText: /^12,480 in$/ })
      .waitFor();
    await figure('Purge')
      .filter({ hasText: /^0 out$/ })
      .waitFor();
  });

  it('keeps lists to their place, however long they are', async () => {
    const state = run.state.bind(run);
    const [one] = run.state().parked;
    const many = Array.from({ length: 60 }, (_, nth) => ({ ...one!, key: `parked-${nth}` }));
    run.state = () => ({ ...state(), parked: many });
    const found = { status: 200, body: { total: 60, items: many.map((item) => ({ item })) } };
    run.search = () => Promise.resolve(found);
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('60 results in').waitFor();
    await page.getByRole('button', { name: 'Replay parked-59' }).waitFor();
    for (const list of ['#parked', '#newest', '#search-results ol']) {
      const { height } = (await page.locator(list).boundingBox())!;
      expect([list, height]).toEqual([list, 420]);
    }
  });

  it('stands still while it is paused, and says that the pipeline does not', async () => {
    await page.getByRole('button', { name: 'Pause the page' }).click();
    await said('Page paused; the pipeline keeps running');
    let asked = 0;
    page.on('request', () => asked++);
    run.feed(1);
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('1 result in').waitFor();
    expect(asked).toBe(1);
    await page.getByRole('button', { name: 'Resume the page' }).click();
    await figure('Changes').filter({ hasText: '12,481 in' }).waitFor();
  });

  it('says that the run has ended, and keeps its last figures', async () => {
    await server.close();
    await said('The run has ended');
    expect(await figure('Changes').textContent()).toBe('12,480 in · 12,480 out');
  });

  it('draws another diagram when the pipeline has another shape', async () => {
    const state = run.state.bind(run);
    run.state = () => ({ ...state(), nodes: [...state().nodes, { ...state().nodes[0]!, name: 'Archive' }] });
    await figure('Archive').waitFor();
  });

  it('cannot be used by another site', async () => {
    const attack = `fetch('${server.url}/faults', { method: 'POST', mode: 'no-cors', body: '{"point":"stream.delay","on":true}' })
      .catch(() => undefined).then(() => fetch('${server.url}/state')).then((answer) => answer.text()).catch(() => 'refused')`;
    const other = await startGateway(() =>
      Promise.resolve({ status: 200, headers: { 'content-type': 'text/html' }, body: `<iframe src="${server.url}">` }),
    );
    const visitor = await browser.newPage();
    try {
      await visitor.goto(other.url);
      expect(await visitor.evaluate<string>(attack)).toBe('refused');
      expect(await visitor.frames()[1]!.locator('#title').count()).toBe(0);
      expect(run.state().faults.find(({ point }) => point === 'stream.delay')!.on).toBe(false);
    } finally {
      await visitor.close();
      await other.close();
    }
  });
});

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('in a %s window, %d pixels wide', (colorScheme, width) => {
  it('can be read, cuts nothing off, and scrolls in one direction only', async () => {
    await opened({ viewport: { width, height: 900 }, colorScheme });
    await page.getByRole('searchbox').fill('trail shoe');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('1 result in').waitFor();
    expect(await faintTexts(page)).toEqual([]);
    const table = page.getByRole('cell', { name: 'every change → Changes: 12,480' });
    if (!(await table.isVisible())) await page.getByText('Figures as a table').click();
    await table.waitFor();
    expect(await cutOff(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.screenshot({ path: join(pictures, `${colorScheme}-${width}.png`), fullPage: true });
    expect(problems).toEqual([]);
  });
});
