/** What another program writes into the home reaches the pages; what the pages then ask is nothing new. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { watchRecords } from '../../src-main/app/office/watch-records.ts';
import type { AppEvent } from '../../src-main/contract/events.ts';
import { recordFiles } from '../../src-main/store/store.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));
// Workers, files and tokens keep their own time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

test('a request that somebody else submits is told of once, looking at it is not, and after the end nothing is', async () => {
  const copy = copyOf(sandbox);
  const told: AppEvent[] = [];
  const watch = watchRecords(recordFiles(copy.home.root), (event) => void told.push(event));
  const page = fakeHost(copy.home).open();
  const asWindowsDo = async (): Promise<void> => {
    await page.value('home.describe', {});
    await page.value('seal.list', {});
    await page.value('request.list', {});
    await page.value('journal.list', {});
    await page.value('journal.verify', {});
    vi.advanceTimersByTime(10_000);
  };
  await asWindowsDo();
  expect(told).toEqual([]);
  const letter = await writePdf(copy.folder);
  await submit(copy, letter);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([{ kind: 'requests.changed' }]);
  await asWindowsDo();
  expect(told).toHaveLength(1);
  watch.stop();
  await submit(copy, letter);
  vi.advanceTimersByTime(10_000);
  expect(told).toHaveLength(1);
});

/** As a program of its own would. */
async function submit(copy: Sandbox, file: string): Promise<void> {
  const session = sessionOf(copy);
  const facts = {
    typeCode: '01' as const,
    uses: 1,
    reason: '别的程序',
    keyword: [],
    seam: [],
    resolutions: [],
  };
  await submitRequest(session, actor(copy, 'applicant'), { file, at: ['page=1,x=120mm,y=200mm'], ...facts });
  session.stop();
}
