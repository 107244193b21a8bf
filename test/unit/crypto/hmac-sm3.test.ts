/** HMAC-SM3 against values of OpenSSL 3.0 (`openssl dgst -sm3 -mac HMAC -macopt hexkey:…`). */
import { expect, test } from 'vitest';
import { toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { hmacSm3 } from '../../../src-main/crypto/hmac-sm3.ts';

test.each([
  [32, '', 'fda7c78d15984d8771f59f20a69d195c6e237070d37ec962e167326e517433db'],
  [32, '汴印', '77feb124f3664d92987824ec1e8f38d4cc3e22d8973143c9f5fa65a4183b7cf6'],
  [100, 'a'.repeat(200), '44c02d5b509ef11f5b040f01b9bbb290525460e600680f24a447995e09eb5554'],
])('a key of %i octets 00 01 02 …, message %j', (length, message, mac) => {
  const key = Uint8Array.from({ length }, (_, i) => i);
  expect(toHex(hmacSm3(key, utf8Encode(message)))).toBe(mac);
});
