/** One seal on the page: dragged with the pointer, moved by arrow keys (1 mm, Shift 10 mm), taken away by Delete. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { SealView } from '../../../src-main/contract/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { pictureStyle } from '../../ui/mark-picture.tsx';
import { areaStyle } from '../../ui/page-view.tsx';
import type { PageSize } from '../../ui/use-document.ts';
import type { TextLine } from '../../ui/text-lines.ts';
import { keptOnPage, keyStep, pulled, type Guides, type Point } from './moving.ts';

export interface MovableSealProps {
  readonly point: Point;
  readonly seal: SealView;
  readonly page: PageSize;
  /** The one in hand: it stays in sight, whatever moves it. */
  readonly isChosen: boolean;
  /** What holds it while it is dragged. */
  readonly lines: readonly TextLine[];
  /** Which of it does; null when it is let go. */
  readonly onGuides: (guides: Guides | null) => void;
  readonly onChoose: () => void;
  readonly onMove: (to: Point) => void;
  readonly onRemove: () => void;
}

interface Grip {
  readonly clientX: number;
  readonly clientY: number;
  readonly from: Point;
  /** Screen pixels for a millimetre, whatever the zoom. */
  readonly perMm: number;
}

export function MovableSeal(props: MovableSealProps) {
  const { point, seal, page, isChosen, lines, onGuides, onChoose, onMove, onRemove } = props;
  const say = useWords(sealWords);
  const { mm } = useFormat();
  const grip = useRef<Grip | null>(null);
  const [isHeld, setHeld] = useState(false);
  const element = useInSight(isChosen && !isHeld, point);
  const { widthMm, heightMm } = seal;
  const area = { xMm: point.xMm - widthMm / 2, yMm: point.yMm - heightMm / 2, widthMm, heightMm };
  const take = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const perMm = event.currentTarget.getBoundingClientRect().width / widthMm;
    grip.current = { clientX: event.clientX, clientY: event.clientY, from: point, perMm };
    setHeld(true);
    onChoose();
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!grip.current) return;
    const { clientX, clientY, from, perMm } = grip.current;
    const to = {
      xMm: from.xMm + (event.clientX - clientX) / perMm,
      yMm: from.yMm + (event.clientY - clientY) / perMm,
    };
    const held = pulled(to, page, lines);
    onGuides(held.guides);
    onMove(keptOnPage(held, seal, page));
  };
  const drop = (): void => {
    grip.current = null;
    setHeld(false);
    onGuides(null);
  };
  const key = (event: KeyboardEvent): void => {
    // A key that composes Chinese text is no command.
    if (event.nativeEvent.isComposing) return;
    const step = keyStep(event.key, event.shiftKey);
    if (step) {
      onMove(keptOnPage({ xMm: point.xMm + step.xMm, yMm: point.yMm + step.yMm }, seal, page));
    } else if (event.key === 'Delete') onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={element}
      className={`movable ${isHeld ? 'movable-held' : ''}`}
      style={{ ...areaStyle(area, page), ...(seal.picture === null ? {} : pictureStyle(seal.picture, null)) }}
      role="button"
      tabIndex={0}
      aria-label={say('sealAt', { seal: seal.name, x: mm(point.xMm), y: mm(point.yMm) })}
      onFocus={onChoose}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={key}
    >
      {isHeld && (
        <span className="movable-read">
          {mm(point.xMm)} · {mm(point.yMm)}
        </span>
      )}
    </div>
  );
}

/** Where keys, numbers or a keyword have put a seal it is seen; nothing scrolls away under a hand that holds it. */
function useInSight(isWanted: boolean, { xMm, yMm }: Point): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isWanted, xMm, yMm]);
  return element;
}
