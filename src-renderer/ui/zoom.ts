/** How large a page is shown: fitted to the room there is, or in per cent of its true size. */
import type { PageSize } from './use-document.ts';

/** Per cent of the true size, or what it is fitted to. */
export type Zoom = 'width' | 'page' | number;

/** CSS pixels of a millimetre at 100 %: a CSS inch has 96 pixels. */
const PX_PER_MM = 96 / 25.4;
const SMALLEST = 50;
const LARGEST = 400;
/** Where the buttons stop on their way. */
const steps = [50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400] as const;

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels for a millimetre. Fitting goes beyond the limits of the buttons where the room asks for it. */
export function pxPerMmOf(zoom: Zoom, { width, height }: Room, page: PageSize): number {
  if (typeof zoom === 'number') return (withinLimits(zoom) / 100) * PX_PER_MM;
  const byWidth = Math.max(1, width) / page.widthMm;
  const fitted = zoom === 'width' ? byWidth : Math.min(byWidth, Math.max(1, height) / page.heightMm);
  return Math.min(fitted, (LARGEST / 100) * PX_PER_MM);
}

export function percentOf(pxPerMm: number): number {
  return Math.round((pxPerMm / PX_PER_MM) * 100);
}

/** The next stop above or below; the last one stays. */
export function nextStep(percent: number, by: 1 | -1): number {
  const next = by > 0 ? steps.find((step) => step > percent) : steps.findLast((step) => step < percent);
  return next ?? (by > 0 ? LARGEST : SMALLEST);
}

function withinLimits(percent: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, percent));
}

/** Ctrl with +, − or 0 (⌘ on a Mac), as everywhere else; null for other keys. A key that composes text is no command. */
export function zoomOfKey(
  { key, ctrlKey, metaKey, isComposing }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'isComposing'>,
  percent: number,
): Zoom | null {
  if (isComposing || !(ctrlKey || metaKey)) return null;
  if (key === '+' || key === '=') return nextStep(percent, 1);
  if (key === '-') return nextStep(percent, -1);
  return key === '0' ? 'width' : null;
}
