/** Three answers that are never melted into one: file, identity, time; each the worst over all signatures. */
import type { ReportView } from '../../../src-main/contract/report-view.ts';
import {
  codeSentence,
  verdictAxes,
  type SignatureLevel,
  type VerdictAxis,
} from '../../../src-main/contract/words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

const order: readonly SignatureLevel[] = ['PASS', 'UNSURE', 'FAIL'];

export function AxesPanel({ report }: { readonly report: ReportView }) {
  const say = useWords(verifyWords);
  const { time } = useFormat();
  return (
    <section className="panel">
      <h2 className="section-title">{say('axes')}</h2>
      {verdictAxes.map((axis) => (
        <AxisRow key={axis} axis={axis} report={report} />
      ))}
      <p className="secondary axis-foot">
        {report.statusAsOf === null ? say('noStatus') : say('statusAsOf', { time: time(report.statusAsOf) })}
      </p>
    </section>
  );
}

function AxisRow({ axis, report }: { readonly axis: VerdictAxis; readonly report: ReportView }) {
  const say = useWords(verifyWords);
  const { language } = usePreferences();
  const { level, codes } = worstOf(axis, report);
  const checks = report.signatures.flatMap((signature) => signature.checks);
  const words = codes.map((code) => codeSentence(code, checks)[language]);
  const good = say(`${axis}PASS`);
  return (
    <div className="axis">
      <VerdictShape level={level} size={24} />
      <div>
        <b>{say('answer', { axis: say(axis), level: say(level) })}</b>
        {level === 'PASS' && <p>{good}</p>}
        {words.map((text) => (
          <p key={text} className={level === 'PASS' ? 'secondary' : ''}>
            {text}
          </p>
        ))}
      </div>
    </div>
  );
}

function worstOf(axis: VerdictAxis, report: ReportView) {
  const each = report.signatures.map((signature) => signature[axis]);
  const level = each.reduce<SignatureLevel>(
    (worst, next) => (order.indexOf(next.level) > order.indexOf(worst) ? next.level : worst),
    'PASS',
  );
  const atLevel = each.filter((next) => level === 'PASS' || next.level === level);
  return { level, codes: [...new Set(atLevel.flatMap(({ codes }) => codes))] };
}
