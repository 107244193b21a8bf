/**
 * The bridge under AddressSanitizer and UndefinedBehaviorSanitizer over an SKF library that lies: lengths, lists and strings without end, handles, error
 * words, and writing behind the memory that it was given (native/skf-bridge/fuzz). Seeded: a failing round is named by its number.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { skipAbsent } from '../support/absent.ts';

const built = (name: string): string =>
  fileURLToPath(new URL(`../../native/skf-bridge/build/${name}`, import.meta.url));
const host = built('bianyin-skf-fuzz');
const rounds = process.env['BIANYIN_NIGHTLY'] === '1' ? 20_000 : 400;

const isBuilt = existsSync(host);
if (!isBuilt) skipAbsent('the bridge under sanitizers', 'a compiler with libasan and libubsan');

test.runIf(isBuilt)(
  'no lie of a library makes the bridge misuse memory; what it wrote too far is seen, and honest answers are used',
  () => {
    const child = spawnSync(host, [built('libbianyin-skf-liar.so'), '1', String(rounds)], {
      encoding: 'utf8',
      env: { ASAN_OPTIONS: 'detect_leaks=0', UBSAN_OPTIONS: 'print_stacktrace=1' },
    });
    expect([child.status, child.stderr]).toEqual([0, '']);
    const came = JSON.parse(child.stdout) as Record<string, number>;
    expect(came['rounds']).toBe(rounds);
    for (const name of ['signatures', 'values', '0x0', '0xa0', '0xa4', '0x32', '0x80534b02'])
      expect(came[name], name).toBeGreaterThan(0);
  },
);
