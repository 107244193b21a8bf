/** Every attack of the table gives its level and its code; the same file always gives the same report; docs/attacks.md is the table. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { renderReportText } from '../../src-main/verification/render-text.ts';
import { withLooks } from '../../src-main/verification/looks.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { variations } from '../support/every-case.ts';
import { attackCases } from './attack-cases.ts';
import { renderAttackTable } from './attack-table.ts';
import { changesOf } from './changes-of.ts';
import { drawnLooks } from './drawn-looks.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';

const askedTwice = new Set(variations(attackCases, 200).map(({ id }) => id));

describe('attacks', () => {
  it.each(attackCases)('$id: $what', async ({ id, make, level, code, context, check, isDrawn }) => {
    const bytes = pdfBytes(make());
    const source = bytesSource(bytes);
    const judged = verifyDocument(source, testContext(context));
    const report = isDrawn === true ? withLooks(judged, await drawnLooks(bytes, judged)) : judged;
    const found = `${report.level} ${report.codes.join(' ')}`;
    expect(report.level, found).toBe(level);
    if (code !== null) expect(report.codes, found).toContain(code);
    expect(report.codes).not.toContain('ENGINE_ERROR');
    check?.(report);
    // In words too, for people.
    if (code === 'DOC_CHANGED_AFTER_SIGN') expect(changesOf(judged)).not.toEqual([]);
    if (!askedTwice.has(id)) return;
    expect(renderReportText(verifyDocument(source, testContext(context)))).toBe(renderReportText(judged));
  });

  it('has ids that are all different', () => {
    expect(new Set(attackCases.map(({ id }) => id)).size).toBe(attackCases.length);
  });

  it('stands in docs/attacks.md word for word (`vitest run -u` writes it anew)', async () => {
    const document = new URL('../../docs/attacks.md', import.meta.url);
    await expect(renderAttackTable(attackCases)).toMatchFileSnapshot(document.pathname);
  });

  it('names a subject for each id', () => {
    const table = renderAttackTable(attackCases);
    for (const { id } of attackCases) expect(table).toContain(`| \`${id}\` |`);
  });
});
