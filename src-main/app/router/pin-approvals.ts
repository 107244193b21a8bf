/**
 * What the PIN window says of several approvals (docs/adr/0053): each request, list and set by itself, with what is said beside it, as the signer has
 * read it and as it would say it of one that is approved alone.
 */
import type { PinQuestion } from '../../contract/pin.ts';
import { sumOfTotals, listTotals } from '../../domain/list-totals.ts';
import type { PlaceCount } from '../../domain/placement-count.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { ListSubject, SignedSubject } from '../../signer/answers.ts';
import { fileHistory } from '../requests/file-history.ts';
import { requestNotes } from '../requests/file-notes.ts';
import { listNotes } from '../requests/list-notes.ts';
import type { ReadyApproval } from '../requests/approve-together.ts';
import { showList } from '../requests/request-lists.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import type { PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import { aboutFiles, sealsNamed } from './pin-list.ts';
import { shownNotes, ofFile, warningsOf } from './pin-subject.ts';

type Entry = NonNullable<PinQuestion['batch']>[number];

/** At least one. Errors: `seal-not-in-register`, `request-unknown`. */
export async function aboutApprovals(
  window: MainWindow,
  ready: readonly ReadyApproval[],
): Promise<PinSubject> {
  const session = window.running.session();
  const batch = ready.map(entryOf);
  const seals = [...new Set(ready.flatMap(({ told }) => sealNamesOf(told.subject)))];
  const kinds = new Set(ready.map(({ told: { subject } }) => subject.esId));
  const [first] = ready;
  if (!first) throw new RangeError('an empty batch');
  const isOneSeal = seals.length === 1 && kinds.size === 1;
  const { esId, typeCode } = first.told.subject;
  return {
    action: 'approve',
    subject: {
      ...{ requestId: null, fileName: '', sm3: null, reference: null },
      ...{ counterparty: null, amount: null, currency: null, matter: null, uses: null },
      ...{ attachments: [], reason: '', refusal: null, firstPage: null },
      combined: [...new Set(ready.flatMap(({ told }) => told.subject.combined))],
      behalf: [...new Set(ready.flatMap(({ told }) => told.subject.behalf ?? []))].join('、') || null,
      sealName: seals.join('、'),
      typeCode: isOneSeal ? typeCode : null,
      picture: isOneSeal ? sealFactsById(session, esId).picture : null,
      placed: placedOf(ready),
    },
    batch,
    sums: sumOfTotals(ready.map(({ told }) => totalsOf(told))),
    warnings: await warningsOfAll(window, ready),
    ...shownNotes(await notesOfAll(window, ready)),
    shown: ready.flatMap(({ told }) => told.shown),
  };
}

function entryOf({ requestId, told }: ReadyApproval): Entry {
  const { subject, comment } = told;
  const { sealName, placed, reason, matter, uses, attachments, combined, behalf } = subject;
  const shared = {
    ...{ requestId, sealName, placed, reason, matter, uses, attachments, combined, behalf },
    ...(comment === null ? {} : { comment }),
  };
  if (told.kind === 'request') {
    const { fileName, sm3, reference, counterparty, amount, currency } = told.subject;
    return { ...shared, fileName, sm3, reference, counterparty, amount, currency };
  }
  const list = told.subject;
  const seals = sealsNamed(list.seals, null);
  if (!seals) {
    const nothing = { fileName: '', counterparty: null, amount: null, currency: null };
    return { ...shared, ...nothing, sm3: list.listSm3 ?? list.filesSm3, list: aboutFiles(list) };
  }
  const [file] = list.first;
  return {
    ...shared,
    ...{ seals, sealName: seals.map((each) => each.sealName).join('、') },
    ...{ fileName: file?.fileName ?? '', sm3: file?.sm3 ?? list.filesSm3 },
    ...{ reference: file?.reference ?? null, counterparty: file?.counterparty ?? null },
    ...{ amount: file?.amount ?? null, currency: file?.currency ?? null },
  };
}

function sealNamesOf(subject: SignedSubject | ListSubject): string[] {
  const seals = 'seals' in subject ? subject.seals : null;
  return seals ? seals.map(({ sealName }) => sealName) : [subject.sealName];
}

function totalsOf({ kind, subject }: ReadyApproval['told']) {
  if (kind === 'list') return subject;
  const { amount, currency } = subject;
  return listTotals([{ amount: amount ?? undefined, currency: currency ?? undefined }]);
}

/** A set puts each of its seals where it says. */
function placedOf(ready: readonly ReadyApproval[]): PlaceCount {
  const all = ready.flatMap(({ told: { subject } }): readonly PlaceCount[] =>
    'seals' in subject && subject.seals ? subject.seals.map(({ placed }) => placed) : [subject.placed],
  );
  const sumOf = (part: keyof PlaceCount): number => all.reduce((sum, each) => sum + each[part], 0);
  return { places: sumOf('places'), seams: sumOf('seams'), seamPages: sumOf('seamPages') };
}

/** Of single files and of sets; what is true of the files of a list stands on the list, which was opened. */
async function warningsOfAll(window: MainWindow, ready: readonly ReadyApproval[]): Promise<SealingWarning[]> {
  const session = window.running.session();
  const ids = ready.flatMap(({ requestId, told }) => {
    if (told.kind === 'request') return [requestId];
    return (showList(session, requestId).seals ?? []).map(({ id }) => id);
  });
  return warningsOf(window, ids);
}

async function notesOfAll(
  { running }: MainWindow,
  ready: readonly ReadyApproval[],
): Promise<NonNullable<PinSubject['notes']>> {
  const session = running.session();
  const history = fileHistory(session);
  const notes: NonNullable<PinSubject['notes']> = [];
  for (const { requestId, without, told } of ready) {
    if (told.kind === 'request') {
      const found = await requestNotes(session, requestId, { history });
      notes.push(...ofFile(found, told.subject.fileName));
    } else
      for (const { fileName, notes: found } of await listNotes(session, requestId, { without }))
        notes.push(...ofFile(found, fileName));
  }
  return notes;
}
