/** The document worker believes a status image by its digest alone, whatever becomes of the file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { concatBytes, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { StatusInput } from '../../../src-main/document-worker/messages.ts';
import { readStatus } from '../../../src-main/document-worker/read-status.ts';
import { deltaOf } from '../../../src-main/seal/status-delta.ts';
import { applyStatusDelta, emptyStatusImage } from '../../../src-main/seal/status-image-build.ts';
import type { SealHistory } from '../../../src-main/seal/status-row.ts';

const esId = '41020000000001';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-status-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An image behind `before` in a file, as the host would name it. */
function written(name: string, history: SealHistory, before = 'something else'): StatusInput {
  const image = applyStatusDelta(emptyStatusImage('410200'), deltaOf('410200', 0, [[esId, history]])).bytes;
  const file = join(folder, name);
  writeFileSync(file, concatBytes(utf8Encode(before), image));
  const time = '2026-11-23T08:00:00.000Z';
  return {
    ...{ file, offset: before.length, length: image.length, imageSm3: toHex(sm3(image)) },
    ...{ seq: 1, sm3: '0'.repeat(64), thisUpdate: time, nextUpdate: time, scope: '410200', policy: 'test' },
    publisher: '1'.repeat(64),
  };
}

const frozen: SealHistory = { code: 'history', rows: [{ s: 2, since: '2026-01-01T00:00:00Z' }] };
const codeOf = (input: StatusInput): string => {
  const state = readStatus(input);
  return state === 'forged' ? 'forged' : state.byNumber(esId).code;
};

it('reads the image at its place, and goes on with it when the file is gone', () => {
  const input = written('a', frozen);
  expect(codeOf(input)).toBe('history');
  rmSync(input.file);
  expect(codeOf(input)).toBe('history');
});

it('believes nothing of a file that holds other octets, fewer, or is not there', () => {
  const good = written('good', { code: 'expired', rows: [] });
  const valid = written('valid', { code: 'valid', rows: [] });
  expect(codeOf({ ...good, file: valid.file, length: valid.length })).toBe('forged');
  expect(codeOf({ ...good, length: good.length + 1 })).toBe('forged');
  expect(codeOf({ ...good, file: join(folder, 'missing') })).toBe('forged');
  expect(codeOf(good)).toBe('expired');
});
