/** A PIN is changed in the window of a small screen: typed in the PIN window alone, mended there, and good for the next signature. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenPinWords } from '../../src-renderer/i18n/token-pin-words.ts';
import { pinWords } from '../../src-renderer/pin/pin-words.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { pinProblem } from './support/pin-page.ts';
import { pinFor, pinMark, wrongPin } from './support/pins.ts';

let desk: Desk;
photographFailures(() => desk);

const label = 'soft-counsel';
const fresh = `${pinMark}-fresh`;
const named = (words: string): string => words.replace('{label}', label);

/** Fills the three boxes and confirms. */
async function fill(pin: Page, texts: readonly [string, string, string]): Promise<void> {
  const boxes = pin.locator('input[type="password"]');
  for (const [i, text] of texts.entries()) if (text !== '') await boxes.nth(i).fill(text);
  await pin.getByRole('button', { name: pinWords.confirm.changePin.zh, exact: true }).click();
}

/** What stands in the boxes. */
const typed = (pin: Page): Promise<string[]> =>
  Promise.all([0, 1, 2].map((i) => pin.locator('input[type="password"]').nth(i).inputValue()));

describe.skipIf(!canOpenWindows)('a PIN is changed', () => {
  beforeAll(async () => {
    desk = await openDesk();
    await desk.page.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => desk?.remove());

  test('what differs or is wrong is said in the PIN window; the right one changes it', async () => {
    const { page } = desk;
    await page.evaluate("location.hash = 'settings/token'");
    const row: Locator = page.getByRole('button', { name: named(tokenPinWords.changeOf.zh), exact: true });
    await row.click();
    const pin = await desk.pinWindow();
    await pin.getByText(pinWords.title.changePin.zh).waitFor();
    await pin.getByText(/PIN 长 \d+ 到 \d+ 个字符/).waitFor();
    expect(await seriousFindings(pin, 'PIN change')).toEqual([]);
    // Nobody types the first box again because the others differ.
    await fill(pin, [pinFor(label), fresh, `${fresh}x`]);
    expect(await pinProblem(pin).innerText()).toContain('不一样');
    expect(await typed(pin)).toEqual([pinFor(label), '', '']);
    await fill(pin, [wrongPin, fresh, fresh]);
    await pin.locator('[data-problem="wrong"]').waitFor();
    expect(await typed(pin)).toEqual(['', '', '']);
    await pin.getByText(pinWords.tries.low.zh).waitFor();
    desk.pull('counsel');
    await pin.locator('[data-problem="pulled"]').waitFor();
    desk.plug('counsel');
    await pin.locator('[data-problem="pulled"]').waitFor({ state: 'detached' });
    const closed = pin.waitForEvent('close');
    await fill(pin, [pinFor(label), fresh, fresh]).catch(() => undefined);
    await closed;
    await page.getByText(named(tokenPinWords.changed.zh)).waitFor();
    expect(await page.content()).not.toContain(pinMark);
    expect(complaintsOf(desk).filter((each) => each.includes(pinMark))).toEqual([]);
  });

  test('the one before is refused then', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: named(tokenPinWords.changeOf.zh), exact: true }).click();
    const pin = await desk.pinWindow();
    await pin.locator('input[type="password"]').first().waitFor();
    await fill(pin, [pinFor(label), fresh, fresh]);
    await pin.locator('[data-problem="wrong"]').waitFor();
    const closed = pin.waitForEvent('close');
    // The press closes the window under itself.
    await pin
      .getByRole('button', { name: pinWords.refuse.zh, exact: true })
      .click()
      .catch(() => undefined);
    await closed;
    await page.getByRole('alert').getByText('PIN 不正确').waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
