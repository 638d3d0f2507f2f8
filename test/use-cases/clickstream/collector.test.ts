import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { join } from 'node:path';
import { LocalProject } from '../../local/local-project.ts';

jest.setTimeout(600_000);
let project: LocalProject;

beforeAll(() => {
  project = LocalProject.with('clickstream-http', { useCase: 'clickstream', ingest: 'http' });
});
afterAll(() => project.killAll());

describe('a project with a collector', () => {
  const check = ['--check', '--events', '400', '--rate', '200', '--speed', '20'];

  it('accounts for every event that the collector has accepted', async () => {
    const { code, out } = await project.run('local', ...check);
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
    for (const fault of ['api.throttled', 'api.answer-lost'])
      expect(out).toMatch(new RegExp(`^  ${fault} +[1-9]`, 'm'));
  });

  it('finds a collector that refuses what it has to take', async () => {
    const { code, out, err } = await project.withSource(
      'infra/blocks/collector.ts',
      "Data: '$request.body.data'",
      "Data: '$request.body.events'",
      () => project.run('local', ...check),
    );
    expect([code, out + err]).toEqual([1, expect.stringContaining('The collector refuses a request that is sound')]);
  });

  it('takes events from the producer for browsers, from people and from the seed while it runs', async () => {
    const live = project.start('local', ['--events', '50', '--rate', '50', '--speed', '20']);
    await live.says(/runs on this machine/);
    const seeded = await project.run('seed', '--stage', 'local');
    expect(seeded).toMatchObject({ code: 0, out: expect.stringMatching(/^Sent 500 events to http/) });
    const asked = await project.run('ask', 'send');
    const [, url] = /"url": "(.*?)"/.exec(asked.out)!;
    const { createClicks } = (await import(join(project.folder, 'web', 'clicks.js'))) as Producer;
    const clicks = createClicks({ url: url!, page: pageOf('Zelt & Größe') });
    clicks.consent(['analytics']);
    clicks.identify('größe/1');
    for (const type of ['page_view', 'search', 'product_view']) clicks.track(type);
    await clicks.flush();
    expect(clicks.counts.sent).toBe(3);
    const followed = await project.run('ask', 'order', 'größe/1');
    expect(JSON.parse(followed.out)).toHaveLength(3);
    live.child.kill('SIGINT');
    const [, entered] = [...(await live.ended).out.matchAll(/([\d,]+) entered = /g)].at(-1)!;
    expect(Number(entered!.replaceAll(',', ''))).toBeGreaterThanOrEqual(504);
  });
});

interface Producer {
  createClicks(options: { url: string; page: object }): {
    readonly counts: { readonly sent: number };
    consent(purposes: readonly string[]): void;
    identify(user: string): void;
    track(type: string): void;
    flush(): Promise<void>;
  };
}

/** What the producer uses of a browser. */
const pageOf = (title: string) => ({
  crypto,
  fetch,
  setTimeout,
  clearTimeout,
  Date,
  Math,
  document: { title, referrer: '' },
  location: { href: 'https://shop.example/' },
  localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  addEventListener: () => undefined,
});
