/** The zoom of one viewer: what is chosen, what it comes to in the room there is, and the keys that change it. */
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { PageSize } from './use-document.ts';
import { nextStep, percentOf, pxPerMmOf, zoomOfKey, type Room, type Zoom } from './zoom.ts';

export interface ZoomState {
  readonly zoom: Zoom;
  readonly choose: (zoom: Zoom) => void;
  readonly step: (by: 1 | -1) => void;
  /** What it comes to, per cent. */
  readonly percent: number;
  readonly pxPerMm: number;
  /** False until the room is measured. */
  readonly isMeasured: boolean;
}

/** `margin`: what of the frame is not for the page, CSS pixels. */
export function useZoom(
  frame: RefObject<HTMLElement | null>,
  page: PageSize | undefined,
  margin: Room,
): ZoomState {
  const [zoom, setZoom] = useState<Zoom>('width');
  const room = useRoom(frame);
  const { width, height } = room;
  const inside = { width: width - margin.width, height: height - margin.height };
  const pxPerMm = page ? pxPerMmOf(zoom, inside, page) : 1;
  const percent = percentOf(pxPerMm);
  const step = useCallback((by: 1 | -1) => setZoom(nextStep(percent, by)), [percent]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const wanted = zoomOfKey(event, percent);
      if (wanted === null) return;
      // The browser would zoom the whole window.
      event.preventDefault();
      setZoom(wanted);
    };
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      setZoom(nextStep(percent, event.deltaY < 0 ? 1 : -1));
    };
    const element = frame.current;
    window.addEventListener('keydown', press);
    element?.addEventListener('wheel', turn, { passive: false });
    return () => {
      window.removeEventListener('keydown', press);
      element?.removeEventListener('wheel', turn);
    };
  }, [frame, percent]);
  return { zoom, choose: setZoom, step, percent, pxPerMm, isMeasured: width > 0 };
}

function useRoom(frame: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [frame]);
  return room;
}
