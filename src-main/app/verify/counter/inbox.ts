/** The watched folder of one window: files that have arrived wait here, by their paths, until the clerk asks for the next one. */
import { basename } from 'node:path';
import type { WatchView } from '../../../contract/counter-calls.ts';
import { displayName } from '../../../platform/display-name.ts';
import { watchFolder, type FolderWatch } from '../batch/watch-folder.ts';

export interface Inbox {
  view(): WatchView;
  /** Errors: `folder-not-readable`; then the folder before is still watched. */
  watch(folder: string): void;
  unwatch(): void;
  /** Takes the path that has waited longest. */
  next(): string | null;
}

/** Files that wait at the most; more stay in the folder and come when there is room. */
const MOST = 10_000;

/** An inbox that watches nothing yet; `onChange` is told whenever `view` would say something else. */
export function inbox(onChange: () => void): Inbox {
  let watch: FolderWatch | null = null;
  let folder: string | null = null;
  let isLost = false;
  const waiting: string[] = [];
  const unwatch = (): void => {
    void watch?.stop();
    watch = null;
    folder = null;
    isLost = false;
    waiting.length = 0;
  };
  return {
    view: () => ({ folder, waiting: waiting.length, skipped: watch?.skipped ?? 0, isLost }),
    watch(path) {
      const started = watchFolder({
        folder: path,
        onFile(file) {
          if (watch !== started || waiting.length >= MOST) return Promise.resolve('gone');
          waiting.push(file);
          onChange();
          return Promise.resolve('done');
        },
        onFolder(isThere) {
          isLost = !isThere;
          onChange();
        },
      });
      unwatch();
      watch = started;
      folder = displayName(basename(path)) || '/';
    },
    unwatch,
    next: () => waiting.shift() ?? null,
  };
}
