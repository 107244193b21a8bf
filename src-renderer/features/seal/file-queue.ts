/** Files to be sealed, one on the desk, the others behind it; each gets a request of its own. */
import { useState } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import type { RequestAgain } from '../../state/handover.ts';
import { draftAgain, type Draft } from './draft.ts';
import { historyOf } from './draft-history.ts';
import { afterFile, changeSealWork, noWork, useSealWork, type Before } from './seal-work.ts';

type Source = () => Promise<readonly DocumentView[]>;

export interface FileQueue {
  /** The file on the desk; null when there is none. */
  readonly current: DocumentView | null;
  /** Its place among the files of this go, from 1, and how many there are. */
  readonly number: number;
  readonly total: number;
  /** What came before it in this go. */
  readonly before: Before | null;
  /** Files of the last source that could not be opened; their `problem` says why. */
  readonly refused: readonly DocumentView[];
  /** Why a source gave nothing; null when it did. */
  readonly error: unknown;
  /** Puts files behind those that are there. */
  readonly add: (source: Source) => Promise<void>;
  /** Puts files in the place of those that are there; `draft` is carried over. Nothing changes when none of them can be opened. */
  readonly replace: (source: Source, draft: Draft | null) => Promise<void>;
  /** Puts the file of an earlier request before all others, with its draft. */
  readonly again: (given: RequestAgain) => void;
  /** The desk is done with this file, whichever screen is shown by then. */
  readonly next: (document: DocumentView, before: Before) => void;
}

export function useFileQueue(): FileQueue {
  const { files, done, before } = useSealWork();
  const [refused, setRefused] = useState<readonly DocumentView[]>([]);
  const [error, setError] = useState<unknown>(null);
  const take = async (source: Source, put: (good: readonly DocumentView[]) => void): Promise<void> => {
    setError(null);
    setRefused([]);
    try {
      const found = await source();
      const good = found.filter(({ problem }) => problem === null);
      const bad = found.filter(({ problem }) => problem !== null);
      close(bad);
      setRefused(bad);
      if (good.length > 0) put(good);
    } catch (cause) {
      setError(cause);
    }
  };
  return {
    ...{ current: files[0] ?? null, number: done + 1, total: done + files.length, before, refused, error },
    add: (source) =>
      take(source, (good) => changeSealWork((work) => ({ ...work, files: [...work.files, ...good] }))),
    replace: (source, draft) =>
      take(source, (good) => {
        close(files);
        changeSealWork(() => ({ ...noWork, files: good, before: draft && { draft, sent: null } }));
      }),
    again({ request, document }) {
      if (document.problem !== null) {
        close([document]);
        setRefused([document]);
        return;
      }
      const history = historyOf(draftAgain(request, document.pages ?? 1));
      changeSealWork((work) => ({ ...noWork, files: [document, ...work.files], history }));
    },
    next(document, left) {
      close([document]);
      changeSealWork((work) => afterFile(work, document.id, left));
    },
  };
}

function close(files: readonly DocumentView[]): void {
  for (const { id } of files) void call('document.close', { document: id }).catch(() => undefined);
}
