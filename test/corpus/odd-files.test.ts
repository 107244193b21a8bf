/** Verification of everything that is no PDF: an answer in a plain sentence, never green, never an exception, never a wait. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { verifyFiles, type FileReport } from '../../src-main/app/verify/verify-files.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { asksEveryCase } from '../support/every-case.ts';
import { corpusFolder } from '../vectors/corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-odd-files-'));
/** Sparse: no room is taken on the disk. */
const HUGE = 256 * 1024 * 1024;
/** More than one read gives (2 GiB); in every case more than 32 bits count as well. */
const FILM = (asksEveryCase ? 5 : 2.25) * 1024 * 1024 * 1024;
let session: AppSession;

beforeAll(() => {
  // No home: a counter may have none.
  session = openAppSession(homeDirectory(join(folder, 'no-home')));
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);
  write('empty.pdf', Uint8Array.of());
  write('one-octet.pdf', Uint8Array.of(0x25));
  write('text.pdf', strToU8('这不是 PDF。'));
  write('archive.zip', zipSync({ 'a.txt': strToU8('a') }));
  write(
    'document.ofd',
    zipSync({ 'OFD.xml': strToU8('<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>') }),
  );
  // The list of entries at the end names it, whatever the file is called.
  const padding = new Uint8Array(100_000).map((_, i) => (i * 7919) % 251);
  write('renamed.pdf', zipSync({ 'Doc_0/Res/a.bin': [padding, { level: 0 }], 'ofd.XML': strToU8('<OFD/>') }));
  write('film.pdf', Uint8Array.of());
  truncateSync(join(folder, 'film.pdf'), FILM);
  write('huge.pdf', Uint8Array.of());
  truncateSync(join(folder, 'huge.pdf'), HUGE);
  write('header-only.pdf', strToU8('%PDF-1.7\n'));
  write('huge-header.pdf', strToU8('%PDF-1.7\n'));
  truncateSync(join(folder, 'huge-header.pdf'), HUGE);
  mkdirSync(join(folder, 'directory.pdf'));
  symlinkSync('nothing-here', join(folder, 'dangling.pdf'));
  expect(spawnSync('mkfifo', [join(folder, 'pipe.pdf')]).status).toBe(0);
});

afterAll(() => {
  session.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function verify(path: string): Promise<FileReport> {
  const [answer] = await verifyFiles(session, { files: [path], trust: [] });
  if (!answer) throw new Error('no answer');
  return answer;
}

it.each([
  ['empty.pdf', 'NOT_A_PDF'],
  ['one-octet.pdf', 'NOT_A_PDF'],
  ['text.pdf', 'NOT_A_PDF'],
  ['archive.zip', 'NOT_A_PDF'],
  ['document.ofd', 'OFD_UNSUPPORTED'],
  ['renamed.pdf', 'OFD_UNSUPPORTED'],
  ['film.pdf', 'NOT_A_PDF'],
  ['huge.pdf', 'NOT_A_PDF'],
  ['header-only.pdf', 'FILE_UNREADABLE'],
  ['huge-header.pdf', 'FILE_UNREADABLE'],
])('%s is UNSURE with %s, in a sentence', async (name, code) => {
  const answer = await verify(join(folder, name));
  expect(answer).toMatchObject({ file: name, report: { level: 'UNSURE', codes: [code], signatures: [] } });
  if (!('report' in answer)) throw new Error('no report');
  expect(answer.report.sentence.zh).toMatch(/^[^\n]{4,80}$/);
  expect(answer.report.nextStep.zh).not.toBe('');
});

it('an OFD is never taken for a file without a seal, and there is something to do', async () => {
  const answer = await verify(join(folder, 'document.ofd'));
  if (!('report' in answer)) throw new Error('no report');
  expect(answer.report.sentence).toEqual({
    zh: '无法确认：OFD 文件：本版本还不能验，文件里可能有签章。',
    en: 'Cannot be confirmed: An OFD file: this version cannot verify it; it may well be sealed.',
  });
  expect(answer.report.nextStep.zh).toContain('也不得当作未签章');
});

it('only files of a size that can be read at once are hashed when they are refused', async () => {
  const digests = await Promise.all(['huge.pdf', 'film.pdf'].map((name) => verify(join(folder, name))));
  expect(digests.map((each) => ('report' in each ? each.report.sm3.length : -1))).toEqual([64, 0]);
});

it.each(['directory.pdf', 'dangling.pdf', 'pipe.pdf', 'missing.pdf', 'text.pdf/below'])(
  '%s cannot be read, and nothing waits for it',
  async (name) => {
    expect(await verify(join(folder, name))).toMatchObject({ error: { code: 'file-not-readable' } });
  },
);

it.each(['/dev/zero', '/dev/null'])('%s is no file', async (path) => {
  expect(await verify(path)).toMatchObject({ error: { code: 'file-not-readable' } });
});

const corpus = corpusFolder('ofd');
describe.skipIf(corpus === undefined)('OFD files that nobody here wrote', () => {
  it.each([
    ...['1.ofd', 'SESV4SignDoc.ofd', 'n.ofd', 'testPathClip.ofd'].map((name) => [name, 'OFD_UNSUPPORTED']),
    ...['SignedValueV4.dat', 'UserV4.esl'].map((name) => [name, 'NOT_A_PDF']),
  ])('%s is not supported, and said to be so', async (name, code) => {
    const answer = await verify(join(corpus ?? '', name));
    expect(answer).toMatchObject({ report: { level: 'UNSURE', codes: [code] } });
  });
});
