import { describe, expect, it } from '@jest/globals';
import { always, createWorld, start } from './world.ts';

describe('an object store', () => {
  it('gives back what was put, lists by prefix in order, and deletes', async () => {
    const { clock, objects } = createWorld({});
    const work = async () => {
      for (const key of ['failed/b', 'other', 'failed/a']) await objects.put(key, `body of ${key}`);
      await objects.delete('other');
      return [
        await objects.get('failed/a'),
        await objects.get('other'),
        await objects.list('failed/'),
        await objects.list(''),
      ];
    };
    expect(await clock.run(work())).toEqual([
      { key: 'failed/a', body: Buffer.from('body of failed/a'), storedAt: expect.any(Number) },
      undefined,
      ['failed/a', 'failed/b'],
      ['failed/a', 'failed/b'],
    ]);
    expect(clock.now()).toBeGreaterThan(start);
  });

  it('fails a put as S3 does, and stores nothing then', async () => {
    const { clock, objects } = createWorld({ rules: always({ 'objects.put-failed': 1 }) });
    await expect(clock.run(objects.put('a', 'x'))).rejects.toMatchObject({ name: 'SlowDown' });
    expect(objects.contents('')).toEqual([]);
    await clock.run(objects.put('a', 'x'));
    expect(objects.contents('')).toHaveLength(1);
  });

  it('takes what AWS services write without faults', () => {
    const { objects } = createWorld({ rules: always({ 'objects.put-failed': 9 }) });
    objects.write('a', Buffer.from([0, 255]));
    expect(objects.contents('a')[0]!.body).toEqual(Buffer.from([0, 255]));
  });
});
