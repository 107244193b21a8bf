/**
 * Every file of a list looked at before anybody signs for it: whether it can be sealed, where the seals go, what its words say, what the
 * register knows of it (docs/adr/0036). Nothing here is believed later: the signer measures each file again.
 */
import { amountInFen, groupedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { numbersOfRequest } from '../../domain/invoice-numbers.ts';
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import { keywordsOf, placementsBy, type PlacementRule } from '../../domain/placement-rule.ts';
import type { KeywordHit } from '../../domain/placement-keyword.ts';
import type { Placement } from '../../domain/placement.ts';
import {
  problemOfError,
  problemOfFinding,
  problemOfWarning,
  stateOfRow,
  type RowProblem,
  type RowState,
} from '../../domain/row-problem.ts';
import { sealingWarnings } from '../../domain/sealing-warnings.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import type { Inspection } from '../../document-worker/messages.ts';
import type { ListedAnswer } from '../../text-search/search-messages.ts';
import { listedSearch, type ListedSearch } from '../../text-search/search-listed.ts';
import { markingRefusal, unreadPages } from '../requests/document-check.ts';
import { MOST_NOTES, unreadNote } from '../requests/file-notes.ts';
import { digestOf, planWarnings, withoutFilled } from '../requests/file-warnings.ts';
import { sealFactsOfType, type SealFacts } from '../seals/seal-facts.ts';
import type { AppSession } from '../session.ts';
import { acrossRows } from './across-rows.ts';
import { fileHistory, type FileHistory } from '../requests/file-history.ts';
import type { ListedFile, OpenedList } from './open-list.ts';

export interface CheckedFile extends ListedFile {
  readonly state: RowState;
  readonly problems: readonly RowProblem[];
  /** Where the seals go; empty where that is not known. */
  readonly placements: readonly Placement[];
  /** What was found for each keyword of the rule. */
  readonly hits: readonly (readonly KeywordHit[])[];
  /** 0 for a file that could not be read. */
  readonly pages: number;
  /** Hex; empty for a file that could not be read. */
  readonly sm3: string;
  /** Invoice numbers that its words name. */
  readonly numbers: readonly string[];
}

/** Which seal goes where. */
export interface Placing {
  readonly typeCode: SealTypeCode;
  readonly rule: PlacementRule;
}

/** What was seen of one file by itself. */
export interface LookedFile extends Omit<CheckedFile, 'state'> {
  /** As the list names it. */
  readonly file: ListedFile;
}

/** Hears after each file; `false` ends the check. */
export type CheckWatch = (done: number, total: number) => boolean;

/** `placing` null: the files alone. Null when it was ended. Errors: `seal-not-in-register`, `placement-syntax`, `usage`, `home-*`, `store-*`. */
export async function lookAtFiles(
  session: AppSession,
  { files }: Pick<OpenedList, 'files'>,
  placing: Placing | null,
  watch: CheckWatch = () => true,
): Promise<LookedFile[] | null> {
  const placed = placing && { rule: placing.rule, seal: sealFactsOfType(session, placing.typeCode) };
  const keywords = placing ? keywordsOf(placing.rule).map(({ keyword }) => keyword) : [];
  const history = fileHistory(session);
  const search = listedSearch();
  const looked: LookedFile[] = [];
  try {
    for (const file of files) {
      const seen = await lookAt({ session, placed, keywords, history, search }, file);
      looked.push({ ...file, ...seen });
      if (!watch(looked.length, files.length)) return null;
    }
  } finally {
    search.stop();
  }
  return looked;
}

/** The files with what shows only when they are seen together. */
export function checkedTogether(looked: readonly LookedFile[]): CheckedFile[] {
  const across = acrossRows(looked);
  return looked.map((each, i) => {
    const problems = byWeight([...each.problems, ...(across[i] ?? []).map(problemOfFinding)]);
    return { ...each, problems, state: stateOfRow(problems) };
  });
}

/** What stops a file first, then what the list itself should be compared with, then what is true of many files. */
function byWeight(problems: readonly RowProblem[]): RowProblem[] {
  const weight = ({ level, code }: RowProblem): number =>
    level === 'refused' ? 0 : code === 'file-taken-for' ? 2 : Object.hasOwn(sealingWarnings, code) ? 3 : 1;
  return problems.toSorted((a, b) => weight(a) - weight(b));
}

interface Check {
  readonly session: AppSession;
  readonly placed: { readonly seal: SealFacts; readonly rule: PlacementRule } | null;
  readonly keywords: readonly string[];
  readonly history: FileHistory;
  readonly search: ListedSearch;
}

interface Looked extends Pick<CheckedFile, 'problems' | 'placements' | 'hits' | 'pages' | 'sm3' | 'numbers'> {
  readonly file: ListedFile;
}

async function lookAt(check: Check, file: ListedFile): Promise<Looked> {
  const problems = file.findings.map(problemOfFinding);
  const nothing = { file, problems, placements: [], hits: [], pages: 0, sm3: '', numbers: [] };
  const { path } = file;
  if (path === null) return nothing;
  const { session, search, keywords, history } = check;
  const [sm3, inspection, words] = await Promise.all([
    orError(digestOf(path)),
    orError(session.documents.inspect(path)),
    orError(search.ask({ file: path, keywords: [...keywords], amount: file.amount })),
  ]);
  if (sm3 instanceof BianyinError) return { ...nothing, problems: [...problems, problemOfError(sm3)] };
  const numbers = words instanceof BianyinError ? [] : words.numbers;
  problems.push(...history(sm3, allNumbers(file, numbers)).slice(0, MOST_NOTES).map(problemOfFinding));
  if (inspection instanceof BianyinError)
    return { ...nothing, sm3, numbers, problems: [...problems, problemOfError(inspection)] };
  const read = { path, pages: inspection.pageCount, inspection, words };
  problems.push(...wordProblems(file, words));
  const placed = await placedOn(check, read);
  problems.push(...placed.problems);
  const hits = words instanceof BianyinError ? [] : words.hits;
  return { file, problems, placements: placed.placements, hits, pages: read.pages, sm3, numbers };
}

/** What the list calls it, and the invoices that its words name. */
function allNumbers({ number }: ListedFile, numbers: readonly string[]): readonly string[] {
  return numbersOfRequest({ reference: number ?? undefined, numbers });
}

interface ReadFile {
  readonly path: string;
  readonly pages: number;
  readonly inspection: Inspection;
  readonly words: ListedAnswer | BianyinError;
}

/** Where the seals go, and what they lie over. */
async function placedOn(
  { session, placed, keywords }: Check,
  { path, pages, inspection, words }: ReadFile,
): Promise<Pick<Looked, 'placements' | 'problems'>> {
  if (placed === null) return { placements: [], problems: inspection.warnings.map(problemOfWarning) };
  const { rule, seal } = placed;
  try {
    // Without its words a file has no place for a keyword, and the reason is that they could not be read.
    if (keywords.length > 0 && words instanceof BianyinError) throw words;
    const found =
      words instanceof BianyinError ? [] : words.hits.map((hits) => ({ hits, pages: words.pages }));
    const { placements, withoutSeam } = placementsBy(rule, { pageCount: pages, found, seal });
    const plan = await session.documents.planMarks(path, placements, seal);
    const { warnings, emptyFields } = inspection;
    const told = [...withoutFilled(warnings, emptyFields, plan.fills), ...planWarnings(plan)];
    const seam = withoutSeam ? [problemOfFinding(listFinding('no-seam'))] : [];
    return { placements, problems: [...told.map(problemOfWarning), ...seam] };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return {
      placements: [],
      problems: [...inspection.warnings.map(problemOfWarning), problemOfError(error)],
    };
  }
}

/** What its words say: marks that forbid a seal, whether they could be read at all, its sum. */
function wordProblems(file: ListedFile, words: ListedAnswer | BianyinError): RowProblem[] {
  if (words instanceof BianyinError) return [problemOfWarning('text-not-read')];
  const { marking, isWhole, pages } = words;
  if (marking !== null) return [problemOfError(markingRefusal(marking))];
  const isRead = isWhole && pages.unreadable === 0 && pages.withoutText < pages.read;
  if (!isRead) return [problemOfWarning('text-not-read')];
  return [...unreadNote(unreadPages(words)), ...moneyFindings(file, words.money)].map(problemOfFinding);
}

/** Only what the file states by its words is held against the list; figures alone are nobody's sum. */
function moneyFindings(
  { amount, currency }: Pick<ListedFile, 'amount' | 'currency'>,
  { holds, stated }: ListedAnswer['money'],
): ListFinding[] {
  if (amount === null || holds) return [];
  const listed =
    currency === null || currency === 'CNY'
      ? `￥${groupedAmount(amount)}`
      : `${currency} ${groupedAmount(amount)}`;
  const sums = new Set(stated.map((each) => amountInFen(each.amount)));
  const [first] = stated;
  if (first && sums.size === 1)
    return [listFinding('amount-differs', { listed, page: first.page, line: first.line })];
  return [listFinding('amount-not-in-file', { listed })];
}

async function orError<T>(work: Promise<T>): Promise<T | BianyinError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
}
