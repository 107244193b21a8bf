/** Who must approve, in order, with a tick for each signature that was checked; at the end who applies the seal. */
import type { RequestView, StepView } from '../../src-main/contract/request-views.ts';
import { behalfText, combinedDutyText } from '../../src-main/contract/words.ts';
import { useFormat } from '../i18n/format.ts';
import { pathWords } from '../i18n/path-words.ts';
import { usePreferences } from '../i18n/preferences.tsx';
import { useVocabulary } from '../i18n/vocabulary.ts';
import { useWords } from '../i18n/words.ts';
import { VerdictShape } from './verdict-shape.tsx';

type StepsCombined = RequestView['combined'];

export interface ApprovalPathProps {
  readonly path: readonly StepView[];
  readonly keepers: readonly string[];
  readonly standIns: RequestView['standIns'];
  /** Duties that one person may have here, since too few people are there. */
  readonly combined: StepsCombined;
  /** Index of the step that is waited for. */
  readonly next: number | null;
  /** The seal has been applied as often as was asked for. */
  readonly isSealed?: boolean;
}

export function ApprovalPath(props: ApprovalPathProps) {
  const say = useWords(pathWords);
  const { path, keepers, standIns, combined, next, isSealed = false } = props;
  const { role, people } = useVocabulary();
  const { time } = useFormat();
  const { language } = usePreferences();
  return (
    <>
      <ol className="path">
        {path.map(({ role: needed, people: asked, approved }, index) => (
          <li key={index}>
            <VerdictShape
              level={approved ? 'PASS' : 'NONE'}
              size={18}
              label={say(approved ? 'done' : 'open')}
            />
            <span>
              {role(needed)} <b>{approved ? whoText(approved, language) : people(asked, standIns)}</b>
              {approved && approved.comment !== null && (
                <span className="path-comment">
                  {say('comment')}
                  <bdi>{approved.comment}</bdi>
                </span>
              )}
            </span>
            <span className="secondary">
              {approved ? time(approved.time) : index === next ? say('waiting') : ''}
            </span>
          </li>
        ))}
        <li>
          {isSealed ? <VerdictShape level="PASS" size={18} /> : <span className="path-seal" aria-hidden />}
          <span>
            {role('keeper')} <b>{people(keepers, standIns)}</b>
          </span>
          <span className="secondary">{say(isSealed ? 'applied' : 'applies')}</span>
        </li>
      </ol>
      <NotApart combined={combined} />
    </>
  );
}

/** `马堃（代 周启明）` for a deputy. */
function whoText({ name, behalf }: NonNullable<StepView['approved']>, language: 'zh' | 'en'): string {
  return behalf === null ? name : behalfText(name, behalf, language);
}

/** What is not kept apart is said wherever the path is shown. */
function NotApart({ combined }: Pick<ApprovalPathProps, 'combined'>) {
  const say = useWords(pathWords);
  const { language } = usePreferences();
  if (combined.length === 0) return null;
  const duties = combinedDutyText(combined.join(' '), language);
  return (
    <p className="secondary path-combined" role="note">
      {say('combined', { duties })}
    </p>
  );
}
