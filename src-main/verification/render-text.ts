/** The report for people: one plain sentence first, then a block per signature. Same report, same text. */
import { actText, approvalWords } from '../domain/approval-words.ts';
import type { Language } from '../domain/errors/sentence.ts';
import { chinaTimeText } from '../domain/instant.ts';
import { sandboxWords } from '../domain/sandbox-mark.ts';
import { isRole, roleNames } from '../domain/role.ts';
import { sealKindNames, isSealTypeCode } from '../domain/seal-kind.ts';
import type { DocumentLevel } from '../domain/verdict.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { codeSentence, foundCodes } from '../domain/verdict-sentence.ts';
import type { ApprovalProof, AxisReport, SignatureReport, VerificationReport } from './report.ts';

/** Shape and word together, so that the verdict does not hang on colour. */
const levelShapes: Readonly<Record<DocumentLevel, { shape: string; zh: string; en: string }>> = {
  PASS: { shape: '●', zh: '通过', en: 'PASS' },
  UNSURE: { shape: '▲', zh: '无法确认', en: 'UNSURE' },
  FAIL: { shape: '■', zh: '不通过', en: 'FAIL' },
  NONE: { shape: '○', zh: '无签章', en: 'NONE' },
};

const words = {
  zh: {
    next: '下一步',
    fingerprint: '文件 SM3',
    notComputed: '（未计算）',
    asOf: '状态信息截至',
    pack: '信任包',
    offline: '离线',
    noStatus: '本机没有状态信息',
    seal: '签章',
    unnamed: '（读不出名称）',
    signer: '签章人',
    time: '时间',
    proven: '时间戳证明',
    claimed: '签章人自己的声明',
    marks: '位置',
    page: '第',
    pageEnd: '页',
    slice: '骑缝',
    changes: '签章后的操作',
    integrity: '文件',
    identity: '签章人',
    version: '所签版本',
    of: '/',
    notes: '提示',
    notOurs: '与用印制度、用印登记簿不符',
    bad: '核验不符',
    unsure: '本机无法确认',
    file: '文件本身',
  },
  en: {
    next: 'Next step',
    fingerprint: 'File SM3',
    notComputed: '(not computed)',
    asOf: 'Status as of',
    pack: 'trust pack',
    offline: 'offline',
    noStatus: 'no status data here',
    seal: 'Seal',
    unnamed: '(without a readable name)',
    signer: 'Signer',
    time: 'Time',
    proven: 'proven by a time stamp',
    claimed: 'claimed',
    marks: 'Marks',
    page: 'page ',
    pageEnd: '',
    slice: 'slice',
    changes: 'After sealing',
    integrity: 'File',
    identity: 'Identity',
    version: 'signed revision',
    of: ' of ',
    notes: 'Notes',
    notOurs: 'not as policy and register have it',
    bad: 'does not match',
    unsure: 'cannot be confirmed here',
    file: 'The file itself',
  },
} as const;
type Words = Readonly<Record<keyof (typeof words)['zh'], string>>;

/** Renders a report as plain text, lines joined by \n, without a trailing one. */
export function renderReportText(report: VerificationReport, language: Language = 'zh'): string {
  const word: Words = words[language];
  const { shape, [language]: name } = levelShapes[report.level];
  const lines = [`${shape} ${report.sentence[language]}`];
  lines.push(`  ${word.next}: ${report.nextStep[language]}`);
  if (report.trust.sandbox) lines.push(`  ${sandboxWords[language]}`);
  for (const [index, signature] of report.signatures.entries()) {
    lines.push('', ...signatureLines(signature, index + 1, language));
  }
  lines.push(...codeLines(foundCodes(report.checks), report.checks, word.file, language));
  const asOf =
    report.statusAsOf === null
      ? word.noStatus
      : `${word.asOf} ${timeText(report.statusAsOf, language)} (${word.offline})`;
  lines.push(
    '',
    `[${report.level} ${name}] ${asOf}${report.trustListVersion === null ? '' : ` · ${word.pack} ${report.trustListVersion}`}`,
    `${word.fingerprint} ${report.sm3 || word.notComputed}`,
    report.engine,
  );
  return lines.join('\n');
}

