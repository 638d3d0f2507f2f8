import { expect, it } from '@jest/globals';
import { clientAddress } from '../../processors/lib/access-event/client-address.ts';

it('leaves plain addresses as they are', () => {
  expect(clientAddress('plain')('203.0.113.9')).toBe('203.0.113.9');
});

it.each([
  ['203.0.113.9', '203.0.113.0'],
  ['2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::'],
  ['2001:0DB8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  ['::ffff:203.0.113.9', '0:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0::'],
  ['not an address', undefined],
  ['', undefined],
])('masks %s to %s, whatever part of it could tell who it is', (address, masked) => {
  expect(clientAddress('masked')(address)).toBe(masked);
});
