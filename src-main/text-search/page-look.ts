/** What the reading of a page's operators asks about the page besides: its fonts, layers and annotations. */
import { toVisual, visualSizeMm, type Matrix, type PageGeometry } from '../pdf/page-geometry.ts';

/** left, top, right, bottom on the seen page, mm. */
export type Box = readonly [number, number, number, number];

export interface DrawnFont {
  readonly isVertical: boolean;
  /** From a thousandth of the glyph's width to ems. */
  readonly unit: number;
}

/** On the screen; on paper or in a look that is not chosen now; never. */
export type Visibility = 'screen' | 'elsewhere' | 'never';

export interface PageLook {
  /** From user space to the seen page, mm. */
  readonly toSeen: Matrix;
  /** The page itself. */
  readonly box: Box;
  readonly fontOf: (name: string) => DrawnFont | undefined;
  readonly isLayerOn: (layer: unknown) => boolean;
  readonly visibilityOf: (annotation: string) => Visibility;
}

/** The turn, the crop and the unit of a page as one matrix. */
export function seenMatrix(geometry: PageGeometry): Matrix {
  const [e, f] = toVisual(geometry, 0, 0);
  const [right, up] = [toVisual(geometry, 1, 0), toVisual(geometry, 0, 1)];
  return [right[0] - e, right[1] - f, up[0] - e, up[1] - f, e, f];
}

export function seenBox(geometry: PageGeometry): Box {
  const { widthMm, heightMm } = visualSizeMm(geometry);
  return [0, 0, widthMm, heightMm];
}
