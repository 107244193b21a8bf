/** An area that files can be dropped on. Folders are not read: a dialog chooses those. Outside of it a drop does nothing. */
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { dropWords } from '../i18n/drop-words.ts';
import { useWords } from '../i18n/words.ts';

export interface DropAreaProps {
  readonly className: string;
  /** PDF files, at least one; `others` were dropped with them and are none. */
  readonly onFiles: (files: readonly File[], others: number) => void;
  /** False while something else is going on. */
  readonly isReady: boolean;
  readonly children: ReactNode;
}

export function DropArea({ className, onFiles, isReady, children }: DropAreaProps) {
  const say = useWords(dropWords);
  const [isOver, setOver] = useState(false);
  // Moving over a child leaves the parent as far as the browser is concerned.
  const depth = useRef(0);
  useNoStrayDrops();
  const enter = (by: 1 | -1): void => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const all = [...event.dataTransfer.files];
    const documents = all.filter(isPdf);
    if (isReady && documents.length > 0) onFiles(documents, all.length - documents.length);
  };
  return (
    <div
      className={`${className} drop-area`}
      onDragEnter={() => enter(1)}
      onDragLeave={() => enter(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {isOver && isReady && <div className="drop-over">{say('here')}</div>}
    </div>
  );
}

function isPdf({ name, type }: File): boolean {
  return type === 'application/pdf' || /\.pdf$/i.test(name);
}

/** A file that is dropped beside the area would otherwise replace the page. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: Event): void => event.preventDefault();
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
}
