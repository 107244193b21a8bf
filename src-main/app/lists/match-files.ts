/**
 * Which file of a folder a row of a list means. As it is written, or by one name that differs in nothing but case, width, .pdf or the
 * folder: that is told. Several, or one outside the folder, is no file at all: nothing is guessed.
 */
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import { withoutUnseen } from '../../domain/unseen-characters.ts';

export interface Match {
  /** Path below the folder, apart by `/`; null: none, and `findings` say why. */
  readonly found: string | null;
  readonly findings: readonly ListFinding[];
}

/** The files below a folder, by their names as people take them. */
export interface FileTree {
  /** Paths below the folder, apart by `/`. */
  readonly paths: readonly string[];
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly loose: ReadonlyMap<string, readonly string[]>;
}

/** Names of files that are listed when a row may mean several. */
const MOST_NAMED = 5;

export function fileTree(paths: readonly string[]): FileTree {
  const by = (key: (path: string) => string): ReadonlyMap<string, readonly string[]> =>
    Map.groupBy(paths, key);
  return { paths, exact: by((path) => path.normalize('NFC')), loose: by((path) => looseName(lastOf(path))) };
}

/** `folder` is the whole path of the folder, for lists that name files by their whole paths. */
export function matchFile(tree: FileTree, folder: string, written: string): Match {
  const wanted = belowFolder(written, folder);
  if (wanted === null) return none('file-outside', written);
  const exact = tree.exact.get(wanted) ?? [];
  const similar = exact.length > 0 ? exact : similarTo(tree, wanted);
  const pdfs = similar.filter(isPdf);
  const [found] = pdfs;
  if (found === undefined) return none(similar.length > 0 ? 'file-not-pdf' : 'file-missing', written);
  if (pdfs.length > 1) {
    const names = pdfs.slice(0, MOST_NAMED).map(shown).join('、');
    const more = pdfs.length > MOST_NAMED ? ' …' : '';
    return {
      found: null,
      findings: [listFinding('file-ambiguous', { file: shown(written), found: names + more })],
    };
  }
  if (exact.length > 0) return { found, findings: [] };
  return { found, findings: [listFinding('file-taken-for', { file: shown(written), found: shown(found) })] };
}

export function isPdf(path: string): boolean {
  return /\.pdf$/i.test(path);
}

function none(code: 'file-outside' | 'file-not-pdf' | 'file-missing', written: string): Match {
  return { found: null, findings: [listFinding(code, { file: shown(written) })] };
}

function shown(path: string): string {
  return withoutUnseen(path, '·').slice(0, 200);
}

/** What is written, as a path below the folder; null when it leads out of it. */
function belowFolder(written: string, folder: string): string | null {
  const slashes = (text: string): string => text.normalize('NFC').trim().replaceAll('\\', '/');
  const [path, root] = [slashes(written), slashes(folder).replace(/\/*$/, '/')];
  const isWhole = /^(\/|[a-z]:)/i.test(path);
  if (isWhole && !path.startsWith(root)) return null;
  const steps = (isWhole ? path.slice(root.length) : path)
    .split('/')
    .filter((step) => step !== '' && step !== '.');
  return steps.includes('..') || steps.length === 0 ? null : steps.join('/');
}

/** Files of that name in whatever folder, when the written one ends so. */
function similarTo({ loose }: FileTree, wanted: string): string[] {
  const end = wanted.split('/').map(looseName);
  return (loose.get(looseName(lastOf(wanted))) ?? []).filter((path) => {
    const steps = path.split('/').map(looseName);
    return end.every((step, i) => step === steps[steps.length - end.length + i]);
  });
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without case, width, blanks at the ends and .pdf. */
function looseName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\.pdf$/, '')
    .trim();
}
