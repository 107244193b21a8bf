/** The results of many files as a table: one row each, the same columns in CSV and XLSX. */
import { chinaTimeText } from '../domain/instant.ts';
import { sandboxWords } from '../domain/sandbox-mark.ts';
import { sentenceFor, type Language } from '../domain/errors/sentence.ts';
import type { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { VerificationReport } from '../verification/report.ts';
import type { Table } from './table.ts';
import { reportWords } from './report-words.ts';

/** What is kept of one file of many: everything that a table or a list shows, nothing of its content. */
export interface FileResult {
  readonly name: string;
  readonly level: VerificationReport['level'] | 'UNREADABLE';
  readonly codes: readonly string[];
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly nextStep: { readonly zh: string; readonly en: string };
  /** Hex; empty when the file could not be read to its end. */
  readonly sm3: string;
  readonly size: number;
  readonly seals: readonly string[];
  readonly signers: readonly string[];
  readonly signedAt: readonly string[];
  /** ISO 8601. */
  readonly verifiedAt: string;
  readonly statusAsOf: string | null;
  readonly engine: string;
  /** Judged by the trust of a sandbox. */
  readonly sandbox?: true | undefined;
}

/** What lists of many files keep of one report. */
export function resultOfReport(name: string, report: VerificationReport): FileResult {
  const { level, codes, sentence, nextStep, sm3, size, signatures, statusAsOf, engine, trust } = report;
  const once = (texts: readonly string[]): string[] =>
    [...new Set(texts.filter((text) => text !== ''))].slice(0, 50);
  return {
    name,
    level,
    codes,
    sentence,
    nextStep,
    sm3,
    size,
    seals: once(signatures.map(({ seal }) => seal?.name ?? '')),
    signers: once(signatures.map(({ signer }) => signer?.organization || (signer?.name ?? ''))),
    signedAt: once(signatures.map(({ signedAt }) => signedAt?.value ?? '')),
    verifiedAt: trust.now,
    statusAsOf,
    engine,
    ...(trust.sandbox ? { sandbox: true } : {}),
  };
}

/** A file that cannot even be opened is a result too, and never a good one. */
export function resultOfError(
  name: string,
  error: BianyinError,
  { now, engine }: { readonly now: Date; readonly engine: string },
): FileResult {
  const nothing = { sm3: '', size: 0, seals: [], signers: [], signedAt: [], statusAsOf: null };
  const sentence = { zh: sentenceFor(error, 'zh'), en: sentenceFor(error, 'en') };
  const verifiedAt = now.toISOString();
  return {
    name,
    level: 'UNREADABLE',
    codes: [error.code],
    sentence,
    nextStep: { zh: '', en: '' },
    ...nothing,
    verifiedAt,
    engine,
  };
}

const titles = {
  number: { zh: '序号', en: 'No.' },
  name: { zh: '文件名称', en: 'File' },
  level: { zh: '结论', en: 'Verdict' },
  sentence: { zh: '说明', en: 'Sentence' },
  nextStep: { zh: '下一步', en: 'What to do' },
  codes: { zh: '代码', en: 'Codes' },
  seals: { zh: '印章', en: 'Seals' },
  signers: { zh: '持有单位', en: 'Held by' },
  signedAt: { zh: '盖章时间', en: 'Sealed at' },
  sm3: { zh: '文件SM3', en: 'SM3' },
  size: { zh: '字节', en: 'Octets' },
  verifiedAt: { zh: '验章时间', en: 'Verified at' },
  statusAsOf: { zh: '状态截至', en: 'Status as of' },
  engine: { zh: '验章程序', en: 'Program' },
} as const;

/** The list as a table, for CSV and XLSX alike. */
export function resultTable(results: readonly FileResult[], language: Language): Table {
  const say = reportWords(language);
  const time = (iso: string): string => chinaTimeText(new Date(iso), language);
  const join = (texts: readonly string[]): string => texts.join(language === 'zh' ? '；' : '; ');
  const word = (level: FileResult['level']): string =>
    level === 'UNREADABLE' ? { zh: '读不出', en: 'Not readable' }[language] : say(level);
  const widths = [7, 36, 12, 48, 36, 28, 36, 30, 26, 68, 12, 26, 26, 16];
  return {
    title: say('title'),
    ...(results.some(({ sandbox }) => sandbox) ? { note: sandboxWords[language] } : {}),
    columns: Object.values(titles).map((title, i) => ({ title: title[language], width: widths[i] ?? 20 })),
    rows: results.map((result, i) => [
      i + 1,
      result.name,
      word(result.level),
      result.sentence[language],
      result.nextStep[language],
      result.codes.join(' '),
      join(result.seals),
      join(result.signers),
      join(result.signedAt.map(time)),
      result.sm3,
      result.size,
      time(result.verifiedAt),
      result.statusAsOf === null ? '' : time(result.statusAsOf),
      result.engine,
    ]),
  };
}
