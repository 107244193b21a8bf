/** Publishes a trust pack of the embedded city, as a real one would hand it out by LAN or USB. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { readTrustPack } from '../../trust-pack/read-trust-pack.ts';
import type { AppSession } from '../session.ts';
import { packView, type TrustPackView } from './trust-packs.ts';

/** `since`: number of the pack that the reader has, as typed. Errors: `home-missing` (there is no sandbox), `usage`, `output-*`. */
export async function publishSandboxPack(
  session: AppSession,
  target: string,
  since?: string,
): Promise<TrustPackView> {
  const city = session.city();
  if (!city) throw new BianyinError('home-missing');
  requireOutsideHome(session.home, target);
  if (since !== undefined && !/^[1-9]\d{0,8}$/.test(since))
    throw new BianyinError('usage', { what: '--since 7' });
  const bytes = await city.publishTrustPack(since === undefined ? {} : { since: Number(since) });
  writeNewFile(target, bytes);
  return packView(readTrustPack(bytes));
}
