import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { partitionOf } from '../../../runtime/services/kafka/partitioner.ts';
import { seededRandom } from '../../../toolkit/seeded-random.ts';
import { javaCommand } from '../engine-process.ts';
import { kafka } from '../engines.ts';

const keys = 2_000;

it.each([1, 3, 6, 64, 1000])('a key has the partition of %d that the producer of Kafka gives it', (partitions) => {
  const random = seededRandom(partitions);
  const upTo = (most: number): number => Math.floor(random() * most);
  const some = Array.from({ length: keys }, (_, nth) => Buffer.from(Array.from({ length: nth % 50 }, () => upTo(256))));
  const [java, argv] = javaCommand({ ...kafka, main: 'KeyPartitions' }, process.env['JAVA_OF_KAFKA']!);
  const input = some.map((key) => `${key.toString('hex')}\n`).join('');
  const { stdout } = spawnSync(java, [...argv, String(partitions)], { input, encoding: 'utf8' });
  const ofKafka = stdout.trim().split('\n').map(Number);
  expect(some.map((key) => partitionOf(key, partitions, 0))).toEqual(ofKafka);
});
