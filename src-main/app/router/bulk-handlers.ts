/** Calls around 批量用印 before anything is signed: the list stays with main, the page knows a name for it and sees rows. */
import { randomBytes } from 'node:crypto';
import type { CallInput, CallName } from '../../contract/calls.ts';
import type { BulkCheckView, BulkRowView } from '../../contract/bulk-calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { checkedTogether, lookAtFiles, type CheckedFile, type LookedFile } from '../lists/check-list.ts';
import { itemOfFile } from '../lists/items-of-list.ts';
import { listAgain } from '../lists/list-again.ts';
import { openList, type OpenedList } from '../lists/open-list.ts';
import { CallRefusal } from '../call-refusal.ts';
import { sealFactsOfType } from '../seals/seal-facts.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type BulkCalls = Extract<CallName, `bulk.${string}`>;

/** The list that a window has open; the next one takes its place. */
interface Bulk {
  readonly id: string;
  readonly list: OpenedList;
  looked: readonly LookedFile[];
  typeCode: SealTypeCode | null;
  rule: CallInput<'bulk.check'>['rule'] | null;
  readonly leftOut: Set<number>;
  /** Every file of the list: what is left out has no place in it. */
  checked: readonly (CheckedFile | null)[];
  draft: string | null;
}

export function bulkHandlers(window: MainWindow): Handlers<BulkCalls> {
  let open: Bulk | null = null;
  const bulk = (id: string): Bulk => {
    if (open?.id !== id) throw new CallRefusal('document-unknown');
    return open;
  };
  const take = (list: OpenedList): Answer<'bulk.again'>['view'] => {
    if (open?.draft) window.lists.drop(open.draft);
    open = bulkOf(list);
    const { name, files, leftOut, others } = list;
    return { bulk: open.id, kind: list.kind, name, count: files.length, leftOut: [...leftOut], others };
  };
  return {
    async 'bulk.open'({ kind }) {
      window.running.session().documents.prepare();
      const chosen = await window.ports.chooseFiles({
        multiple: false,
        kind: kind === 'folder' ? 'folder' : 'list',
      });
      const [path] = chosen;
      if (path === undefined) return null;
      const list = await openList(path);
      return take(list);
    },
    'bulk.again'({ id }) {
      const { list, rule } = listAgain(window.running.session(), id);
      return { view: take(list), rule };
    },
    'bulk.check': (input) => check(window, bulk(input.bulk), input),
    'bulk.rows': ({ bulk: id, from, count, state }) => rowsOf(bulk(id), from, count, state),
    'bulk.leaveOut'({ bulk: id, indexes, isLeftOut }) {
      const at = bulk(id);
      for (const index of indexes) {
        if (isLeftOut) at.leftOut.add(index);
        else at.leftOut.delete(index);
      }
      return judged(window, at);
    },
    'bulk.look': ({ bulk: id, index }) => look(window, bulk(id), index),
  };
}

function bulkOf(list: OpenedList): Bulk {
  const id = `b-${randomBytes(16).toString('hex')}`;
  return { id, list, looked: [], typeCode: null, rule: null, leftOut: new Set(), checked: [], draft: null };
}

/** Errors: `cancelled`, those of `lookAtFiles`. */
async function check(
  window: MainWindow,
  bulk: Bulk,
  { job, typeCode, rule }: CallInput<'bulk.check'>,
): Promise<BulkCheckView> {
  const total = bulk.list.files.length;
  window.jobs.set(job, false);
  window.tell({ kind: 'job.progress', job, done: 0, total });
  try {
    const looked = await lookAtFiles(window.running.session(), bulk.list, { typeCode, rule }, (done) => {
      window.tell({ kind: 'job.progress', job, done, total });
      return window.jobs.get(job) === false;
    });
    if (looked === null) throw new CallRefusal('cancelled');
    Object.assign(bulk, { looked, typeCode, rule });
    return judged(window, bulk);
  } finally {
    window.jobs.delete(job);
  }
}

/** Judges the rows that are in together, and keeps what would be sent. */
function judged(window: MainWindow, bulk: Bulk): BulkCheckView {
  const { looked, leftOut } = bulk;
  const together = checkedTogether(looked.filter((_, i) => !leftOut.has(i)));
  let next = 0;
  bulk.checked = looked.map((_, i) => (leftOut.has(i) ? null : (together[next++] ?? null)));
  if (bulk.draft !== null) window.lists.drop(bulk.draft);
  const found = bulk.checked.map((file) => file && itemOfFile(file));
  const items = found.filter((item) => item !== null);
  const sent = found.flatMap((item, i) => (item ? [i] : []));
  bulk.draft = items.length === 0 ? null : window.lists.put(items, bulk.rule ?? undefined);
  const counts = { ok: 0, warning: 0, refused: 0, out: leftOut.size };
  for (const { state } of together) counts[state] += 1;
  return { counts, problems: problemKinds(bulk), draft: bulk.draft, sent };
}

/** Each kind of problem once: refusals first, then what is most frequent. */
function problemKinds({ checked }: Bulk): BulkCheckView['problems'] {
  const kinds = new Map<string, BulkCheckView['problems'][number]>();
  for (const [index, file] of checked.entries()) {
    for (const { level, code, detail } of file?.problems ?? []) {
      const known = kinds.get(code);
      if (known) known.count += 1;
      else kinds.set(code, { level, code, detail: { ...detail }, count: 1, first: index, at: file?.at ?? 0 });
    }
  }
  const weight = ({ level, count }: BulkCheckView['problems'][number]): number =>
    (level === 'refused' ? 1e6 : 0) + count;
  return [...kinds.values()].toSorted((a, b) => weight(b) - weight(a));
}

function rowsOf(bulk: Bulk, from: number, count: number, state?: BulkRowView['state']): Answer<'bulk.rows'> {
  const all = bulk.list.files.map((_, index) => rowOf(bulk, index));
  const wanted = state === undefined ? all : all.filter((row) => row.state === state);
  return { rows: wanted.slice(from, from + count), total: wanted.length };
}

/** A row before its check says what the table itself says of it. */
function rowOf({ list, checked, looked, leftOut }: Bulk, index: number): BulkRowView {
  const file = list.files[index];
  if (!file) throw new CallRefusal('document-unknown');
  const found = checked[index] ?? null;
  const problems = found?.problems ?? looked[index]?.problems ?? [];
  const { at, name, counterparty, amount, currency, number, path } = file;
  return {
    ...{ index, at, name, counterparty, amount, currency, number },
    state: leftOut.has(index) ? 'out' : (found?.state ?? (file.findings.length === 0 ? 'ok' : 'warning')),
    problems: problems.map((each) => ({ ...each, detail: { ...each.detail } })),
    places: found?.placements.length ?? 0,
    isFound: path !== null,
  };
}

/** Errors: `file-not-readable`, `too-large`. */
async function look(window: MainWindow, bulk: Bulk, index: number): Promise<Answer<'bulk.look'>> {
  const file = bulk.looked[index];
  const path = bulk.list.files[index]?.path ?? null;
  if (path === null)
    throw new BianyinError('file-not-readable', { file: bulk.list.files[index]?.name ?? '' });
  const session = window.running.session();
  const document = await showDocument(window, path);
  const hits = (file?.hits.flat() ?? []).map((hit) => ({ ...hit }));
  if (!file || file.placements.length === 0 || bulk.typeCode === null || document.problem !== null)
    return { document, marks: [], hits };
  const seal = sealFactsOfType(session, bulk.typeCode);
  const { marks } = await session.documents.planMarks(path, file.placements, seal);
  return { document, marks, hits };
}
