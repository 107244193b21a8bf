/** One signature on paper: verdict, picture from the signature, seal, holder, time and its source, approvals, later changes. */
import type { Language } from '../domain/errors/sentence.ts';
import type { PDFDocument, PDFImage } from '@cantoo/pdf-lib';
import { actText, approvalWords } from '../domain/approval-words.ts';
import { chinaTimeText } from '../domain/instant.ts';
import { isRole, roleNames } from '../domain/role.ts';
import { isSealTypeCode, sealKindNames } from '../domain/seal-kind.ts';
import { codeSentence } from '../domain/verdict-sentence.ts';
import type { SignatureReport } from '../verification/report.ts';
import { drawPicture, ink, needRoom, rule, write, writeFact, type Pen } from './pen.ts';
import { reportWords } from './report-words.ts';
import type { SealPictures } from './sheet-input.ts';
import { drawVerdict } from './verdict-mark.ts';

/** Rows of approvals, changes and notes that are printed in full; the JSON report has all. */
const MOST = 40;
const PICTURE = 84;
const NAMES = 72;

/** One signature of a report on paper: seal, axes, time, approvals. */
export async function writeSignature(
  pen: Pen,
  signature: SignatureReport,
  number: number,
  { pictures, language }: { readonly pictures: SealPictures; readonly language: Language },
): Promise<void> {
  const say = reportWords(language);
  needRoom(pen, 150);
  const { seal, signer, level } = signature;
  drawVerdict(pen.page, pen.faces, level, { x: pen.paper.margin, top: pen.y - 4, side: 16 });
  const title = `${number}. ${seal?.name ?? signer?.name ?? say('unknownSeal')} · ${say(level)}`;
  write(pen, title, { size: 12, bold: true, indent: 24, colour: ink[level] });
  const top = pen.y - 4;
  const first = pen.page;
  const picture = await embedPicture(pen.document, pictures.get(seal?.pictureSm3 ?? ''));
  if (picture) drawPicture(pen, picture, pen.paper.width - pen.paper.margin - PICTURE, top, PICTURE);
  const width = pen.paper.width - 2 * pen.paper.margin - (picture ? PICTURE + 12 : 0) - 24;
  for (const [name, value] of factsOf(signature, language)) {
    writeFact(pen, name, value, { size: 9.5, indent: 24, width, names: NAMES });
  }
  if (picture && pen.page === first) pen.y = Math.min(pen.y, top - PICTURE);
  rule(pen, 8);
}

function factsOf(signature: SignatureReport, language: Language): (readonly [string, string])[] {
  const say = reportWords(language);
  const time = (iso: string): string => chinaTimeText(new Date(iso), language);
  const day = (iso: string): string => time(iso).replace(/ \d\d:.*$/, '');
  const { seal, signer, signedAt } = signature;
  const facts: (readonly [string, string])[] = [];
  if (seal) {
    const kind = isSealTypeCode(seal.typeCode) ? sealKindNames[seal.typeCode][language] : seal.typeCode;
    facts.push(
      [say('sealKind'), `${kind} · ${seal.widthMm} × ${seal.heightMm} mm`],
      [say('sealNumber'), seal.id],
      [say('sealMaker'), seal.makerName],
      [say('validity'), `${day(seal.validFrom)} – ${day(seal.validTo)}`],
    );
  }
  if (signer) {
    const span = { issuer: signer.issuer, from: day(signer.validFrom), to: day(signer.validTo) };
    facts.push(
      [say('holder'), [...new Set([signer.organization, signer.name])].filter(Boolean).join(' / ')],
      [say('certificate'), `${signer.serial}, ${say('issuedBy', span)}`],
    );
  }
  const source = signedAt ? `${time(signedAt.value)} ${say(signedAt.source)}` : say('noTime');
  facts.push([say('signedAt'), source], [say('marks'), marksText(signature, language)]);
  const drawn = drawnText(signature, language);
  if (drawn) facts.push([say('picture'), drawn]);
  const { title, none } = approvalWords;
  facts.push(...listed(title[language], approvalTexts(signature, language), none[language], language));
  const changes = signature.coverage.laterChanges.map((change) => change[language]);
  facts.push(...listed(say('changes'), changes, say('noChanges'), language));
  const codes = [
    ...new Set([...signature.integrity.codes, ...signature.identity.codes, ...signature.time.codes]),
  ];
  const findings = codes.map((code) => `${codeSentence(code, signature.checks)[language]} [${code}]`);
  if (findings.length > 0) facts.push(...listed(say('findings'), findings, '', language));
  return facts;
}

/** The name stands before the first of several values. */
function listed(
  name: string,
  values: readonly string[],
  none: string,
  language: Language,
): (readonly [string, string])[] {
  if (values.length === 0) return [[name, none]];
  const shown = values.slice(0, MOST).map((value, i) => [i === 0 ? name : '', value] as const);
  if (values.length <= MOST) return shown;
  return [...shown, ['', reportWords(language)('more', { count: values.length })]];
}

function approvalTexts({ approvals, checks }: SignatureReport, language: Language): string[] {
  const say = reportWords(language);
  const acts = approvals.map(({ role, name, behalf, signedAt, ok, proof, code }) => {
    const office = isRole(role) ? roleNames[role][language] : role;
    const doubt = code ? codeSentence(code, checks)[language] : say('approvalBad');
    const when = chinaTimeText(new Date(signedAt), language);
    const comma = language === 'zh' ? '，' : ', ';
    return [
      actText(language, office, name, behalf?.name),
      when,
      ok ? approvalWords[proof][language] : doubt,
    ].join(comma);
  });
  const isOpen = approvals.some(({ ok, proof }) => ok && proof === 'signature');
  return isOpen ? [...acts, approvalWords.open[language]] : acts;
}

function marksText({ marks }: SignatureReport, language: Language): string {
  const say = reportWords(language);
  if (marks.length === 0) return say('noMarks');
  const pages = pageRanges([...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b));
  const seams = marks.filter(({ slice }) => slice).length;
  return say('markPages', { pages, count: marks.length }) + (seams > 0 ? say('seams', { count: seams }) : '');
}

/** `1–3, 5`. */
export function pageRanges(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** What the engine says of the pictures on the pages against the one in the seal, where it could compare them. */
function drawnText({ marks, seams = [] }: SignatureReport, language: Language): string | null {
  const answers = [...marks, ...seams].map(({ picture }) => picture);
  if (answers.includes('differs')) return reportWords(language)('pictureOther');
  return answers.includes('same') ? reportWords(language)('pictureSame') : null;
}

/** A picture that is broken or of another kind is left out: the report names it by its digest anyway. */
async function embedPicture(document: PDFDocument, data: Uint8Array | undefined): Promise<PDFImage | null> {
  if (!data) return null;
  try {
    return data[0] === 0xff ? await document.embedJpg(data) : await document.embedPng(data);
  } catch {
    return null;
  }
}
