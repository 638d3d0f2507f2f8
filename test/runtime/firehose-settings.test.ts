import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkPrefixes, errorPrefixOf, prefixOf } from '../../runtime/services/firehose/prefix.ts';
import { lambda, parquet, startDelivery } from './firehose-world.ts';
import { StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const hints = (SizeInMBs: number, IntervalInSeconds: number) => ({ BufferingHints: { SizeInMBs, IntervalInSeconds } });

describe('what CreateDeliveryStream refuses', () => {
  it.each([
    ['API reference, BufferingHints: 1 to 128 MB', hints(129, 60), 'SizeInMBs is 1 to 128, not 129'],
    ['API reference, BufferingHints: 0 to 900 s', hints(5, 901), 'IntervalInSeconds is 0 to 900, not 901'],
    [
      'API reference, BufferingHints: both',
      { BufferingHints: { SizeInMBs: 5 } },
      'takes SizeInMBs and IntervalInSeconds together',
    ],
    ['data-transformation: 0.2 to 3 MB', lambda({ BufferSizeInMBs: '4' }), 'BufferSizeInMBs is 0.2 to 3, not 4'],
    [
      'record-format-conversion: 64 MB at least',
      { ...parquet({ a: 'int' }), ...hints(5, 60) },
      'SizeInMBs is at least 64',
    ],
    [
      'record-format-conversion: no compression',
      { ...parquet({ a: 'int' }), CompressionFormat: 'GZIP' },
      'has to be UNCOMPRESSED',
    ],
    [
      's3-prefixes: expressions need an error prefix',
      { Prefix: '!{timestamp:yyyy}/' },
      'ErrorOutputPrefix cannot be null',
    ],
  ])('%s', async (_, to, message) => {
    await expect(startDelivery(world, { to })).rejects.toThrow(message);
  });
});

describe('Firehose guide, s3-prefixes', () => {
  const at = Date.UTC(2026, 0, 5, 7, 8, 9);
  it.each([
    [undefined, '2026/01/05/07/'],
    ['raw/', 'raw/2026/01/05/07/'],
    ['raw/!{timestamp:yyyy-MM-dd}/', 'raw/2026-01-05/'],
    ["!{timestamp:'year='yyyy'/month='MM'/'HH}/", 'year=2026/month=01/07/'],
    ['day=!{timestamp:yyyy}-!{timestamp:MM}-!{timestamp:dd}/', 'day=2026-01-05/'],
  ])('prefix %s', (prefix, expected) => {
    expect(prefixOf(prefix, { at })).toBe(expected);
  });

  it.each([
    [undefined, 'processing-failed/2026/01/05/07/'],
    ['bad/', 'bad/processing-failed/2026/01/05/07/'],
    ['bad/!{firehose:error-output-type}/!{timestamp:yyyy}/', 'bad/processing-failed/2026/'],
    ['bad/!{firehose:error-output-type}/', 'bad/processing-failed/2026/01/05/07/'],
  ])('error prefix %s', (prefix, expected) => {
    expect(errorPrefixOf(prefix, { at, errorOutput: 'processing-failed' })).toBe(expected);
  });

  it('"firehose:random-string": eleven characters, different each time', () => {
    const [one, other] = [1, 2].map(() => prefixOf('!{firehose:random-string}/!{timestamp:yyyy}/', { at }));
    expect(one).toMatch(/^[A-Za-z0-9]{11}\/2026\/$/);
    expect(one).not.toBe(other);
  });

  it.each([
    ['!{timestamp:yyyy}/', undefined, 'cannot be null or empty when Prefix contains expressions'],
    ['!{firehose:error-output-type}/', 'bad/', 'Prefix cannot contain'],
    [undefined, '!{timestamp:yyyy}/', 'not !{firehose:error-output-type}'],
    ['!{timestamp:QQ}/', 'bad/', 'timestamp pattern QQ is not modelled'],
    ['!{partitionKeyFromQuery:k}/', 'bad/', 'not modelled'],
  ])('refuses %s with %s', (prefix, errorPrefix, message) => {
    expect(() => checkPrefixes(prefix, errorPrefix)).toThrow(message);
  });

  it('has at most 512 characters', () => {
    expect(() => prefixOf('x'.repeat(513), { at })).toThrow('more than 512 characters');
  });
});
