import { expect, it } from '@jest/globals';
import { beside } from '../../processors/lib/access-event/beside.ts';
import { clientAddress, hashedAddress } from '../../processors/lib/access-event/client-address.ts';

const [plain, masked] = [clientAddress('plain'), clientAddress('masked')];
const hashed = hashedAddress('a key');

it('leaves plain addresses as they are, however they are written', () => {
  expect(plain('::FFFF:203.0.113.9, unknown')).toBe('::FFFF:203.0.113.9, unknown');
});

it.each([
  ['203.0.113.9', '203.0.113.0'],
  ['203.0.113.9:50122', '203.0.113.0'],
  ['2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::'],
  ['2001:0DB8::1', '2001:db8:0::'],
  ['[2001:db8:85a3::1]:443', '2001:db8:85a3::'],
  ['::1', '0:0:0::'],
  ['::ffff:203.0.113.9', '203.0.113.0'],
  ['fe80::1%eth0', 'fe80:0:0::'],
  ['203.0.113.9, unknown, 2001:db8:1::2', '203.0.113.0, 2001:db8:1::'],
  ['203.0.113.999', undefined],
  ['203.000.113.009', undefined],
  ['[', undefined],
  ['not an address', undefined],
  ['-', undefined],
  ['', undefined],
])('masks %s to %s, whatever part of it could tell who it is', (address, network) => {
  expect(masked(address)).toBe(network);
});

it('hashes with HMAC-SHA-256, so that others who have the key find the same', () => {
  // printf %s 203.0.113.9 | openssl dgst -sha256 -hmac 'a key' -binary | basenc --base64url | cut -c 1-22
  expect(hashed('203.0.113.9')).toBe('P3Zb4YWo2cvFv8qRiOk9rK');
});

it.each([
  [
    '203.0.113.9',
    ['203.0.113.9:443', ' 203.0.113.9', '::ffff:203.0.113.9', '::FFFF:cb00:7109', '[::ffff:203.0.113.9]:80'],
  ],
  ['2001:db8::a:1', ['2001:DB8::A:1', '2001:0db8:0:0:0:0:000a:0001', '[2001:db8::a:1]:443', '2001:db8::a:1%eth0']],
])('gives %s one hash, however a source writes it', (address, others) => {
  for (const other of others) expect([other, hashed(other)]).toEqual([other, hashed(address)]);
});

it('gives each client a hash of its own, and under another key another one', () => {
  const clients = Array.from({ length: 5000 }, (_, nth) => `10.${nth % 7}.${nth % 250}.${Math.floor(nth / 250)}`);
  const different = new Set(clients);
  expect(new Set(clients.map((client) => hashed(client))).size).toBe(different.size);
  const other = hashedAddress('another key');
  expect(clients.filter((client) => other(client) === hashed(client))).toEqual([]);
});

it('hashes each client of a list, and leaves out what is no address', () => {
  expect(hashed('203.0.113.9, unknown,10.0.0.1:80')).toBe(`${hashed('203.0.113.9')}, ${hashed('10.0.0.1')}`);
  expect(['-', '', 'unknown', 'alice@example.com', '203.0.113', '1.2.3.4.5'].map(hashed)).toEqual(
    Array(6).fill(undefined),
  );
});

it('changes the addresses within texts that are kept as extra, at any depth', () => {
  const extra = {
    forwarded: 'for=192.0.2.60;proto=http;by="[2001:db8:cafe::17]:4711"',
    nested: [{ peer: '203.0.113.9:443', note: 'from 203.0.113.9, std::string, 12:34:56, v1.2.3' }, 7, null],
  };
  expect(beside(extra, masked)).toEqual({
    forwarded: 'for=192.0.2.0;proto=http;by="[2001:db8:cafe::]:4711"',
    nested: [{ peer: '203.0.113.0:443', note: 'from 203.0.113.0, std::string, 12:34:56, v1.2.3' }, 7, null],
  });
  expect(JSON.stringify(beside(extra, hashed))).not.toMatch(/192\.0\.2|cafe|203\.0\.113/);
  expect(beside(extra, plain)).toBe(extra);
});
