/** Files to be sealed, one on the desk, the others behind it; each gets a request of its own. */
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { afterFirst, keepUnsent, unsent, type Queued } from './unsent.ts';

type Source = () => Promise<readonly DocumentView[]>;

export interface FileQueue {
  /** The file on the desk; null when there is none. */
  readonly current: DocumentView | null;
  /** Its place among the files of this go, from 1, and how many there are. */
  readonly number: number;
  readonly total: number;
  /** Files of the last source that could not be opened; their `problem` says why. */
  readonly refused: readonly DocumentView[];
  /** Why a source gave nothing; null when it did. */
  readonly error: unknown;
  /** Puts files behind those that are there. */
  readonly add: (source: Source) => Promise<void>;
  /** Puts files in the place of those that are there, after `onReplace`; nothing changes when none of them can be opened. */
  readonly replace: (source: Source, onReplace?: () => void) => Promise<void>;
  /** The desk is done with its file. */
  readonly next: () => void;
}

export function useFileQueue(): FileQueue {
  const [{ files, done }, setQueued] = useState<Queued>(() => unsent().queued);
  const [refused, setRefused] = useState<readonly DocumentView[]>([]);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => keepUnsent({ queued: { files, done } }), [files, done]);
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
    ...{ current: files[0] ?? null, number: done + 1, total: done + files.length, refused, error },
    add: (source) =>
      take(source, (good) => setQueued((before) => ({ ...before, files: [...before.files, ...good] }))),
    replace: (source, onReplace) =>
      take(source, (good) => {
        onReplace?.();
        close(files);
        setQueued({ files: good, done: 0 });
      }),
    next() {
      close(files.slice(0, 1));
      setQueued(afterFirst({ files, done }));
    },
  };
}

function close(files: readonly DocumentView[]): void {
  for (const { id } of files) void call('document.close', { document: id }).catch(() => undefined);
}
