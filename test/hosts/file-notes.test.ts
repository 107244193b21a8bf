/**
 * A file that was asked for or sealed before, and another file under the same invoice number: said with date and number to the applicant,
 * the approver, the keeper and in the PIN window; what came to nothing is not.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideRequest, showRequest } from '../../src-main/app/requests/requests.ts';
import { fileNoteText, type FileNoteView } from '../../src-main/contract/file-notes.ts';
import { actor, makeSandbox, removeSandbox, sessionOf, type Sandbox } from '../gate/support/sandbox.ts';
import { apply, approved, submit } from '../gate/support/story.ts';
import { chinesePdf } from '../unit/text-search/chinese-pdf.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';

/** The windows of others may want the same processors. */
const patience = { timeout: 180_000 };
const number = '24412000000012345678';
let sandbox: Sandbox;
let host: FakeHost;
let page: FakePage;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

/** A statement; its octets differ with `text`. */
async function statement(name: string, text: string, ...invoices: readonly string[]): Promise<string> {
  const path = join(sandbox.folder, name);
  const texts = [text, ...invoices.map((each) => `发票号码：${each}`)];
  const lines = texts.map((each, i) => ({ text: each, x: 72, y: 700 - 40 * i, size: 14 }));
  writeFileSync(path, await chinesePdf([{ lines }]));
  return path;
}

/** What the applicant's window says of a file. */
async function inspected(path: string): Promise<readonly FileNoteView[]> {
  host = fakeHost(sandbox.home);
  page = host.open();
  host.files = [path];
  const [document] = await page.value('document.choose', { multiple: false });
  return (await page.value('document.inspect', { document: document?.id ?? '' })).notes;
}

const codes = (notes: readonly FileNoteView[]): string[] => notes.map(({ code }) => code);
const withSession = async <T>(work: (session: ReturnType<typeof sessionOf>) => Promise<T>): Promise<T> => {
  const session = sessionOf(sandbox);
  try {
    return await work(session);
  } finally {
    session.stop();
  }
};

test('asked for, then sealed, then itself a sealed file', patience, async () => {
  const path = await statement('对账单.pdf', '对账单');
  expect(await inspected(path)).toEqual([]);
  await withSession(async (session) => {
    const id = await approved(sandbox, session, path);
    const open = await inspected(path);
    expect(open).toEqual([{ code: 'requested-before', detail: { time: expect.any(String) as string, id } }]);
    expect(open.map((note) => fileNoteText(note, 'zh')).join()).toMatch(/20\d\d.*YY-04-/);
    // Whoever decides about it is not told of the request itself.
    expect(await page.value('request.notes', { id })).toEqual([]);
    const output = join(sandbox.folder, '已盖.pdf');
    await apply(sandbox, session, id, output);
    expect(codes(await inspected(path))).toEqual(['sealed-before']);
    expect(codes(await inspected(output))).toEqual(['sealed-file']);
  });
});

test(
  'another file under the same invoice number: said wherever somebody decides, and in the register',
  patience,
  async () => {
    const first = await statement('一.pdf', '收款收据', number);
    const second = await statement('二.pdf', '另一份收据', '12345678', number);
    await withSession(async (session) => {
      expect(await inspected(first)).toEqual([]);
      const before = await submit(sandbox, session, first);
      expect(showRequest(session, before).request.reference).toBe(number);
      const [note, ...others] = await inspected(second);
      expect(others).toEqual([]);
      expect(note).toMatchObject({ code: 'number-before', detail: { number, id: before } });
      const id = await submit(sandbox, session, second);
      expect(showRequest(session, id).request.reference).toBe(`12345678、${number}`);
      expect(codes(await page.value('request.notes', { id }))).toEqual(['number-before']);
      // The PIN window names the number, and what is known of it.
      host.person = (_, close) => {
        close();
        return null;
      };
      await page.value('request.look', { token: 'soft-department', id }).catch(() => undefined);
      expect(await page.code('request.approve', { token: 'soft-department', id })).toBe('cancelled');
      const question = host.questions.at(-1);
      // The page that gets the seal, with its place: as it will be sealed.
      expect(question?.subject.sealedPage).toMatchObject({
        page: 1,
        marks: [{ widthMm: expect.any(Number) as number }],
      });
      expect(question?.subject.firstPage).not.toBeNull();
      expect(question?.subject.reference).toBe(`12345678、${number}`);
      expect(question?.notes.map(({ code, fileName }) => [code, fileName])).toEqual([
        ['number-before', null],
      ]);
      // Rejected, the first one counts no more.
      await decideRequest(session, actor(sandbox, 'department'), before, { reason: '重复' });
      expect(await page.value('request.notes', { id })).toEqual([]);
    });
  },
);

test('a file without numbers is called nothing', patience, async () => {
  const path = await statement('三.pdf', '普通函件');
  await withSession(async (session) => {
    const id = await submit(sandbox, session, path);
    expect(showRequest(session, id).request.reference).toBeUndefined();
  });
});
