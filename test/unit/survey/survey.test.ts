/** One survey for before and after: what is warned of before a seal is noted behind it, and nothing is noted that was not. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { verdictCodes } from '../../../src-main/domain/verdict-codes.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { contentKinds, refusedKinds } from '../../../src-main/pdf/survey/content-kinds.ts';
import { createCheckLog } from '../../../src-main/verification/check-log.ts';
import { kindNotes, noteDocument } from '../../../src-main/verification/pdf/document-notes.ts';
import { pdfBytes } from '../../attacks/test-pdf.ts';
import { surveyFiles } from './survey-files.ts';

const refusalOf = {
  'outside-content': 'pdf-outside-content',
  xfa: 'pdf-xfa',
  'ambiguous-content': 'pdf-ambiguous-content',
  'contents-not-checked': 'pdf-limit',
} as const;

describe('one survey', () => {
  it.each(surveyFiles)('$what', ({ kinds, make }) => {
    const { warnings, refusals } = inspectForSealing(openPdf(bytesSource(pdfBytes(make()))));
    const refused = refusedKinds.filter((kind) => kinds.includes(kind));
    expect(refusals.map(({ code }) => code)).toEqual(refused.map((kind) => refusalOf[kind]));
    expect([...warnings, ...refused].sort()).toEqual([...kinds].sort());

    const log = createCheckLog();
    noteDocument(openPdf(bytesSource(pdfBytes(make()))), log);
    const codes = log.records.flatMap(({ code }) => code ?? []);
    expect(new Set(codes)).toEqual(new Set(kinds.map((kind) => kindNotes[kind].code)));
    expect(codes.length).toBe(new Set(codes).size);
  });

  it.each([
    ['pictures-not-checked', 'PICTURES_NOT_CHECKED', 'NOTE'],
    ['contents-not-checked', 'RESOURCE_LIMIT', 'UNSURE'],
  ] as const)('%s is %s: a %s', (kind, code, level) => {
    expect(kindNotes[kind].code).toBe(code);
    expect(verdictCodes[code].level).toBe(level);
  });

  it('has a file for every kind', () => {
    const met = new Set(surveyFiles.flatMap(({ kinds }) => kinds));
    expect(contentKinds.filter((kind) => !met.has(kind))).toEqual([]);
  });
});
