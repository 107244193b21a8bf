/** What was found about the file itself, in the sentences of the terminal; a mere note has no shape and no colour. */
import { codeSentence, verdictCodes, type foundCodes } from '../../src-main/contract/words.ts';
import type { ReportView } from '../../src-main/contract/report-view.ts';
import { usePreferences } from '../i18n/preferences.tsx';
import './file-findings.css';
import { VerdictShape } from './verdict-shape.tsx';

interface FindingsProps {
  readonly title: string;
  readonly codes: ReturnType<typeof foundCodes>;
  readonly report: Pick<ReportView, 'checks'>;
}

export function FileFindings({ title, codes, report: { checks } }: FindingsProps) {
  const { language } = usePreferences();
  if (codes.length === 0) return null;
  return (
    <section className="panel file-findings">
      <h2 className="section-title">{title}</h2>
      <ul>
        {codes.map((code) => {
          const { level } = verdictCodes[code];
          return (
            <li key={code} className={level === 'NOTE' ? 'secondary' : ''}>
              {level !== 'NOTE' && <VerdictShape level={level} size={16} />}
              <span>{codeSentence(code, checks)[language]}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
