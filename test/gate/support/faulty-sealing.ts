/** One sealing in which a system call fails or is the last one, and the start after it: for tests that mock `node:fs` (faults.ts). */
import { vi } from 'vitest';
import { tidyAfterKill } from '../../../src-main/home/after-kill.ts';
import { gateAt, honestStamp, type Stamp } from './direct-gate.ts';
import { begin, counted, end, type Fault } from './faults.ts';
import type { Sandbox } from './sandbox.ts';
import { codeOf } from './story.ts';

export interface PlannedFault {
  readonly at: number;
  readonly fault: Fault;
  readonly code: string;
}

export interface Sealing {
  readonly id: string;
  readonly contract: string;
  readonly output: string;
  /** Who seals; the keeper when nobody is named. */
  readonly person?: string;
}

/** Seals, with a fault from the beginning or from the moment that the use is spent. */
export async function sealWithFault(
  home: Sandbox,
  { id, contract, output, person = 'keeper' }: Sealing,
  fault: PlannedFault | null,
  from: 'beginning' | 'signature' = 'signature',
): Promise<{ readonly code: string; readonly calls: readonly string[] }> {
  const stamp: Stamp = async (imprint, city) => {
    const token = await honestStamp(imprint, city);
    if (from === 'signature') begin(fault);
    return token;
  };
  if (from === 'beginning') begin(fault);
  const code = await codeOf(() =>
    gateAt(home).apply(id, contract, output, { stamp, timestampLength: 4000, person }),
  );
  const calls = [...counted()];
  end();
  return { code, calls };
}

/** As a signer does that starts when the one before is gone (signer/signer-process.ts). */
export function startAnew(home: Sandbox): void {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
  });
  tidyAfterKill(home.home, () => new Date());
  kill.mockRestore();
}
