/** Drivers that answer late, crash or hang while they are listed: what is said, and how often they are started. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { DriverRest, patientListing } from '../../../src-main/tokens/patient-listing.ts';

const times = { silentAfterMs: 5_000, restMs: 6_000, longestRestMs: 60_000 };
const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A driver whose answers come as `next` says; counts its starts. */
function driver(next: (start: number) => Promise<string[]>) {
  let starts = 0;
  const listing = patientListing((onAsked) => {
    starts += 1;
    onAsked();
    return next(starts);
  }, new DriverRest(times));
  return { listing, starts: () => starts };
}

const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'ok',
    (error: unknown) => (error instanceof BianyinError ? error.code : String(error)),
  );
const after = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));
const lost = (): Promise<string[]> => Promise.reject(new BianyinError('worker-lost', { worker: 'x' }));

test('a slow driver: said after five seconds, and its answer serves whoever asks next', async () => {
  const { listing, starts } = driver(() => after(8_000, ['a']));
  const first = codeOf(listing.list());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await first).toBe('token-driver-silent');
  const second = listing.list();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await second).toEqual(['a']);
  expect(starts()).toBe(1);
});

test('a question that waits behind a sealing is not taken for a silent driver', async () => {
  let begin = (): void => undefined;
  const listing = patientListing<string[]>((onAsked) => {
    begin = onAsked;
    return after(60_000, ['a']);
  }, new DriverRest(times));
  const answer = listing.list();
  await vi.advanceTimersByTimeAsync(57_000);
  begin();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await answer).toEqual(['a']);
});

test('a driver that crashes each time is started ever more rarely: a dozen times in an hour of looks every three seconds', async () => {
  const { listing, starts } = driver(lost);
  for (let passed = 0; passed < HOUR_MS; passed += 3_000) {
    expect(await codeOf(listing.list())).toBe('token-driver-crashed');
    await vi.advanceTimersByTimeAsync(3_000);
  }
  expect(starts()).toBeGreaterThan(10);
  expect(starts()).toBeLessThan(70);
  const before = starts();
  await codeOf(listing.list());
  expect(starts()).toBe(before);
  await codeOf(listing.listNow());
  expect(starts()).toBe(before + 1);
});

test('one that was stopped for being late is named as hanging', async () => {
  const { listing } = driver(() =>
    Promise.reject(new BianyinError('worker-timeout', { worker: 'x', seconds: 30 })),
  );
  expect(await codeOf(listing.listNow())).toBe('token-driver-hung');
});

test('what crashed at one question is left alone at the others too', async () => {
  const rest = new DriverRest(times);
  let asked = 0;
  const listing = patientListing(lost, rest);
  const peek = patientListing(() => Promise.resolve((asked += 1)), rest);
  expect(await codeOf(listing.list())).toBe('token-driver-crashed');
  expect(await codeOf(peek.list())).toBe('token-driver-crashed');
  expect(asked).toBe(0);
});

test('a driver that works again is asked as before', async () => {
  const { listing, starts } = driver((start) => (start === 1 ? lost() : Promise.resolve(['a'])));
  expect(await codeOf(listing.list())).toBe('token-driver-crashed');
  expect(await codeOf(listing.list())).toBe('token-driver-crashed');
  await vi.advanceTimersByTimeAsync(6_001);
  expect(await listing.list()).toEqual(['a']);
  expect(await listing.list()).toEqual(['a']);
  expect(starts()).toBe(3);
});

test('an error that the driver itself gives is no reason to leave it alone', async () => {
  const { listing, starts } = driver(() => Promise.reject(new BianyinError('token-library-missing')));
  expect(await codeOf(listing.list())).toBe('token-library-missing');
  expect(await codeOf(listing.list())).toBe('token-library-missing');
  expect(starts()).toBe(2);
});
