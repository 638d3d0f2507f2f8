import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { startGateway } from '../../runtime/gateway/server.ts';
import { OpenedPage } from './opened-page.ts';

const poison = 'indexer/2026/01/05/09/p-0007-01J9.json';
const on = new OpenedPage();

const figure = (node: string): Locator => on.page.locator('.node', { hasText: node }).locator('.passed');
/** The figures of the equation with their signs. */
const equation = (): Promise<string> =>
  on.page.evaluate<string>(
    "[...document.querySelectorAll('.term :is(.sign, .figure)')].map((part) => part.textContent).join(' ').trim()",
  );
const said = (text: string): Promise<void> =>
  on.page.locator('#said').filter({ hasText: text }).waitFor({ state: 'attached' });

/** Goes on by keyboard until what has the focus is called so. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await on.page.keyboard.press('Tab');
    if ((await focused()) === name) return;
  }
  throw new Error(`The keyboard does not reach "${name}".`);
}
const focused = (): Promise<string> =>
  on.page.evaluate<string>(`(() => {
    const { ariaLabel, labels, textContent } = document.activeElement;
    return (ariaLabel ?? labels?.[0]?.textContent ?? textContent).trim();
  })()`);

describe('the page of a run', () => {
  beforeEach(() => on.open({ viewport: { width: 1360, height: 900 } }));
  afterEach(() => {
    expect([...on.addresses].filter((address) => address !== on.server.url && address !== 'null')).toEqual([]);
  });

  it('shows counts that move, on nodes, edges and in the table', async () => {
    await on.page.getByText('Figures as a table').click();
    on.run.feed(20);
    await figure('Changes').filter({ hasText: '12,500 in · 12,500 out' }).waitFor();
    await on.page.locator('.label', { hasText: 'every change' }).filter({ hasText: '12,500' }).waitFor();
    await on.page
      .getByRole('row', { name: /^Engine/ })
      .filter({ hasText: '12,500' })
      .waitFor();
    await on.page.getByRole('listitem').filter({ hasText: 'p-2500' }).waitFor();
    expect(await on.page.title()).toBe('product-search-dev · local run');
    expect(on.problems).toEqual([]);
  });

  it('asks a probe by keyboard, and shows what it finds as text', async () => {
    await tabTo('Words to look for');
    await on.page.keyboard.type('trail shoe');
    await on.page.keyboard.press('Enter');
    await on.page.getByText('1 result in').waitFor();
    await on.page.locator('dd', { hasText: '<img src=x onerror="alert(1)"> trail shoe' }).waitFor();
    expect(await on.page.locator('img').count()).toBe(0);
    await on.page.keyboard.press('ControlOrMeta+a');
    await on.page.keyboard.type(' nonsense ');
    await on.page.keyboard.press('Enter');
    await on.page.getByText('Status 400 in').waitFor();
    await on.page.locator('pre', { hasText: 'words: expected at most 500 characters' }).waitFor();
    expect(on.run.asked).toEqual([
      ['find', 'trail shoe'],
      ['find', 'nonsense'],
    ]);
    expect(on.problems).toEqual([]);
  });

  it('replays what is parked with the keyboard alone', async () => {
    const [first, second] = on.run.state().parked.map(({ key }) => key);
    expect(second).toBe(poison);
    await tabTo(`Replay ${first}`);
    await on.page.keyboard.press('Enter');
    await said(`Replayed ${first}`);
    await on.page.getByRole('button', { name: `Replay ${first}` }).waitFor({ state: 'detached' });
    expect(await focused()).toBe(`Replay ${second}`);
    await on.page.keyboard.press('Space');
    await on.page.getByText('Nothing is parked.').waitFor();
    expect(await focused()).toBe('Failure store');
    expect(on.run.replayed).toEqual([first, second]);
    expect(on.problems).toEqual([]);
  });

  it('says why something was not replayed, and offers it again', async () => {
    on.run.replay = () => Promise.reject(new Error('The stream is throttled.'));
    const button = on.page.getByRole('button', { name: `Replay ${poison}` });
    await button.click();
    await said('Not replayed: The stream is throttled.');
    await button.filter({ hasText: /^Replay$/ }).waitFor();
  });

  it('switches a fault on with the keyboard, and keeps it on', async () => {
    await tabTo('Late records');
    await on.page.getByText('A change record reaches the stream up to five minutes late.').waitFor();
    await on.page.keyboard.press('Space');
    await said('Late records is on');
    on.run.feed(500);
    await figure('Changes').filter({ hasText: '12,980 in' }).waitFor();
    const fault = on.page.getByRole('group', { name: 'Changes' }).getByRole('switch', { name: 'Late records' });
    expect(await fault.isChecked()).toBe(true);
    expect(on.run.state().faults.find(({ point }) => point === 'stream.delay')!.on).toBe(true);
    expect(on.problems).toEqual([]);
  });

  it('tells what became of the changes, and what the words mean', async () => {
    expect(await equation()).toBe('12,480 = 12,080 + 300 + 88 + 12 + 0 + 0');
    for (const [word, meaning] of [
      ['entered', 'accepted by a source'],
      ['superseded', 'a newer one'],
      ['parked', 'failure store'],
      ['lost', 'none of these'],
    ] as const)
      await on.page.locator('.term', { hasText: word }).filter({ hasText: meaning }).waitFor();
    await on.page.locator('#parked-count', { hasText: '88 records' }).waitFor();
  });

  it('says what is lost, of which sink, and what to look at', async () => {
    const counts = { delivered: 11_997, superseded: 300, parked: 88, dropped: 12, inFlight: 80, lost: 3 };
    const sink = (name: string, lost: number) => ({ ...counts, sink: name, entered: 12_477 + lost, lost });
    on.become({ verdict: { ...counts, entered: 12_480, sinks: [sink('lake', 0), sink('warehouse', 3)] } });
    await on.page.getByText('it names each lost event').waitFor();
    expect(await equation()).toBe('12,480 = 11,997 + 300 + 88 + 12 + 80 + 3');
    expect(await on.styleOf('.term.lost .figure', 'color')).toBe('rgb(179, 18, 58)');
    await on.page.getByRole('row', { name: 'warehouse 12,480 11,997 300 88 12 80 3' }).waitFor();
  });

  it('has no probe and no fault where the run has none', async () => {
    on.become({ probes: [], faults: [] });
    await on.page.getByText('This run has no faults to switch on.').waitFor();
    await on.page.locator('form').first().waitFor({ state: 'detached' });
  });

  it('leaves out what cannot pass: what only sends has nothing in, what only takes nothing out', async () => {
    await figure('Engine')
      .filter({ hasText: /^12,480 in$/ })
      .waitFor();
    await figure('Purge')
      .filter({ hasText: /^0 out$/ })
      .waitFor();
  });

  it('keeps lists to their place, however long they are', async () => {
    const state = on.run.state.bind(on.run);
    const [one] = on.run.state().parked;
    const many = Array.from({ length: 60 }, (_, nth) => ({ ...one!, key: `parked-${nth}` }));
    on.run.state = () => ({ ...state(), parked: many });
    on.run.probe = () => Promise.resolve({ summary: '60 results', failed: false, rows: many, raw: many });
    await on.page.getByRole('searchbox').first().press('Enter');
    await on.page.getByText(/^60 results in \d+ ms; the first 20 are shown\.$/).waitFor();
    await on.page.getByRole('button', { name: 'Replay parked-59' }).waitFor();
    for (const list of ['#parked', '#newest', '.results ol']) {
      const { height } = (await on.page.locator(list).boundingBox())!;
      expect([list, height]).toEqual([list, 420]);
    }
  });

  it('stands still while it is paused, and says that the pipeline does not', async () => {
    await on.page.getByRole('button', { name: 'Pause the page' }).click();
    await said('Page paused; the pipeline keeps running');
    let asked = 0;
    on.page.on('request', () => asked++);
    on.run.feed(1);
    await on.page.getByRole('searchbox').first().press('Enter');
    await on.page.getByText('1 result in').waitFor();
    expect(asked).toBe(1);
    await on.page.getByRole('button', { name: 'Resume the page' }).click();
    await figure('Changes').filter({ hasText: '12,481 in' }).waitFor();
  });

  it('says that the run has ended, and keeps its last figures', async () => {
    await on.server.close();
    await said('The run has ended');
    expect(await figure('Changes').textContent()).toBe('12,480 in · 12,480 out');
  });

  it('draws another diagram when the pipeline has another shape', async () => {
    const state = on.run.state.bind(on.run);
    on.run.state = () => ({ ...state(), nodes: [...state().nodes, { ...state().nodes[0]!, name: 'Archive' }] });
    await figure('Archive').waitFor();
  });

  it('cannot be used by another site', async () => {
    const attack = `fetch('${on.server.url}/faults', { method: 'POST', mode: 'no-cors', body: '{"point":"stream.delay","on":true}' })
      .catch(() => undefined).then(() => fetch('${on.server.url}/state')).then((answer) => answer.text()).catch(() => 'refused')`;
    const other = await startGateway(() =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: `<iframe src="${on.server.url}">`,
      }),
    );
    const visitor = await on.browser.newPage();
    try {
      await visitor.goto(other.url);
      expect(await visitor.evaluate<string>(attack)).toBe('refused');
      expect(await visitor.frames()[1]!.locator('#title').count()).toBe(0);
      expect(on.run.state().faults.find(({ point }) => point === 'stream.delay')!.on).toBe(false);
    } finally {
      await visitor.close();
      await other.close();
    }
  });
});
