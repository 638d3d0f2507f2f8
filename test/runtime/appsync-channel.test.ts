import { describe, expect, it } from '@jest/globals';
import { channelOf, patternOf, reaches } from '../../runtime/services/appsync/channel.ts';

const long = (length: number) => 'a'.repeat(length);

describe('a channel (AppSync Events guide: 1 to 5 segments of 1 to 50 letters, digits and dashes, slashes at the ends optional)', () => {
  it.each([
    ['offers/ann', '/offers/ann'],
    ['/offers/ann', '/offers/ann'],
    ['/offers/ann/', '/offers/ann'],
    ['/offers', '/offers'],
    ['/a/b/c/d/e', '/a/b/c/d/e'],
    [`/offers/${long(50)}`, `/offers/${long(50)}`],
    ['/Offers/Ann', '/Offers/Ann'],
  ])('%s is %s', (text, path) => {
    expect(channelOf(text).path).toBe(path);
  });

  it.each([
    '',
    '/',
    '/offers//ann',
    '/a/b/c/d/e/f',
    `/offers/${long(51)}`,
    '/offers/ann@example.com',
    '/offers/a_b',
    '/offers/ä',
    '/offers/*',
    undefined,
    7,
  ])('%s is none', (text) => {
    expect(() => channelOf(text)).toThrow('The channel is not valid');
  });
});

describe('what is subscribed to', () => {
  it.each(['*', '/*', '/offers/*/a', '/off*', '/offers/**'])(
    '"*" is only the last segment, behind a namespace: not %s',
    (text) => {
      expect(() => patternOf(text)).toThrow('The channel is not valid');
    },
  );

  it.each([
    ['/offers/ann', '/offers/ann', true],
    ['/offers/ann', '/offers/Ann', false],
    ['/offers/ann', '/offers/ann/new', false],
    ['/offers/*', '/offers/ann', true],
    ['/offers/*', '/offers/ann/new', true],
    ['/offers/*', '/offers', false],
    ['/offers/*', '/news/ann', false],
    ['/offers/ann/*', '/offers/ben/new', false],
  ])('%s gets what is published to %s: %s', (pattern, channel, expected) => {
    expect(reaches(channelOf(channel), patternOf(pattern))).toBe(expected);
  });
});
