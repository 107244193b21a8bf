/** What is found about a file as a whole is shown, in the words of the terminal: window, counter and slip share its sentences. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ReportView } from '../../../src-main/contract/report-view.ts';
import { codeSentence, foundCodes, furtherFindings, verdictCodes } from '../../../src-main/contract/words.ts';
import { likelyCauses } from '../../../src-main/domain/likely-cause.ts';
import { unfinishedReport } from '../../../src-main/document-worker/unfinished-report.ts';
import { renderReportText } from '../../../src-main/verification/render-text.ts';
import type { SignatureReport, VerificationReport } from '../../../src-main/verification/report.ts';
import { AxesPanel } from '../../../src-renderer/features/verify/axes-panel.tsx';
import { VerifyResults } from '../../../src-renderer/features/verify/verify-results.tsx';
import { FileFindings } from '../../../src-renderer/ui/file-findings.tsx';

type Code = keyof typeof verdictCodes;
const codes = Object.keys(verdictCodes) as Code[];
const notes = codes.filter((code) => verdictCodes[code].level === 'NOTE');
const plain = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** A value for each hole that a sentence has. */
function inputsFor(code: Code): Record<string, string> {
  const { zh, en } = verdictCodes[code];
  return Object.fromEntries(
    [...`${zh}${en}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `v-${name}`]),
  );
}

const checkOf = (code: Code) => ({
  ...{ axis: verdictCodes[code].axis, check: 'c', outcome: 'note' as const, code, inputs: inputsFor(code) },
});

function reportWith(
  checks: VerificationReport['checks'],
  signatures: SignatureReport[] = [],
): VerificationReport {
  const base = unfinishedReport(10, new Date('2026-11-23T08:30:00Z'), 'RESOURCE_LIMIT');
  return { ...base, sentence: { zh: '一句。', en: 'One.' }, checks, signatures };
}
const asView = (report: VerificationReport) => JSON.parse(JSON.stringify(report)) as ReportView;

describe('findings about the file', () => {
  it.each(notes)('%s stands in the window as on the terminal, without shape or colour', (code) => {
    const report = reportWith([checkOf(code)]);
    const file = { id: 'd', name: 'a.pdf', report: asView(report), problem: null };
    const document = {
      ...{ id: 'd', name: 'a.pdf', size: 10, pages: 1, warnings: [] },
      emptyFields: [],
      problem: null,
    };
    const shown = plain(
      renderToStaticMarkup(
        createElement(VerifyResults, {
          documents: [document],
          reports: [file],
          error: null,
          onChoose: () => undefined,
        }),
      ),
    );
    const { zh } = codeSentence(code, report.checks);
    expect(zh).not.toMatch(/[{?]/);
    expect(shown).toContain(zh);
    expect(renderReportText(report, 'zh')).toContain(`文件本身: ${zh} [${code}]`);
  });

  it.each(codes)('%s: only what weighs has a shape', (code) => {
    const markup = renderToStaticMarkup(
      createElement(FileFindings, { title: 't', codes: [code], report: asView(reportWith([checkOf(code)])) }),
    );
    expect(markup.includes('<svg')).toBe(verdictCodes[code].level !== 'NOTE');
  });

  it('are said once where room is dear', () => {
    const [first = 'ENGINE_ERROR', second = 'ENGINE_ERROR'] = notes;
    const checks = [checkOf(first), checkOf(second), checkOf(second)];
    const { zh } = codeSentence(first, checks);
    expect(foundCodes(checks)).toEqual([first, second]);
    expect(furtherFindings({ sentence: { zh: `${zh}。`, en: '' }, checks })).toEqual([second]);
  });
});

describe('what most likely happened', () => {
  it.each(['truncated', 'resaved'] as const)('%s: the window says the sentence of the terminal', (cause) => {
    const code = 'BR_INVALID';
    const signature: SignatureReport = {
      ...{ field: 'Seal1', kind: 'ses-v4', level: 'FAIL', approvals: [], marks: [], notes: [] },
      integrity: { level: 'FAIL', codes: [code] },
      identity: { level: 'PASS', codes: [] },
      time: { level: 'PASS', codes: [] },
      coverage: { byteRange: [], coversWholeFile: false, revision: 1, revisions: 1, laterChanges: [] },
      checks: [{ axis: 'integrity', check: 'range', outcome: 'bad', code, inputs: { cause } }],
    };
    const report = reportWith([], [signature]);
    const shown = plain(renderToStaticMarkup(createElement(AxesPanel, { report: asView(report) })));
    expect(shown).toContain(likelyCauses[cause].sentence.zh);
    expect(renderReportText(report, 'zh')).toContain(likelyCauses[cause].sentence.zh);
  });
});
