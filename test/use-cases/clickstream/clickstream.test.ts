import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { LocalProject } from '../../local/local-project.ts';

jest.setTimeout(600_000);
let project: LocalProject;

beforeAll(() => {
  project = LocalProject.with('clickstream-live', { useCase: 'clickstream' });
});
afterAll(() => project.killAll());

describe('on this machine', () => {
  const check = ['--check'];
  /** What a check says with a file of the project in another form. */
  const checkedWith = (file: string, find: string, replace: string) =>
    project.withSource(file, find, replace, () => project.run('local', ...check, '--events', '800'));

  it('accounts for every record, and uses every permission of the bridge', async () => {
    const { code, out } = await project.run('local', ...check, '--verbose');
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
    expect(out).toMatch(/^ {4}planted +[1-9]/m);
    // those of sessions that are over, of late events and of stores that nothing is parked in need another run
    expect(out).toContain('Permissions that this run did not use');
    expect(out).not.toMatch(/^ {2}(Bridge|LakeRows|LakeDelivery): \w+:/m);
  });

  it('finds what a bridge has left out', async () => {
    const { code, out } = await checkedWith(
      'processors/lib/ordered-writer/ordered-writer.ts',
      "if (refused === 'all' || refused.has(at)) {",
      "if (refused === 'all') {",
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });

  it('finds events that have overtaken others', async () => {
    const { code, out, err } = await checkedWith(
      'processors/bridge/lanes.ts',
      'const record of records)',
      'const record of records.toReversed())',
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: 0 of [\d,]+ lost; [\d,]+ answers are wrong$/m)]);
    expect(err).toContain('a later event of its key, before it');
  });

  it('is written to by Kafka clients, followed and replayed while it runs', async () => {
    const live = project.start('local', ['--events', '100', '--rate', '100', '--speed', '20']);
    await live.says(/runs on this machine/);
    const seeded = await project.run('seed', '--stage', 'local');
    expect(seeded).toMatchObject({ code: 0, out: expect.stringMatching(/^Wrote 500 events into .local\/clicks.tsv/) });
    const asked = await project.run('ask', 'produce', '{"off":"contract"}');
    const [, address] = /"brokers": "(.*?)"/.exec(asked.out)!;
    const producer = new Kafka({ brokers: [address!], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const messages = readFileSync(join(project.folder, '.local', 'clicks.tsv'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'))
      .map(([key, value]) => ({ key: key!, value: value! }));
    await producer.send({ topic: 'clicks', messages });
    await producer.disconnect();
    let listed = '';
    for (let tries = 0; tries < 60 && !/off: is not a field/.test(listed); tries++)
      listed = (await project.run('replay', 'list', '--stage', 'local')).out;
    expect(listed).toMatch(/^rejected: \d+ records are parked/m);
    const replayed = await project.run('replay', 'run', '--stage', 'local');
    expect([replayed.code, replayed.err]).toEqual([0, '']);
    let followed = '';
    for (let tries = 0; tries < 60 && !/"offset"/.test(followed); tries++)
      followed = (await project.run('ask', 'order', messages.at(-1)!.key)).out;
    expect(followed).toMatch(/"offset"/);
    live.child.kill('SIGINT');
    const [, entered] = [...(await live.ended).out.matchAll(/([\d,]+) entered = /g)].at(-1)!;
    expect(Number(entered!.replaceAll(',', ''))).toBeGreaterThanOrEqual(601);
  });
});
