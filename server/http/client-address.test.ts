import { expect, test } from '@jest/globals';
import { clientAddress } from './client-address.ts';

test.each<[string, string]>([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
  ['2001:0DB8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (ip, counted) => {
  expect(clientAddress({ ip })).toBe(counted);
});

test('all addresses of one network count together', () => {
  expect(clientAddress({ ip: '2001:db8:0:1::1' })).toBe(clientAddress({ ip: '2001:db8:0:1:ffff::2' }));
  expect(clientAddress({ ip: '2001:db8:0:1::1' })).not.toBe(clientAddress({ ip: '2001:db8:0:2::1' }));
});
