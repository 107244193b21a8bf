/** The four steps beside the page, one open at a time, each with its own sentence of status. */
import { Collapse } from 'antd';
import { useState, type ReactNode } from 'react';
import { sealWords } from '../../i18n/seal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { FileWarnings } from '../../ui/file-warnings.tsx';
import { ApprovalPath } from '../../ui/approval-path.tsx';
import type { ShownDocument } from '../../ui/use-document.ts';
import type { DeskProps } from './desk-props.ts';
import { exactAmount } from './draft.ts';
import { FactsStep } from './facts-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { usePlacedWords } from './summary-line.tsx';

type StepProps = DeskProps & { readonly shown: ShownDocument | null };

interface Step {
  readonly key: string;
  readonly title: string;
  /** How far this step is, in a sentence. */
  readonly status: string;
  readonly isNotable?: boolean;
  readonly children: ReactNode;
}

export function Steps(props: StepProps) {
  const say = useWords(sealWords);
  const { role, list } = useVocabulary();
  const [open, setOpen] = useState('place');
  const { draft, preview } = props;
  const placed = usePlacedWords(draft);
  const items: readonly Step[] = [
    {
      key: 'file',
      title: say('stepFile'),
      status: say(fileStatus(props.check), { count: pointsOf(props.check) }),
      isNotable: props.check.refusal !== null || (props.check.isDone && pointsOf(props.check) > 0),
      children: <FileStep {...props} />,
    },
    {
      key: 'place',
      title: say('stepPlace'),
      status: placed,
      children: <PlaceStep {...props} />,
    },
    {
      key: 'facts',
      title: say('stepFacts'),
      status: draft.reason.trim() === '' ? say('reasonMissing') : draft.reason,
      children: <FactsStep {...props} />,
    },
    {
      key: 'path',
      title: say('stepPath'),
      status: preview
        ? say('pathShort', { roles: list(preview.path.map((step) => role(step.role))) })
        : say(pathStatus(props)),
      children: preview && <ApprovalPath {...preview} standIns={[]} next={null} />,
    },
  ];
  return (
    <Collapse
      className="steps"
      // One open at a time, by hand: the library's own accordion calls itself a list of tabs, which it is not.
      activeKey={open === '' ? [] : [open]}
      onChange={(keys) => setOpen(keys.at(-1) ?? '')}
      items={items.map(({ key, title, status, isNotable, children }) => ({
        key,
        children,
        label: (
          <>
            <b>{title}</b>
            <span className={isNotable ? 'step-status step-notable' : 'step-status'}>{status}</span>
          </>
        ),
      }))}
    />
  );
}

/** Why there is no path yet. */
function pathStatus({ draft, hasFailed }: StepProps) {
  if (exactAmount(draft.amount) === undefined) return 'pathNeedsAmount';
  return hasFailed ? 'pathFailed' : 'pathUnknown';
}

/** How much there is to read. */
function pointsOf({ warnings, notes }: StepProps['check']): number {
  return warnings.length + notes.length;
}

function fileStatus(check: StepProps['check']) {
  const { refusal, isDone } = check;
  if (refusal) return 'fileRefused';
  if (!isDone) return 'fileChecking';
  return pointsOf(check) === 0 ? 'fileGood' : 'fileWarn';
}

function FileStep({ document, check }: StepProps) {
  const say = useWords(sealWords);
  return (
    <>
      <p className="step-file">{document.name}</p>
      <p className="secondary step-pages">{say('pages', { pages: document.pages ?? '?' })}</p>
      <FileWarnings warnings={check.warnings} notes={check.notes} />
    </>
  );
}
