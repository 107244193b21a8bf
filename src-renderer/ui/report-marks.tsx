/** The marks of a report on one page, each outlined in the colour of its verdict and with its shape. */
import type { ReportView } from '../../src-main/contract/report-view.ts';
import { areaStyle } from './page-view.tsx';
import type { PageSize } from './use-document.ts';
import { VerdictShape } from './verdict-shape.tsx';

export function reportMarks(report: ReportView, page: number, size: PageSize) {
  return report.signatures.flatMap(({ field, level, marks }) =>
    marks
      .filter((mark) => mark.page === page)
      .map((mark, index) => (
        <span
          key={`${field} ${index}`}
          className={`mark mark-${level} ${mark.slice ? '' : 'mark-whole'}`}
          style={areaStyle(mark.rect, size)}
        >
          <VerdictShape level={level} size={20} />
        </span>
      )),
  );
}
