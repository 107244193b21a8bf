/** The one sentence and the one next step that stand above a report, in Chinese and English. */
import type { DocumentLevel } from '../domain/verdict.ts';
import { verdictCodeEntry, type VerdictCode } from '../domain/verdict-codes.ts';
import { codeNextStep, codeSentence } from '../domain/verdict-sentence.ts';
import type { BilingualText, CheckRecord } from './report.ts';

const laterOperations: readonly VerdictCode[] = [
  'LATER_SIGNATURE',
  'LTA_UPDATE',
  'FORM_FILLED_ALLOWED',
  'FILE_RESAVED',
];

const passed: BilingualText = {
  zh: '验证通过：文件自签章后未改动，签章证书可信。',
  en: 'Verified: the file is unchanged since it was sealed, and the certificate is trusted.',
};
const none: BilingualText = {
  zh: '未发现电子签章：页面上的红章可能只是图片。',
  en: 'No electronic seal was found: a red seal on the page may be a mere picture.',
};
const acceptable: BilingualText = { zh: '可受理。', en: 'It may be accepted.' };
const ordinary: BilingualText = {
  zh: '按普通文件处理；对方说盖过章的，请索取盖章后的原文件（打印成 PDF 会丢掉签章）。',
  en: 'Treat it as an ordinary file; if it is said to be sealed, ask for the original: printing to PDF loses the seal.',
};

const openers: Readonly<Record<'FAIL' | 'UNSURE', BilingualText>> = {
  FAIL: { zh: '验证不通过', en: 'Not valid' },
  UNSURE: { zh: '无法确认', en: 'Cannot be confirmed' },
};

/** Sentence and next step for a document. `codes` is ordered, worst first; `records` are all checks of all signatures. */
export function documentSentence(
  level: DocumentLevel,
  codes: readonly VerdictCode[],
  records: readonly CheckRecord[],
): { sentence: BilingualText; nextStep: BilingualText } {
  if (level === 'NONE') return { sentence: none, nextStep: ordinary };
  if (level === 'PASS') return passSentence(codes, records);
  const code = leadCode(codes);
  if (code === undefined) return passlessWithoutCode(level);
  const { zh, en } = codeSentence(code, records);
  const sentence = { zh: `${openers[level].zh}：${zh}。`, en: `${openers[level].en}: ${en}.` };
  return { sentence, nextStep: codeNextStep(code, records) };
}

/** Causes from which other doubts follow: a wrong clock makes all times doubtful, an unknown root makes chain, approvals, time stamp and later seals doubtful too. */
const rootCauses: readonly VerdictCode[] = [
  'CLOCK_SUSPECT',
  'TRUST_NOT_READ',
  'TRUST_ROOT_UNKNOWN',
  'MAKER_TRUST_ROOT_UNKNOWN',
];

/** The code to speak of first: the worst one; among doubts the cause before its consequences. */
function leadCode(codes: readonly VerdictCode[]): VerdictCode | undefined {
  const [first] = codes;
  if (first === undefined || verdictCodeEntry(first).level !== 'UNSURE') return first;
  return rootCauses.find((cause) => codes.includes(cause)) ?? first;
}

function passSentence(codes: readonly VerdictCode[], records: readonly CheckRecord[]) {
  const later = codes
    .filter((code) => laterOperations.includes(code))
    .map((code) => codeSentence(code, records));
  if (later.length === 0) return { sentence: passed, nextStep: acceptable };
  const zh = `验证通过（有允许的后续操作：${later.map((text) => text.zh).join('；')}）。`;
  const en = `Verified, with later changes that are allowed: ${later.map((text) => text.en).join('; ')}.`;
  return {
    sentence: { zh, en },
    nextStep: {
      zh: '可受理；请核对后续操作。',
      en: 'It may be accepted; check the later changes.',
    },
  };
}

function passlessWithoutCode(level: 'FAIL' | 'UNSURE') {
  const { nextStep, zh, en } = verdictCodeEntry('ENGINE_ERROR');
  return { sentence: { zh: `${openers[level].zh}：${zh}。`, en: `${openers[level].en}: ${en}.` }, nextStep };
}
