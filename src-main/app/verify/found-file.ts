/**
 * A sealed file that the register misses (docs/adr/0022: its process died, and somebody moved it before the next start) turns up by
 * being verified: when it is, octet by octet, what the register says, or begins with it, that is put on record.
 */
import { openStore } from '../../store/store.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import type { VerificationReport } from '../../verification/report.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

/** A home that takes nothing, or a file that is away by now, hides no verdict: it is put on record the next time. */
export async function noteFoundFile(
  session: AppSession,
  path: string,
  { signatures }: VerificationReport,
): Promise<void> {
  const missed = signatures.flatMap(({ signatureSm3, checks }) =>
    signatureSm3 !== undefined && checks.some(({ code }) => code === 'SEAL_USE_NOT_ENDED')
      ? [signatureSm3]
      : [],
  );
  try {
    for (const signatureSm3 of missed) {
      if (await isRecorded(session, path, signatureSm3))
        withMoment(session, ({ store }) => store.recordFound(signatureSm3));
    }
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
  }
}

/** The file is what this signature made, with or without something behind it. Errors: `store-*`, those of the file. */
async function isRecorded({ home }: AppSession, path: string, signatureSm3: string): Promise<boolean> {
  const store = openStore(home.root, { readOnly: true });
  const made = store.madeSignature(signatureSm3);
  store.close();
  if (made === null) return false;
  const source = openFileSource(path);
  try {
    return source.size >= made.size && (await sm3OfSource(source, made.size)) === made.sealedSm3;
  } finally {
    source.close();
  }
}
