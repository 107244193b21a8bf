/** Taking dropped files in, one after the other, with how far it has come. */
import { useState } from 'react';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { adoptFile } from '../bridge/adopt-file.ts';
import { call } from '../bridge/bridge.ts';

export interface Incoming {
  readonly name: string;
  /** Octets. */
  readonly done: number;
  readonly total: number;
}

export interface DroppedFiles {
  /** The file that is coming in; null when none is. */
  readonly incoming: Incoming | null;
  /** The files as documents, in order. One that cannot be taken in fails all: those before it are closed again. */
  readonly take: (files: readonly File[]) => Promise<DocumentView[]>;
}

export function useDroppedFiles(): DroppedFiles {
  const [incoming, setIncoming] = useState<Incoming | null>(null);
  const take = async (files: readonly File[]): Promise<DocumentView[]> => {
    const taken: DocumentView[] = [];
    try {
      for (const file of files) {
        const { name } = file;
        setIncoming({ name, done: 0, total: file.size });
        taken.push(await adoptFile(file, (done, total) => setIncoming({ name, done, total })));
      }
      return taken;
    } catch (cause) {
      for (const { id } of taken) void call('document.close', { document: id }).catch(() => undefined);
      throw cause;
    } finally {
      setIncoming(null);
    }
  };
  return { incoming, take };
}
