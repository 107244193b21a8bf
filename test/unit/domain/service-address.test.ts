/** Addresses that something could be told through are none. */
import { expect, test } from 'vitest';
import { isServiceAddress } from '../../../src-main/domain/service-address.ts';

test.each([
  'https://tsa.example.cn/',
  'https://tsa.example.cn:8443/rfc3161',
  'http://127.0.0.1:3161/',
  'http://localhost/tsa',
  'http://[::1]:80/',
])('%s may be asked', (address) => expect(isServiceAddress(address)).toBe(true));

test.each([
  ...[
    'http://tsa.example.cn/',
    'http://127.0.0.1.evil.cn/',
    'http://localhost@evil.cn/',
    'https://user:text@evil.cn/',
    'https://evil.cn/?text',
  ],
  ...[
    'https://evil.cn/#text',
    'https://evil.cn/ text',
    'https:///evil.cn',
    'https:\\\\evil.cn',
    'ftp://evil.cn/',
    'file:///etc/passwd',
    '',
    'https://',
  ],
  ...[
    'HTTPS://evil.cn/',
    'https://[evil',
    'https://@evil.cn/',
    'https://evil.cn/?',
    'http://0.0.0.0/',
    'http://169.254.169.254/latest',
  ],
])('%s may not', (address) => expect(isServiceAddress(address)).toBe(false));
