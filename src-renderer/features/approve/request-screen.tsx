/** One request: the document itself with the marks where they will be, the facts, the path, and what this person may do. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type {
  PreviewView,
  RequestDocumentView,
  RequestView,
} from '../../../src-main/contract/request-views.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import type { SealingWarning } from '../../../src-main/contract/words.ts';
import type { FileNoteView } from '../../../src-main/contract/file-notes.ts';
import { call, endedWith } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { ListAgain, RequestAgain } from '../../state/handover.ts';
import { useOffice } from '../../state/office.tsx';
import { useLook } from '../../state/use-looked.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MarkedPages } from '../../ui/marked-pages.tsx';
import { useBrought } from '../../ui/use-brought.ts';
import { PlaceLinks, wholeFirst, type PlaceOnPage } from '../../ui/place-links.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { ListScreen } from './list-screen.tsx';
import { RequestActions } from './request-actions.tsx';
import { RequestFacts } from './request-facts.tsx';
import { SetScreen } from './set-screen.tsx';
import { FileWarnings } from '../../ui/file-warnings.tsx';

export interface RequestScreenProps {
  readonly id: string;
  readonly onBack: () => void;
  /** The sealed file, to be looked at as its receiver will. */
  readonly onVerify: (document: DocumentView) => void;
  /** Back to the seal desk with everything of this request that still holds. */
  readonly onAgain: (given: RequestAgain) => void;
  /** The same for a list. */
  readonly onListAgain: (given: ListAgain) => void;
  readonly onNext: (id: string) => void;
}

interface Opened {
  readonly file: RequestDocumentView;
  readonly marks: PreviewView['marks'];
}

/** A request, or a list of them. */
export function RequestScreen(props: RequestScreenProps) {
  const { requests } = useOffice();
  const request = requests.find((each) => each.id === props.id);
  if (!request) return null;
  const { list } = request;
  if (list?.set) return <SetScreen {...props} list={list} set={list.set} row={request} />;
  return list ? (
    <ListScreen {...props} list={list} row={request} />
  ) : (
    <OneRequest {...props} request={request} />
  );
}

function OneRequest({
  id,
  request,
  onBack,
  ...ways
}: RequestScreenProps & { readonly request: RequestView }) {
  const say = useWords(approveWords);
  const { opened, error, locate } = useOpened(id);
  useLook(id, opened?.file ?? null);
  const [at, setAt] = useState<PlaceOnPage | null>(null);
  const body = useBrought<HTMLDivElement>(at);
  // Whoever decides looks at the seal first, and not at a title page.
  const first = useMemo(() => opened && wholeFirst(opened.marks)[0], [opened]);
  // The copy of a dropped file goes with its request: nothing is wrong then.
  const isOver = ended.includes(request.state) && isUnreadable(error);
  const isChanged = opened !== null && !opened.file.isAsRequested;
  return (
    <div className="request">
      <header className="request-head">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={say('back')} />
        <h1 className="page-title">{request.reason}</h1>
        <span className="secondary">{request.id}</span>
      </header>
      {isChanged && (
        <div className="notice" role="alert">
          <VerdictShape level="UNSURE" size={22} />
          <span>{say('changed')}</span>
          <Button onClick={() => void locate()}>{say('locate')}</Button>
        </div>
      )}
      {!isOver && <ErrorNotice error={error} />}
      <div ref={body} className="request-body">
        {opened ? (
          <RequestPages request={request} opened={opened} at={at ?? first ?? null} />
        ) : (
          <div className="sheets">
            {isOver && <p className="secondary">{say('fileNotKept')}</p>}
            {error !== null && <Button onClick={() => void locate()}>{say('locate')}</Button>}
          </div>
        )}
        <RequestFacts
          request={request}
          onOpen={ways.onVerify}
          warnings={opened && !ended.includes(request.state) && <OpenedWarnings opened={opened} id={id} />}
          links={opened && <PlaceLinks places={wholeFirst(opened.marks)} onPlace={setAt} />}
        />
      </div>
      <RequestActions {...ways} request={request} isBlocked={opened === null || isChanged} />
    </div>
  );
}

/** What is true of the very file that is shown, and not what the applicant was told. */
function OpenedWarnings({ opened, id }: { readonly opened: Opened; readonly id: string }) {
  const [warnings, setWarnings] = useState<readonly SealingWarning[]>([]);
  const [notes, setNotes] = useState<readonly FileNoteView[]>([]);
  useEffect(() => {
    let isGone = false;
    call('request.notes', { id }).then(
      (found) => {
        if (!isGone) setNotes(found);
      },
      // The PIN window asks again.
      () => undefined,
    );
    call('request.warnings', { id }).then(
      (found) => {
        if (!isGone) setWarnings(found);
      },
      // Main looks again before anybody signs; here it only could not be told early.
      () => {
        if (!isGone) setWarnings(['text-not-read']);
      },
    );
    return () => {
      isGone = true;
    };
  }, [id, opened]);
  return <FileWarnings warnings={warnings} notes={notes} />;
}

/** Nobody needs the file any more. */
const ended: readonly RequestView['state'][] = ['used', 'rejected', 'cancelled', 'expired', 'void'];

function isUnreadable(error: unknown): boolean {
  return endedWith(error, 'request.open', 'file-not-readable');
}

interface PagesProps {
  readonly request: RequestView;
  readonly opened: Opened;
  readonly at: PlaceOnPage | null;
}

function RequestPages({ request, opened, at }: PagesProps) {
  const say = useWords(approveWords);
  const { esId } = request.seal;
  const name = useOffice().seals.find((each) => each.esId === esId)?.name ?? '';
  return (
    <MarkedPages
      document={opened.file.document}
      marks={opened.marks}
      {...{ at, esId }}
      label={say('markHere', { seal: name })}
    />
  );
}

interface OpenedState {
  readonly opened: Opened | null;
  readonly error: unknown;
}

function useOpened(id: string): OpenedState & { readonly locate: () => Promise<void> } {
  const [state, setState] = useState<OpenedState>({
    opened: null,
    error: null,
  });
  useEffect(() => {
    let isGone = false;
    setState({ opened: null, error: null });
    Promise.all([call('request.open', { id }), call('request.marks', { id })]).then(
      ([file, { marks }]) => {
        if (!isGone) setState({ opened: { file, marks }, error: null });
      },
      (error: unknown) => {
        if (!isGone) setState({ opened: null, error });
      },
    );
    return () => {
      isGone = true;
    };
  }, [id]);
  /** The file was moved: main asks where it is now, and takes only the same content. */
  const locate = async (): Promise<void> => {
    try {
      const file = await call('request.locate', { id });
      const { marks } = await call('request.marks', { id });
      setState({ opened: { file, marks }, error: null });
    } catch (error) {
      setState((before) => ({ ...before, error }));
    }
  };
  return { ...state, locate };
}
