/** Telling the host how far a sealing has come, and hearing whether it is still wanted: until the use is spent. */
import { fromBase64 } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealingStep } from '../domain/sealing-step.ts';
import type { Ask } from '../platform/worker-main.ts';

/** Errors: `sealing-stopped` when the host says so. A host that does not understand the question goes on. */
export async function goOn(ask: Ask, requestId: string, step: SealingStep): Promise<void> {
  if ((await ask({ name: 'step', requestId, step })) === 'stop') throw new BianyinError('sealing-stopped');
}

/** After the spending there is no way back: what the host answers changes nothing. */
export async function tellStep(ask: Ask, requestId: string, step: SealingStep): Promise<void> {
  await ask({ name: 'step', requestId, step });
}

/** The PIN of a message as octets; null: it is typed on the token itself. */
export function pinOf({ pin }: { readonly pin: string | null }): Uint8Array | null {
  return pin === null ? null : fromBase64(pin);
}
