import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ViewNode } from '../../runtime/view/state.ts';
import { faintTexts } from './contrast.ts';
import { cutOff } from './cut-off.ts';
import { OpenedPage } from './opened-page.ts';

const pictures = join(import.meta.dirname, '..', '..', 'build', 'browser');
mkdirSync(pictures, { recursive: true });
const on = new OpenedPage();

describe('one view', () => {
  beforeEach(() => on.open({ viewport: { width: 1440, height: 900 } }));

  it('holds the equation, the whole diagram and the switch of every fault', async () => {
    await on.page.locator('.diagram').waitFor();
    const { length: faults } = on.run.state().faults;
    expect(faults).toBeGreaterThan(25);
    const inside = [...(await on.page.locator('.term, .node, .faults .group li, .hint').all())];
    expect(inside.length).toBe(7 + 12 + faults + 1);
    for (const one of inside) {
      const { x, y, width, height } = (await one.boundingBox())!;
      expect([await one.textContent(), x >= 0, y >= 0, x + width <= 1440, y + height <= 900]).toEqual([
        await one.textContent(),
        true,
        true,
        true,
        true,
      ]);
    }
    // nothing of it has scrolled out of the list
    expect(await on.page.evaluate<number>('faults.scrollHeight - faults.clientHeight')).toBe(0);
  });

  it('turns a node amber while a fault is on, says why, and turns it back', async () => {
    const index = on.run.state().nodes.findIndex(({ name }) => name === 'Engine');
    const node = on.page.locator(`[data-node="${index}"]`);
    const fill = () => on.styleOf(`[data-node="${index}"] .box`, 'fill');
    await on.page.emulateMedia({ reducedMotion: 'reduce' });
    await node.waitFor();
    const calm = await fill();
    await on.page.getByRole('switch', { name: 'Documents rejected (429)' }).click();
    await node.getByText('1 fault on', { exact: true }).waitFor();
    expect(await fill()).toBe('rgb(255, 244, 220)');
    expect(await on.page.locator('.node.attention').count()).toBe(1);
    await on.page.getByText('Figures as a table').click();
    await on.page.getByRole('row', { name: /^Engine.*1 fault on: Documents rejected \(429\)/ }).waitFor();
    await on.page.getByRole('switch', { name: 'Documents rejected (429)' }).click();
    await node.getByText('1 fault on', { exact: true }).waitFor({ state: 'detached' });
    expect(await fill()).toBe(calm);
  });

  it('says that a node is behind while its lag is high', async () => {
    const late = (p99: number): ViewNode[] =>
      on.run.state().nodes.map((node) => (node.name === 'Indexer' ? { ...node, lag: { p50: 900, p99 } } : node));
    on.become({ nodes: late(30_000) });
    await on.page.locator('.node.attention', { hasText: 'Indexer' }).getByText('behind', { exact: true }).waitFor();
    on.become({ nodes: late(29_999) });
    await on.page.locator('.node.attention').waitFor({ state: 'detached' });
  });

  it('shows a long pipeline with low nodes that can be read', async () => {
    const [first] = on.run.state().nodes;
    const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'];
    on.become({
      nodes: names.map((name) => ({ ...first!, name })),
      edges: names.slice(1).map((to, index) => ({ from: names[index]!, to, label: 'records', count: 1 })),
    });
    await on.page.locator('.node', { hasText: 'Seven' }).waitFor();
    const { height } = (await on.page.locator('.node .name').first().boundingBox())!;
    expect(height).toBeGreaterThan(12);
    expect(await on.page.locator('.node .kind').count()).toBe(0);
  });
});

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 900],
  ['dark', 900],
  ['light', 390],
  ['dark', 390],
] as const)('in a %s window, %d pixels wide', (colorScheme, width) => {
  it('can be read, cuts nothing off, and scrolls in one direction only', async () => {
    await on.open({ viewport: { width, height: 900 }, colorScheme });
    on.run.setFault('index.item-429', true);
    await on.page.locator('.diagram').getByText('1 fault on', { exact: true }).waitFor();
    await on.page.screenshot({ path: join(pictures, `${colorScheme}-${width}-top.png`) });
    const box = on.page.getByRole('searchbox').first();
    await box.fill('trail shoe');
    await box.press('Enter');
    await on.page.getByText('1 result in').waitFor();
    expect(await faintTexts(on.page)).toEqual([]);
    const table = on.page.getByRole('cell', { name: 'every change → Changes: 12,480' });
    await on.page.getByText('Figures as a table').click();
    await table.waitFor();
    expect(await cutOff(on.page)).toEqual([]);
    const names = on.page.locator('.node .name');
    expect(await names.allTextContents()).toEqual(on.run.state().nodes.map(({ name }) => name));
    for (const name of await names.all()) expect((await name.boundingBox())!.height).toBeGreaterThan(14);
    expect(await on.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await on.page.screenshot({ path: join(pictures, `${colorScheme}-${width}.png`), fullPage: true });
    expect(on.problems).toEqual([]);
  });
});
