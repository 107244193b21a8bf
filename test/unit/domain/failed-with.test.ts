/** Deciding by a code: an error of ours with one of the codes, and nothing that merely looks like one. */
import { expect, it } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { failedWith } from '../../../src-main/domain/errors/failed-with.ts';

it('is an error of ours with one of the codes', () => {
  const lost = new BianyinError('worker-lost', { worker: 'signer' });
  expect(failedWith(lost, 'worker-lost')).toBe(true);
  expect(failedWith(lost, 'worker-timeout', 'worker-lost')).toBe(true);
  expect(failedWith(lost, 'worker-timeout')).toBe(false);
  expect(failedWith(lost)).toBe(false);
});

it('is nothing else that has such a code', () => {
  const system = Object.assign(new Error('EACCES'), { code: 'file-not-readable' });
  for (const other of [system, { code: 'file-not-readable' }, 'file-not-readable', null, undefined])
    expect(failedWith(other, 'file-not-readable')).toBe(false);
});
