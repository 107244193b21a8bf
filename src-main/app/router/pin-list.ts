/** What the PIN window says of a list that is about to be signed or sealed (docs/adr/0035, 0053), as the signer has read every file or request of it. */
import type { PinQuestion } from '../../contract/pin.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { ListSubject } from '../../signer/answers.ts';
import { showList } from '../requests/request-lists.ts';
import { showRequest } from '../requests/requests.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import type { PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import { requestNotes } from '../requests/file-notes.ts';
import { listNotes } from '../requests/list-notes.ts';
import type { AppSession } from '../session.ts';
import { isHelpful, ofFile, shownNotes, warningsOf, withFirstPage, type Action } from './pin-subject.ts';

interface About {
  readonly action: Action;
  /** The reason of a rejection or a taking back. */
  readonly refusal?: string | undefined;
  /** What is said beside an approval. */
  readonly comment?: string | undefined;
  /** Places (0 first) that whoever approves does not agree to. */
  readonly without?: readonly number[] | undefined;
  readonly warnings?: PinSubject['warnings'];
}

const nothing = { fileName: '', sm3: null, counterparty: null, amount: null, currency: null };

/** The seals of a set; `now`: the one that is put on the file, null for all of them. */
export function sealsNamed(
  seals: ListSubject['seals'],
  now: number | null,
): NonNullable<PinQuestion['subject']['seals']> | undefined {
  return seals?.map(({ sealName, typeCode, placed }, i) => ({
    ...{ sealName, typeCode, placed },
    isNow: now === null || now === i,
  }));
}

/** One that is stored: a set shows its file, and what is to be known of it, as a single request does. Errors: `list-unknown`. */
export async function aboutStoredList(
  window: MainWindow,
  subject: ListSubject,
  asked: About,
): Promise<PinSubject> {
  const about = aboutListSubject(window, subject, asked);
  const session = window.running.session();
  const id = subject.listId ?? '';
  const ids = (subject.seals && showList(session, id).seals)?.map((each) => each.id) ?? [];
  const [first] = ids;
  if (first === undefined) return { ...about, ...(await notesOfList(session, id, asked)) };
  const { file } = showRequest(session, first);
  const found: readonly SealingWarning[] = isHelpful(asked.action) ? await warningsOf(window, ids) : [];
  const notes = isHelpful(asked.action) ? ofFile(await requestNotes(session, first), null) : [];
  return {
    ...about,
    subject: await withFirstPage(about.subject, file),
    notes,
    warnings: [...new Set([...(about.warnings ?? []), ...found])],
  };
}

/** Files of a list that are sealed now, as the signer tells them; the others are named beside them. */
export async function aboutListSealing(
  window: MainWindow,
  subject: ListSubject,
  only: ReadonlySet<string>,
): Promise<PinSubject> {
  const session = window.running.session();
  const told = await listNotes(session, subject.listId ?? '', { only });
  const about = aboutListSubject(window, subject, { action: 'apply' });
  return { ...about, ...shownNotes(told.flatMap(({ fileName, notes }) => ofFile(notes, fileName))) };
}

async function notesOfList(session: AppSession, id: string, { action, without }: About) {
  if (!isHelpful(action)) return {};
  const told = await listNotes(session, id, { without });
  return shownNotes(told.flatMap(({ fileName, notes }) => ofFile(notes, fileName)));
}

/** What a list comes to, as the signer counts it. Where it is sealed, `count` is of all and `leftOut` of what is not sealed now. */
export function aboutFiles(subject: ListSubject, isSealed = false): NonNullable<PinQuestion['list']> {
  const { listSm3, filesSm3, count, totals, withoutAmount, counterparties, first } = subject;
  const { byCounterparty, leftOut } = subject;
  return {
    ...{ listSm3, filesSm3, totals, withoutAmount, counterparties, first, byCounterparty, leftOut },
    ...{ count: isSealed ? count + leftOut.count : count, now: count },
  };
}

/** A list as the signer has described it, before or after it was written. */
export function aboutListSubject(
  { running }: MainWindow,
  subject: ListSubject,
  { action, refusal, comment, warnings = [] }: About,
): PinSubject {
  const { listId, first } = subject;
  const { typeCode, placed, reason, matter, uses, attachments, combined, behalf, shown } = subject;
  const seals = sealsNamed(subject.seals, null);
  const sealName = seals?.map((each) => each.sealName).join('、') ?? subject.sealName;
  // Several seals on one file are shown like one file.
  const file = seals ? { ...nothing, ...first[0] } : nothing;
  return {
    action,
    list: seals ? null : aboutFiles(subject, action === 'apply'),
    subject: {
      ...{ requestId: listId, fileName: file.fileName, sm3: file.sm3, sealName, typeCode, placed, reason },
      ...(seals ? { seals } : {}),
      ...{ matter, uses, attachments, combined, behalf },
      ...{ refusal: refusal ?? null, firstPage: null },
      ...(comment === undefined ? {} : { comment }),
      ...{ counterparty: file.counterparty, amount: file.amount, currency: file.currency },
      picture: sealFactsById(running.session(), subject.esId).picture,
    },
    warnings: [...new Set([...subject.warnings, ...warnings])],
    // What is not stored yet is pinned by its files (`filesSm3`).
    ...(shown.length === 0 ? {} : { shown }),
  };
}
