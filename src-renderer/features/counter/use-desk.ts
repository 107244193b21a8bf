/** What lies on the counter: one file with its verdict, those that wait, and the work under way. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '../../../src-main/contract/calls.ts';
import type { ReportKind } from '../../../src-main/contract/report-calls.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { adoptFile } from '../../bridge/adopt-file.ts';
import { call, endedWith, listen } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';

export type DeskView = CallOutput<'counter.describe'>;

export interface Shown {
  readonly document: DocumentView;
  readonly result: CallOutput<'counter.verify'>;
}

/** What the clerk waits for; `name` of the file that is taken in. */
type DeskWork =
  { readonly kind: 'taking'; readonly name: string } | { readonly kind: 'verifying' | 'making' };

/** How the last wish ended. */
type DeskNotice =
  | { readonly kind: 'saved' | 'savedInstead'; readonly name: string; readonly folder: string }
  | { readonly kind: 'printed' | 'noNext' };

export interface Desk {
  readonly view: DeskView | null;
  readonly shown: Shown | null;
  readonly work: DeskWork | null;
  readonly notice: DeskNotice | null;
  readonly error: unknown;
  /** Files that wait, dropped or in the folder. */
  readonly waiting: number;
  readonly choose: () => void;
  readonly drop: (files: readonly File[]) => void;
  readonly next: () => void;
  readonly watch: () => void;
  readonly unwatch: () => void;
  readonly make: (kind: Exclude<ReportKind, 'json'>) => void;
  readonly change: (settings: DeskView['settings']) => void;
}

export function useDesk(): Desk {
  const { language } = usePreferences();
  const [view, setView] = useState<DeskView | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [work, setWork] = useState<DeskWork | null>(null);
  const [notice, setNotice] = useState<DeskNotice | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [queue, setQueue] = useState<readonly DocumentView[]>([]);
  const isBusy = useRef(false);
  const open = useRef<readonly string[]>([]);

  const describe = useCallback(async () => setView(await call('counter.describe', {})), []);
  /** One thing at a time; a wish in the middle of another is not heard. */
  const busy = useCallback(
    async (task: () => Promise<void>) => {
      if (isBusy.current) return;
      isBusy.current = true;
      setError(null);
      setNotice(null);
      try {
        await task();
      } catch (cause) {
        setError(cause);
      } finally {
        isBusy.current = false;
        setWork(null);
        await describe().catch(setError);
      }
    },
    [describe],
  );
  /** Verifies one, puts it on the counter, and lets go of the one before. */
  const show = useCallback(async (document: DocumentView) => {
    setWork({ kind: 'verifying' });
    const before = open.current;
    open.current = [document.id];
    const result = await call('counter.verify', { document: document.id });
    setShown({ document, result });
    for (const id of before) if (id !== document.id) void call('document.close', { document: id });
  }, []);
  const take = useCallback(
    async (documents: readonly DocumentView[]) => {
      const [first, ...rest] = documents;
      setQueue((known) => [...known, ...rest]);
      if (first) await show(first);
    },
    [show],
  );
  const nextOne = useCallback(async () => {
    const [first, ...rest] = queue;
    setQueue(rest);
    const document = first ?? (await call('counter.next', {}));
    if (document) return show(document);
    setNotice({ kind: 'noNext' });
    setShown(null);
  }, [queue, show]);

  useEffect(() => {
    void describe().catch(setError);
    const stop = listen('counter.changed', () => void describe().catch(setError));
    return () => {
      stop();
      void call('counter.unwatch', {}).catch(() => undefined);
      for (const id of open.current) void call('document.close', { document: id }).catch(() => undefined);
    };
  }, [describe]);
  const inFolder = view?.watch.waiting ?? 0;
  // An empty counter takes what arrives by itself; a verdict stays until the clerk has seen it.
  useEffect(() => {
    if (shown === null && inFolder > 0) void busy(nextOne);
  }, [shown, inFolder, busy, nextOne]);

  return {
    ...{ view, shown, work, notice, error },
    waiting: queue.length + inFolder,
    choose: () => void busy(async () => take(await call('document.choose', { multiple: true }))),
    drop: (files) =>
      void busy(async () => {
        const documents: DocumentView[] = [];
        for (const file of files) {
          setWork({ kind: 'taking', name: file.name });
          documents.push(await adoptFile(file));
        }
        await take(documents);
      }),
    next: () => void busy(nextOne),
    watch: () => void busy(async () => void (await ignoreCancelled(call('counter.watch', {})))),
    unwatch: () => void busy(async () => void (await call('counter.unwatch', {}))),
    make: (kind) =>
      void busy(async () => {
        if (!shown?.result.report) return;
        setWork({ kind: 'making' });
        const wish = { document: shown.document.id, kind, language };
        const isPrinted = view?.canPrint === true && (await prints(wish));
        if (isPrinted) return setNotice({ kind: 'printed' });
        const kindOfNotice = view?.canPrint === true ? 'savedInstead' : 'saved';
        setNotice({ kind: kindOfNotice, ...(await call('report.save', wish)) });
      }),
    change: (settings) => void busy(async () => void (await call('counter.change', settings))),
  };
}

/** False: there is no printer, or it did not take it. Then the file is saved, and the clerk is told which it was. */
async function prints(wish: CallInput<'report.print'>): Promise<boolean> {
  try {
    await call('report.print', wish);
    return true;
  } catch (error) {
    if (endedWith(error, 'report.print', 'print-not-possible')) return false;
    throw error;
  }
}

async function ignoreCancelled<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result;
  } catch (error) {
    if (endedWith(error, 'counter.watch', 'cancelled')) return null;
    throw error;
  }
}
