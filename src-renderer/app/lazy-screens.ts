/**
 * The screens behind the first one, each in a file of its own that is fetched when first needed, or when the window has nothing
 * else to do: the first paint waits neither for pdf.js nor for tables (test/bench/first-paint.ts).
 */
import { lazy } from 'react';
import { prepareWorker } from '../ui/pdf-worker.ts';

const load = {
  workbench: () => import('../features/workbench/workbench-screen.tsx'),
  seal: () => import('../features/seal/seal-screen.tsx'),
  bulk: () => import('../features/bulk/bulk-screen.tsx'),
  approve: () => import('../features/approve/approve-screen.tsx'),
  request: () => import('../features/approve/request-screen.tsx'),
  verify: () => import('../features/verify/verify-screen.tsx'),
  counter: () => import('../features/counter/counter-screen.tsx'),
  seals: () => import('../features/seals/seals-screen.tsx'),
  settings: () => import('../features/settings/settings-screen.tsx'),
  journal: () => import('../features/journal/journal-screen.tsx'),
} as const;

export const WorkbenchScreen = lazy(async () => ({ default: (await load.workbench()).WorkbenchScreen }));
export const SealScreen = lazy(async () => ({ default: (await load.seal()).SealScreen }));
export const BulkScreen = lazy(async () => ({ default: (await load.bulk()).BulkScreen }));
export const ApproveScreen = lazy(async () => ({ default: (await load.approve()).ApproveScreen }));
export const RequestScreen = lazy(async () => ({ default: (await load.request()).RequestScreen }));
export const VerifyScreen = lazy(async () => ({ default: (await load.verify()).VerifyScreen }));
export const CounterScreen = lazy(async () => ({ default: (await load.counter()).CounterScreen }));
export const JournalScreen = lazy(async () => ({ default: (await load.journal()).JournalScreen }));
export const SealsScreen = lazy(async () => ({ default: (await load.seals()).SealsScreen }));
export const SettingsScreen = lazy(async () => ({ default: (await load.settings()).SettingsScreen }));

/** Fetches all of them once the window has nothing else to do, then starts what shows documents: neither is waited for. */
export function warmUpWhenIdle(): void {
  requestIdleCallback(() => {
    const fetched = Object.values(load).map((fetchScreen) => fetchScreen());
    void Promise.allSettled(fetched).then(prepareWorker);
  });
}
