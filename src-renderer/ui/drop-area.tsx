/** An area that files and folders can be dropped on; what is not taken is said. Outside of it a drop does nothing. */
import { Button } from 'antd';
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { dropWords } from '../i18n/drop-words.ts';
import { useWords } from '../i18n/words.ts';
import { entriesOf, filesOf, type Dropped } from './dropped-files.ts';

export interface DropAreaProps {
  readonly className: string;
  /** PDF files, at least one, also those in folders that were dropped. */
  readonly onFiles: (files: readonly File[]) => void;
  /** False while something else is going on. */
  readonly isReady: boolean;
  readonly children: ReactNode;
}

export function DropArea({ className, onFiles, isReady, children }: DropAreaProps) {
  const say = useWords(dropWords);
  const [isOver, setOver] = useState(false);
  const [left, setLeft] = useState<Dropped | null>(null);
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
    setLeft(null);
    if (!isReady) return;
    void filesOf(entriesOf(event.dataTransfer)).then((dropped) => {
      const isWhole = dropped.documents.length > 0 && dropped.others === 0 && !dropped.isCut;
      setLeft(isWhole ? null : dropped);
      if (dropped.documents.length > 0) onFiles(dropped.documents);
    });
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
      {left && <LeftOut dropped={left} onClose={() => setLeft(null)} />}
    </div>
  );
}

interface LeftOutProps {
  readonly dropped: Dropped;
  readonly onClose: () => void;
}

/** What of a drop was not taken: nothing happens without a word. */
function LeftOut({ dropped: { documents, others, isCut }, onClose }: LeftOutProps) {
  const say = useWords(dropWords);
  const sentences = [
    ...(documents.length === 0 ? [say('none')] : others > 0 ? [say('others', { count: others })] : []),
    ...(isCut ? [say('cut', { count: documents.length })] : []),
  ];
  return (
    <div className="drop-left" role="status">
      <span>{sentences.join(' ')}</span>
      <Button size="small" onClick={onClose}>
        {say('understood')}
      </Button>
    </div>
  );
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
