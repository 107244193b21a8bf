/** Three people with three tokens: a letter is asked for, approved, sealed, verified, and stands in the register. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { pathWords } from '../../src-renderer/i18n/path-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { nameOf, worksFor } from './support/frame.ts';
import { chainLine, journalRows } from './support/journal-page.ts';
import { confirmAs } from './support/pin-page.ts';
import { applyButton, onRequest, openRequest, requestButton, sealedLine } from './support/request-page.ts';
import {
  addSeal,
  addSeam,
  chooseFile,
  fillFacts,
  placedSeal,
  placeOf,
  submitButton,
  takeSeal,
} from './support/seal-page.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';

const reason = '参展资格证明函';
let desk: Desk;
let letter = '';
let id = '';
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('three people with three tokens', () => {
  beforeAll(async () => {
    desk = await openDesk();
    letter = await writePdf(desk.sandbox.folder, '证明函.pdf');
    desk.pull('department', 'counsel', 'finance-lead', 'legal', 'keeper', 'cashier');
  });
  afterAll(() => desk?.remove());

  test('the applicant places the seal by arrow keys and by dragging, adds a seam and submits', async () => {
    const { page } = desk;
    await worksFor(page, 'applicant');
    await chooseFile(desk, letter);
    await takeSeal(page, '公章');
    await addSeal(page);
    const seal = placedSeal(page);
    const start = await placeOf(seal);
    await seal.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await placeOf(seal)).toEqual({ x: start.x + 1, y: start.y + 10 });
    await dragBy(seal, 60, -80);
    const dragged = await placeOf(seal);
    expect(dragged.x).toBeGreaterThan(start.x + 5);
    expect(dragged.y).toBeLessThan(start.y);
    await addSeam(page);
    await fillFacts(page, { reason, counterparty: '河南中州展览工程有限公司' });
    await submitButton(page).click();
    expect(await confirmAs(desk, 'applicant')).toContain('证明函.pdf');
    id = await onRequest(page, reason);
    expect(await requestButton(page, 'approve').count()).toBe(0);
  });

  test('the head of the department plugs in, sees the document and the mark, and approves', async () => {
    const { page } = desk;
    desk.pull('applicant');
    desk.plug('department');
    await worksFor(page, 'department');
    await openRequest(page, reason);
    await page.getByRole('img', { name: '将盖在这里' }).first().waitFor();
    await requestButton(page, 'approve').click();
    expect(await confirmAs(desk, 'department')).toContain(reason);
    await page.getByRole('main').getByRole('img', { name: pathWords.done.zh }).waitFor();
    expect(await applyButton(page).count()).toBe(0);
  });

  test('the keeper plugs in and seals; the file is beside the original, which is as it was', async () => {
    const { page } = desk;
    const before = readFileSync(letter);
    desk.pull('department');
    desk.plug('keeper');
    await worksFor(page, 'keeper');
    await openRequest(page, reason);
    await applyButton(page).click();
    expect(await confirmAs(desk, 'keeper')).toContain('公章');
    await sealedLine(page).waitFor();
    expect(await sealedLine(page).innerText()).toContain('证明函-已盖章.pdf');
    expect(readFileSync(sealed()).subarray(0, before.length)).toEqual(before);
    expect(readFileSync(letter)).toEqual(before);
    await page.getByRole('button', { name: approveWords.verifySealed.zh }).click();
    await verdict(page).waitFor();
    expect(await verdict(page).innerText()).toMatch(/^验证通过/);
  });

  test('verification needs no token, says that it is good, and names who approved', async () => {
    const { page } = desk;
    desk.pull('keeper');
    await verifyFiles(desk, sealed());
    await page.getByRole('status').getByText('证明函-已盖章.pdf').waitFor();
    expect(await verdict(page).innerText()).toMatch(/^验证通过/);
    await page.getByRole('main').getByText(nameOf('department')).first().waitFor();
  });

  test('the register has the use, and its chain holds', async () => {
    const begun = await journalRows(desk.page, id, '开始用印');
    await begun.first().waitFor();
    expect(await begun.innerText()).toContain(nameOf('keeper'));
    expect(await begun.innerText()).toContain(nameOf('department'));
    expect(await (await journalRows(desk.page, id, '用印完成')).count()).toBe(1);
    await chainLine(desk.page).waitFor();
    expect(await chainLine(desk.page).innerText()).toContain('链校验通过');
  });

  test('nothing listened meanwhile, and no window complained', () => {
    expect(desk.listeners).toEqual([]);
    expect(complaintsOf(desk)).toEqual([]);
  });
});

function sealed(): string {
  return join(desk.sandbox.folder, '证明函-已盖章.pdf');
}

async function dragBy(seal: ReturnType<typeof placedSeal>, dx: number, dy: number): Promise<void> {
  const { mouse } = desk.page;
  const box = await seal.boundingBox();
  if (!box) throw new Error('the seal is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + dx / 2, y + dy / 2);
  await mouse.move(x + dx, y + dy);
  await mouse.up();
}
