/**
 * From the page as it is seen (mm from its top-left corner) to default user space and back
 * (ISO 32000-2 §7.7.3.3 Rotate, UserUnit; §14.11.2 CropBox; §8.3.2.3 user space).
 */
import { POINTS_PER_MM } from '../domain/placement.ts';

/** What a page says about its own shape. `cropBox` is already cut to the MediaBox: [left, bottom, right, top] in user units. */
export interface PageGeometry {
  readonly cropBox: readonly [number, number, number, number];
  /** Clockwise turn for display. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Size of one user unit in 1/72 inch; 1 when the page says nothing. */
  readonly userUnit: number;
}

/** A box on the seen page, mm from its top-left corner. */
export interface VisualRect {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Six numbers [a b c d e f] as in PDF: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** User units that one millimetre of paper takes on this page. */
export function unitsPerMm(page: PageGeometry): number {
  return POINTS_PER_MM / page.userUnit;
}

/** Width and height of the page as it is seen, mm. */
export function visualSizeMm(page: PageGeometry): { widthMm: number; heightMm: number } {
  const [left, bottom, right, top] = page.cropBox;
  const [across, up] = [(right - left) / unitsPerMm(page), (top - bottom) / unitsPerMm(page)];
  return page.rotate % 180 === 0 ? { widthMm: across, heightMm: up } : { widthMm: up, heightMm: across };
}

/** A seen point (mm from the top-left) in user space. */
export function toUserSpace(page: PageGeometry, xMm: number, yMm: number): [number, number] {
  const [left, bottom, right, top] = page.cropBox;
  const [u, v] = [xMm * unitsPerMm(page), yMm * unitsPerMm(page)];
  switch (page.rotate) {
    case 0:
      return [left + u, top - v];
    case 90:
      return [left + v, bottom + u];
    case 180:
      return [right - u, bottom + v];
    case 270:
      return [right - v, top - u];
  }
}

/** A point of user space on the seen page, mm from the top-left. */
export function toVisual(page: PageGeometry, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = page.cropBox;
  const mm = 1 / unitsPerMm(page);
  switch (page.rotate) {
    case 0:
      return [(x - left) * mm, (top - y) * mm];
    case 90:
      return [(y - bottom) * mm, (x - left) * mm];
    case 180:
      return [(right - x) * mm, (y - bottom) * mm];
    case 270:
      return [(top - y) * mm, (right - x) * mm];
  }
}

/** A seen box as a /Rect: [left, bottom, right, top] in user space. */
export function userSpaceRect(page: PageGeometry, rect: VisualRect): [number, number, number, number] {
  const a = toUserSpace(page, rect.xMm, rect.yMm);
  const b = toUserSpace(page, rect.xMm + rect.widthMm, rect.yMm + rect.heightMm);
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

/** A /Rect of user space as a seen box. */
export function visualRect(page: PageGeometry, rect: readonly [number, number, number, number]): VisualRect {
  const a = toVisual(page, rect[0], rect[1]);
  const b = toVisual(page, rect[2], rect[3]);
  const [xMm, yMm] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
  return { xMm, yMm, widthMm: Math.abs(a[0] - b[0]), heightMm: Math.abs(a[1] - b[1]) };
}

const uprightMatrices: Readonly<Record<PageGeometry['rotate'], Matrix>> = {
  0: [1, 0, 0, 1, 0, 0],
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};

/** The /Matrix of an appearance that is to stand upright on the seen page: it undoes /Rotate. */
export function uprightMatrix(page: PageGeometry): Matrix {
  return uprightMatrices[page.rotate];
}
