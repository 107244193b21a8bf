/** axe-core on what a window shows: read into the page by the browser's debugger, so that its content security policy stays as it is. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

const stillMoving =
  'document.getAnimations().filter((each) => each.playState === "running" && each.effect.getComputedTiming().iterations !== Infinity).length';

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Waits until nothing fades in or out any more: it would be measured, or typed into, in the middle of it. */
export async function settled(page: Page): Promise<void> {
  await vi.waitFor(async () => expect(await page.evaluate(stillMoving)).toBe(0), { timeout: 10_000 });
}

/** Serious and critical findings: `screen: rule: where: why`. */
export async function seriousFindings(page: Page, screen: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  await settled(page);
  const { violations } = await page.evaluate<{ violations: readonly Finding[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${screen}: ${id}: ${target.join(' ')}: ${oneLine(failureSummary)}`,
      ),
    );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 240);
}
