/** The window of a recovery code: shown once, or typed; the one page that ever holds it (docs/adr/0041). */
import { useRef, useState, type SubmitEvent } from 'react';
import type { CodeAnswer, CodeProblem, CodeQuestion } from '../../src-main/contract/code.ts';
import { chinaTimeText } from '../../src-main/contract/words.ts';
import { call } from '../bridge/bridge.ts';
import { codeWords } from './code-words.ts';
import { QrPicture } from './qr-picture.tsx';

export function CodeWindow({ question }: { readonly question: CodeQuestion }) {
  const { action, madeAt } = question;
  const { language } = question.appearance;
  const time = madeAt === null ? '' : chinaTimeText(new Date(madeAt), language);
  return (
    <div className="pin">
      <h1>{codeWords.title[action][language]}</h1>
      <p>{codeWords.lead[action][language].replace('{time}', time)}</p>
      {action === 'show' ? <Shown question={question} /> : <Typed question={question} action={action} />}
    </div>
  );
}

function Shown({ question: { code, qr, appearance } }: { readonly question: CodeQuestion }) {
  const { language } = appearance;
  const { answer, isSent, hasFailed } = useAnswer();
  const [isWritten, setWritten] = useState(false);
  return (
    <form
      className="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWritten) void answer({ kind: 'seen' });
      }}
    >
      <p className="code-groups" translate="no">
        {(code ?? '').split('-').map((group, i) => (
          <code key={i}>{group}</code>
        ))}
      </p>
      <p className="pin-small">{codeWords.groups[language]}</p>
      {qr && <QrPicture rows={qr} name={codeWords.qr[language]} />}
      <label className="pin-final">
        <input type="checkbox" checked={isWritten} onChange={(e) => setWritten(e.target.checked)} />
        {codeWords.written[language]}
      </label>
      <Foot question={{ appearance }} hasFailed={hasFailed} />
      <Actions
        language={language}
        isSent={isSent}
        mayGo={isWritten}
        go={codeWords.done[language]}
        onRefuse={() => void answer({ kind: 'refused' })}
      />
    </form>
  );
}

function Typed({
  question: { appearance },
  action,
}: {
  readonly question: CodeQuestion;
  readonly action: 'drill' | 'restore';
}) {
  const { language } = appearance;
  const box = useRef<HTMLInputElement>(null);
  const { answer, isSent, hasFailed } = useAnswer();
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  const [isVisible, setVisible] = useState(false);
  const [hasCode, setHasCode] = useState(false);
  const send = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = box.current?.value ?? '';
    if (typed === '') return;
    const code = btoa(String.fromCharCode(...new TextEncoder().encode(typed)));
    const found = await answer({ kind: 'typed', code });
    setProblem(found);
    // What is right is gone from here; what is mistyped stays to be mended.
    if (found?.problem === null && box.current) box.current.value = '';
  };
  return (
    <form className="pin-form" autoComplete="off" onSubmit={(event) => void send(event)}>
      {problem?.problem && (
        <p className="pin-problem" role="alert">
          {codeWords[problem.problem][language].replace('{number}', String(problem.number))}
        </p>
      )}
      <label className="pin-box code-box">
        {codeWords.box[language]}
        <input
          ref={box}
          type={isVisible ? 'text' : 'password'}
          maxLength={80}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onInput={(event) => setHasCode(event.currentTarget.value !== '')}
        />
      </label>
      <label className="pin-final">
        <input type="checkbox" checked={isVisible} onChange={(e) => setVisible(e.target.checked)} />
        {codeWords.visible[language]}
      </label>
      <Foot question={{ appearance }} hasFailed={hasFailed} />
      <Actions
        language={language}
        isSent={isSent}
        mayGo={hasCode}
        go={codeWords.go[action][language]}
        onRefuse={() => void answer({ kind: 'refused' })}
      />
    </form>
  );
}

function Foot({
  question,
  hasFailed,
}: {
  readonly question: Pick<CodeQuestion, 'appearance'>;
  readonly hasFailed: boolean;
}) {
  if (!hasFailed) return null;
  return (
    <p className="pin-left" role="alert">
      {codeWords.failed[question.appearance.language]}
    </p>
  );
}

interface ActionsProps {
  readonly language: 'zh' | 'en';
  readonly isSent: boolean;
  readonly mayGo: boolean;
  readonly go: string;
  readonly onRefuse: () => void;
}

function Actions({ language, isSent, mayGo, go, onRefuse }: ActionsProps) {
  return (
    <div className="pin-actions">
      <span />
      <button type="button" disabled={isSent} onClick={onRefuse}>
        {codeWords.refuse[language]}
      </button>
      <button type="submit" className="pin-primary" disabled={isSent || !mayGo}>
        {go}
      </button>
    </div>
  );
}

/** One answer at a time; one that was mistyped may be followed by another. */
function useAnswer() {
  const busy = useRef(false);
  const [isSent, setSent] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const answer = async (given: CodeAnswer): Promise<CodeProblem | null> => {
    if (busy.current) return null;
    busy.current = true;
    setSent(true);
    try {
      const found = await call('code.answer', given);
      busy.current = found.problem === null;
      setSent(found.problem === null);
      return found;
    } catch {
      setFailed(true);
      return null;
    }
  };
  return { answer, isSent, hasFailed };
}
