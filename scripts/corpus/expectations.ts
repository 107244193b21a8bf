/**
 * EXPECTED.csv beside a corpus: what the tests of another project assert about a file. It is a hint: many of those tests sign
 * or change the file first. Each row that says something about verification is held against our level, and differences are told.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { DocumentLevel } from '../../src-main/domain/verdict.ts';

export interface Expectation {
  /** Path below the folder of EXPECTED.csv. */
  readonly file: string;
  readonly test: string;
  /** What is asserted, as it stands there. */
  readonly claim: string;
  /** Levels that agree with it, of the whole document or of the integrity axis alone. */
  readonly about: 'document' | 'integrity';
  readonly levels: readonly DocumentLevel[];
}

export interface Expectations {
  /** Files and folders of certificates that the corpus is to be judged by. */
  readonly trust: readonly string[];
  of(file: string): readonly Expectation[];
}

type Meaning = Pick<Expectation, 'about' | 'levels'>;

/** What an assertion means. Errors of a reader mean: no good verdict. Others say nothing about verification. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^val_trusted|^bottom_line/, { about: 'document', levels: ['PASS'] }],
  [/^val_untrusted|^ades_indet/, { about: 'document', levels: ['UNSURE', 'FAIL'] }],
  [/^modlevel OTHER|^intact not/, { about: 'integrity', levels: ['FAIL'] }],
  [/^modlevel|^docmdp_ok/, { about: 'integrity', levels: ['PASS', 'UNSURE'] }],
  [
    /^raises (misc\.)?Pdf(Strict)?(Read)?Error|^raises SignatureValidationError/,
    { about: 'document', levels: ['UNSURE', 'FAIL'] },
  ],
];

/** The expectations in or above a folder; null when there are none. */
export function readExpectations(folder: string): Expectations | null {
  const root = [folder, dirname(folder)].find((each) => existsSync(join(each, 'EXPECTED.csv')));
  if (root === undefined) return null;
  const rows = parseCsv(readFileSync(join(root, 'EXPECTED.csv'), 'utf8'))
    .slice(1)
    .flatMap(expectationsOf);
  const crypto = join(root, 'crypto');
  return {
    trust: existsSync(crypto) ? [crypto] : [],
    of: (file) => rows.filter((row) => row.file === relative(root, file)),
  };
}

/** One expectation for each assertion of a row that means something here. */
function expectationsOf([file = '', asserted = '{}', , test = '']: readonly string[]): Expectation[] {
  const byKey = Object.entries(JSON.parse(asserted) as Record<string, readonly string[]>);
  return byKey.flatMap(([key, values]) =>
    values.flatMap((value) => {
      // `val_trusted(` and the like repeat the key instead of giving a value.
      const claim = value.startsWith(key) ? key : `${key} ${value}`.trim();
      const meaning = meanings.find(([pattern]) => pattern.test(claim))?.[1];
      return meaning ? [{ file, test, claim, ...meaning }] : [];
    }),
  );
}

/** RFC 4180, with quotes doubled inside quotes. */
function parseCsv(text: string): string[][] {
  return text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => {
      const cells = line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g);
      return [...cells].map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));
    });
}