function signatureLines(signature: SignatureReport, number: number, language: Language): string[] {
  const word: Words = words[language];
  const { shape, [language]: name } = levelShapes[signature.level];
  const lines = [`${shape} ${number}. ${sealTitle(signature, language)} [${name}] ${signature.kind}`];
  lines.push(
    `  ${axisWord(word.integrity, signature.integrity, language)} · ${axisWord(word.identity, signature.identity, language)} · ${axisWord(word.time, signature.time, language)}`,
  );
  if (signature.signer) {
    const { name: person, organization, issuer, serial } = signature.signer;
    lines.push(
      `  ${word.signer}: ${[person, organization].filter((part) => part !== '').join(' / ')} (${issuer}, ${serial})`,
    );
  }
  if (signature.signedAt) {
    const { value, source } = signature.signedAt;
    lines.push(
      `  ${word.time}: ${timeText(value, language)} (${source === 'proven' ? word.proven : word.claimed})`,
    );
  }
  const { revision, revisions } = signature.coverage;
  lines.push(`  ${word.version}: ${revision}${word.of}${revisions}`);
  lines.push(
    ...markLines(signature, word),
    ...approvalLines(signature, word, language),
    ...changeLines(signature, word, language),
  );
  const codes = [...signature.integrity.codes, ...signature.identity.codes, ...signature.time.codes];
  return [...lines, ...codeLines(codes, signature.checks, '', language)];
}

function sealTitle(signature: SignatureReport, language: Language): string {
  const { seal } = signature;
  // Never the name of its field (Signature1): it says nothing to anybody.
  if (!seal) return `${words[language].seal} ${signature.signer?.name ?? words[language].unnamed}`;
  const kind = isSealTypeCode(seal.typeCode)
    ? `${seal.typeCode} ${sealKindNames[seal.typeCode][language]}`
    : seal.typeCode;
  return `${seal.name} (${kind}, ${seal.id}, ${seal.widthMm}×${seal.heightMm} mm)`;
}

function axisWord(label: string, axis: AxisReport, language: Language): string {
  const { shape, [language]: name } = levelShapes[axis.level];
  return `${label} ${shape} ${name}`;
}

function markLines(signature: SignatureReport, word: Words): string[] {
  const shown = signature.marks.slice(0, 6).map(({ page, rect, slice }) => {
    const at = `${word.page}${page}${word.pageEnd} x=${rect.xMm} y=${rect.yMm} ${rect.widthMm}×${rect.heightMm} mm`;
    return slice ? `${at} ${word.slice} ${slice.index}/${slice.count}` : at;
  });
  const more = signature.marks.length > shown.length ? ` … (${signature.marks.length})` : '';
  return shown.length === 0 ? [] : [`  ${word.marks}: ${shown.join('; ')}${more}`];
}

function approvalLines(signature: SignatureReport, word: Words, language: Language): string[] {
  if (signature.approvals.length === 0) return [];
  const rows = signature.approvals.map(
    ({ role, name, behalf, signedAt, ok, proof, code }) =>
      `    ${approvalShape(ok, proof)} ${actText(language, roleWord(role, language), name, behalf?.name)} ${timeText(signedAt, language)} ${ok ? approvalWords[proof][language] : whyNot(code, word)}`,
  );
  const isOpen = signature.approvals.some(({ ok, proof }) => ok && proof === 'signature');
  const open = isOpen ? [`    ${approvalWords.open[language]}`] : [];
  return [`  ${approvalWords.title[language]}:`, ...rows, ...open];
}

/** Green only where policy and register said so: a signature alone is no approval. */
function approvalShape(ok: boolean, proof: ApprovalProof): string {
  if (!ok) return '▲';
  return proof === 'register' ? '●' : '·';
}

/** An approver whom this machine does not know is a doubt; a signature that does not fit is more than that. */
function whyNot(code: VerdictCode | undefined, word: Words): string {
  if (code === 'PERMIT_NOT_AS_REGISTERED' || code === 'SEAL_USE_NOT_REGISTERED') return word.notOurs;
  return code === 'PERMIT_SIGNER_UNTRUSTED' ? word.unsure : word.bad;
}

function timeText(iso: string, language: Language): string {
  return chinaTimeText(new Date(iso), language);
}

function roleWord(role: string, language: Language): string {
  return isRole(role) ? roleNames[role][language] : role;
}

function changeLines(signature: SignatureReport, word: Words, language: Language): string[] {
  const { laterChanges } = signature.coverage;
  if (laterChanges.length === 0) return [];
  const rows = laterChanges
    .slice(0, 12)
    .map((change) => `    ${change.allowed ? '·' : '■'} ${change[language]}`);
  const more = laterChanges.length > 12 ? [`    … (${laterChanges.length})`] : [];
  return [`  ${word.changes}:`, ...rows, ...more];
}

function codeLines(
  codes: readonly VerdictCode[],
  records: SignatureReport['checks'],
  label: string,
  language: Language,
): string[] {
  const lead = label === '' ? '  - ' : `- ${label}: `;
  return [...new Set(codes)].map((code) => `${lead}${codeSentence(code, records)[language]} [${code}]`);
}
