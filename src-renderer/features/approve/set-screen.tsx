/** Several seals on one file (docs/adr/0042): the file with all marks where they will be, how far each seal is, and what this person may do. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { MarkView, RequestDocumentView } from '../../../src-main/contract/request-views.ts';
import type { SealingWarning } from '../../../src-main/contract/words.ts';
import type { FileNoteView } from '../../../src-main/contract/file-notes.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useLook } from '../../state/use-looked.ts';
import { DocumentPages } from '../../ui/document-pages.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileWarnings } from '../../ui/file-warnings.tsx';
import { Marks } from '../../ui/marked-pages.tsx';
import { wholeFirst } from '../../ui/place-links.tsx';
import type { SealSet, SetScreenProps } from './set-props.ts';
import { SetActions } from './set-actions.tsx';
import { SetFacts } from './set-facts.tsx';

export function SetScreen({ list, set, row, onBack, ...ways }: SetScreenProps) {
  const say = useWords(approveWords);
  const { opened, warnings, notes, error } = useSet(set);
  useLook(list.id, opened?.file.isAsRequested === true ? opened.file : null);
  const isChanged = opened !== null && !opened.file.isAsRequested;
  return (
    <div className="request">
      <header className="request-head">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={say('back')} />
        <h1 className="page-title">{list.reason}</h1>
        <span className="secondary">{list.id}</span>
      </header>
      {isChanged && (
        <div className="notice" role="alert">
          {say('changed')}
        </div>
      )}
      {list.state !== 'used' && <ErrorNotice error={error} />}
      <div className="request-body">
        {opened ? <SetPages opened={opened} /> : <div className="sheets" />}
        <SetFacts
          list={list}
          set={set}
          row={row}
          warnings={
            list.ended === null && list.state !== 'used' && <FileWarnings warnings={warnings} notes={notes} />
          }
        />
      </div>
      <SetActions {...ways} {...{ list, set, row }} isBlocked={opened === null || isChanged} />
    </div>
  );
}

interface Marked {
  readonly esId: string;
  readonly marks: readonly MarkView[];
}

interface Opened {
  readonly file: RequestDocumentView;
  readonly seals: readonly Marked[];
}

function SetPages({ opened: { file, seals } }: { readonly opened: Opened }) {
  const say = useWords(approveWords);
  const known = useOffice().seals;
  const nameOf = (id: string): string => known.find(({ esId }) => esId === id)?.name ?? '';
  const at = useMemo(() => wholeFirst(seals.flatMap(({ marks }) => marks))[0] ?? null, [seals]);
  return (
    <DocumentPages
      document={file.document}
      at={at}
      over={(page, size) =>
        seals.map(({ esId, marks }) => (
          <Marks
            key={esId}
            {...{ page, size, marks, esId }}
            label={say('markHere', { seal: nameOf(esId) })}
          />
        ))
      }
    />
  );
}

interface SetState {
  readonly opened: Opened | null;
  readonly warnings: readonly SealingWarning[];
  readonly notes: readonly FileNoteView[];
  readonly error: unknown;
}

const nothing: SetState = { opened: null, warnings: [], notes: [], error: null };

/** The original, with the places of every seal; what is to be known of it for any of them. */
function useSet({ seals }: SealSet): SetState {
  const [state, setState] = useState(nothing);
  const ids = seals.map(({ id, esId }) => `${id} ${esId}`).join('\n');
  useEffect(() => {
    let isGone = false;
    const all = ids.split('\n').map((each) => each.split(' ') as [string, string]);
    const show = async (): Promise<void> => {
      const file = await call('request.open', { id: all[0]?.[0] ?? '' });
      const marked: Marked[] = [];
      for (const [id, esId] of all) {
        const { marks } = await call('request.marks', { id });
        marked.push({ esId, marks });
      }
      if (!isGone) setState({ ...nothing, opened: { file, seals: marked } });
      const found = new Set<SealingWarning>();
      for (const [id] of all) for (const each of await call('request.warnings', { id })) found.add(each);
      // All seals go on one file.
      const notes = await call('request.notes', { id: all[0]?.[0] ?? '' });
      if (!isGone) setState((before) => ({ ...before, warnings: [...found], notes }));
    };
    setState(nothing);
    show().catch((error: unknown) => !isGone && setState((before) => ({ ...before, error })));
    return () => void (isGone = true);
  }, [ids]);
  return state;
}
