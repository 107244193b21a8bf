/**
 * What can be refused before anybody types a PIN. The signer checks all of it again, and more: this spares people a PIN for
 * nothing, and tokens a login.
 */
import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { requireAlone } from '../../approval/admission.ts';
import { listPartsOf } from '../../approval/list.ts';
import { requireComplete, requireTimeStamp, requireUses } from '../../approval/permit-rules.ts';
import { walkRequest } from '../../approval/walk.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { TimeStampWish } from '../../domain/time-stamp.ts';
import { atMoment } from '../../home/home-moment.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import { displayName } from '../../platform/display-name.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { showRequest } from './requests.ts';
import { placeInSet } from './seal-set.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';

/** Errors: `journal-broken`; why the request does not run (any more), as `walkRequest`. */
export function requireRunning(session: AppSession, requestId: string): void {
  withMoment(session, (moment) => {
    requireSoundRegister(moment.store);
    walkRequest(atMoment(moment, moment.store.facts(requestId)));
  });
}

/** The same for a decision. Errors: as `requireRunning`; `list-decided-as-one` for one of a list. */
export function requireDecidable(session: AppSession, requestId: string): void {
  requireRunning(session, requestId);
  requireAlone(requestId);
}

interface Sealing {
  readonly requestId: string;
  readonly output: string;
  readonly timeStamp: TimeStampWish;
  /** Where the file is now, when it was moved. */
  readonly moved?: string | undefined;
  /** It is the turn of this seal of a set: whoever asks knows that there may be no file for people yet. */
  readonly ofSet?: boolean;
}

/** Errors: `set-sealed-as-one` for one seal of a set, which makes no file under the name that somebody has chosen for it. */
export function requireNotOfSet(session: AppSession, id: string): void {
  const list = placeInSet(session, id) && listPartsOf(id)?.listId;
  if (list) throw new BianyinError('set-sealed-as-one', { id, list });
}

/**
 * Errors: those of the request, missing approvals, no uses left, the file (`pdf-*`), a name that is taken, a folder that takes no
 * file, `permit-time-stamp-required`, `set-sealed-as-one`.
 */
export async function requireReadyToSeal(
  session: AppSession,
  { requestId, output, timeStamp, moved, ofSet = false }: Sealing,
): Promise<void> {
  if (!ofSet) requireNotOfSet(session, requestId);
  withMoment(session, (moment) => {
    requireSoundRegister(moment.store);
    const facts = moment.store.facts(requestId);
    const walk = walkRequest(atMoment(moment, facts));
    requireComplete(walk);
    requireUses(walk, facts);
    requireTimeStamp(walk, { insistsOnTimeStamp: timeStamp === 'now' });
  });
  const place = placeInSet(session, requestId);
  // A seal that is not the last of its set leaves the file in the home, where the signer says.
  if ((place?.half ?? null) === null) {
    requireOutsideHome(session.home, output);
    requireWritableFolder(output);
  }
  if (lstatSync(output, { throwIfNoEntry: false })) {
    throw new BianyinError('output-exists', { file: displayName(output) });
  }
  const file = place?.file ?? moved ?? showRequest(session, requestId).file;
  if (file === null) throw new BianyinError('file-not-readable', { file: requestId });
  await session.documents.inspect(file);
}

/** As far as the system tells beforehand. Errors: `output-not-writable`. */
function requireWritableFolder(output: string): void {
  const folder = dirname(output);
  try {
    if (!statSync(folder).isDirectory()) throw new Error('not a folder');
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(output) }, { cause });
  }
}
