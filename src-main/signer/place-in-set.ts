/**
 * Where a seal of a set takes its file from and where it puts it (docs/adr/0042): the first takes the original, each other the file that the
 * one before has left in the home; only the last one makes a file for people. The signer says so, whatever the host has asked for.
 */
import { existsSync } from 'node:fs';
import { listItemId, listPartsOf } from '../approval/list.ts';
import { openRequest } from '../approval/request.ts';
import type { PermitFacts } from '../approval/permit.ts';
import { requireUnbroken } from '../approval/walk.ts';
import { requireSealStatus, type HomeMoment } from '../home/home-moment.ts';
import { requireOwnSeal } from '../home/own-seals.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from '../platform/display-name.ts';
import { dropHalf, halfSealed, makeHalves } from '../platform/half-sealed.ts';
import { homeDirectory, type HomeDirectory } from '../platform/home-directory.ts';
import { requireOutsideHome } from '../platform/outside-home.ts';
import type { StoredRequest } from '../store/statements.ts';
import { toHex } from '../crypto/bytes.ts';
import { digestOfBeginning, type HashedFile } from './hashed-file.ts';

interface Files {
  readonly file: string;
  readonly output: string;
}

/** The files of one sealing. Errors: `output-inside-home`, `set-seal-order`, `set-broken-off`, `set-half-changed`. */
export function filesOfSealing<T extends Files>(moment: HomeMoment, stored: StoredRequest, wished: T): T {
  const home = homeDirectory(moment.home);
  const { list } = stored.request;
  const setId = listPartsOf(stored.id)?.listId ?? '';
  const isLast = !isHalf(stored);
  const isFirst = list?.isSet !== true || list.index === 0;
  requireUnbroken(stored, stored);
  if (isLast) requireOutsideHome(home, wished.output);
  else makeHalves(home);
  if (list && !isFirst && !stored.sealedBefore)
    throw new BianyinError('set-seal-order', { id: stored.id, number: list.index });
  const file = list && !isFirst ? halfSealed(home, listItemId(setId, list.index - 1)) : wished.file;
  if (!isFirst && !existsSync(file))
    throw new BianyinError('set-half-changed', { id: stored.id, name: displayName(wished.output) });
  return { ...wished, output: isLast ? wished.output : halfSealed(home, stored.id), file };
}

/** Other seals of its set come after it: what it makes is nobody's finished file. */
export function isHalf({ request: { list } }: Pick<StoredRequest, 'request'>): boolean {
  return list?.isSet === true && list.index < list.count - 1;
}

/** The file that the seal before has left, once this one has made its own of it and that is on record. */
export function dropEarlierHalf(home: HomeDirectory, { id, request, sealedBefore }: StoredRequest): void {
  const setId = listPartsOf(id)?.listId;
  const { list } = request;
  if (setId !== undefined && list?.isSet === true && sealedBefore)
    dropHalf(home, listItemId(setId, list.index - 1));
}

/**
 * The other seals of the set are in order today: nobody begins what cannot be finished, and nobody finishes what a frozen seal began.
 * Errors: `seal-not-in-register`, those of `requireOwnSeal` and of the status.
 */
export function requireWholeSet(moment: HomeMoment, { request }: Pick<StoredRequest, 'request'>): void {
  for (const { esId } of openRequest(request).request.seals ?? []) {
    const seal = moment.seals.find(({ info }) => info.esId === esId);
    if (!seal) throw new BianyinError('seal-not-in-register', { seal: esId });
    requireOwnSeal(moment, seal);
    requireSealStatus(moment, seal);
  }
}

/** What was approved, measured in what lies there: of a later seal of a set it is the beginning of the file. */
export function measuredFor(
  { request }: Pick<StoredRequest, 'request'>,
  copy: HashedFile,
): PermitFacts['document'] {
  const { size } = copy.content;
  const whole = { sm3: toHex(copy.stream.fork().digest()), size };
  const { document } = openRequest(request).request;
  const isLater = request.list?.isSet === true && request.list.index > 0;
  if (!isLater || size < document.size) return whole;
  return { sm3: digestOfBeginning(copy, document.size), size: document.size, whole };
}
