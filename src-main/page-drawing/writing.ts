/**
 * What of a drawn place may be writing (own rule): strokes that stand out from the ground around them, dark or light, in any colour.
 * Paper, tints and their edges, rules, dotted lines and the grain of a scan are none. It says yes in doubt.
 */
import { channelsOf, closing, grainOf, groundOf, paperOf, type Channel } from './channel.ts';
import type { DrawnPage } from './drawn-document.ts';
import { withoutDottedLines, withoutRules } from './ruled-lines.ts';
import {
  grown,
  heightOf,
  shapesOf,
  touches,
  widthOf,
  type Mask,
  type PixelBox,
  type Shape,
} from './shapes.ts';

/** Light that a stroke differs from its ground at the least, and in terms of the grain. */
const [CONTRAST, TIMES_GRAIN] = [22, 5] as const;
/** Paper of a coarser grain may hold anything. */
const MOST_GRAIN = 9;
/** Strokes are narrower than this, in points; wider shapes are writing unless they are blocks. */
const STROKE = 8;
/** From here on a wide shape is told from its paper. */
const BLOCK_CONTRAST = 40;
/** A block fills its box. */
const BLOCK_SHARE = 0.95;
/** Specks are at most so long and so large, in points; so many within reach of one another, over more than this, are writing in dots. */
const [SPECK, SPECK_AREA, REACH, SPECKS, SPREAD] = [3.4, 3.5, 3, 6, 3] as const;
/** Places that are shorter or narrower are none for signing: in them even a dot counts. */
const [LEAST_LENGTH, LEAST_BREADTH] = [36, 12] as const;

/** Shapes in the place, and those that reach into it, in pixels. `perPoint`: pixels of a point (1/72 inch). */
export function writingIn(drawn: DrawnPage, place: PixelBox, perPoint: number): PixelBox[] {
  return channelsOf(drawn).flatMap((channel) => writingInChannel(channel, place, perPoint));
}

function writingInChannel(channel: Channel, place: PixelBox, perPoint: number): PixelBox[] {
  const grain = grainOf(channel);
  if (grain > MOST_GRAIN) return [place];
  const least = Math.max(CONTRAST, Math.ceil(grain * TIMES_GRAIN));
  const dark = strokes(channel, least, perPoint);
  const cleaned = without(channel, dark);
  const light = strokes(inverse(cleaned), least, perPoint);
  return [
    ...blocks(channel, dark, place, perPoint),
    ...lettersOf(dark, place, perPoint),
    ...lettersOf(light, place, perPoint),
  ];
}

/** Points that are darker than what is around them, in structures as narrow as strokes. */
function strokes(channel: Channel, least: number, perPoint: number): Mask {
  const { width, height, light } = channel;
  const filled = closing(channel, Math.round(STROKE * perPoint));
  const ground = groundOf(channel, 0.8);
  const points = new Uint8Array(light.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const own = light[at] ?? 0;
      if ((filled.light[at] ?? 0) - own >= least && ground(x, y) - own >= least) points[at] = 1;
    }
  return { width, height, points };
}

/** The picture with its dark strokes and their edges painted over, so that only what is light stands out. */
function without(channel: Channel, { points }: Mask): Channel {
  const { width, height } = channel;
  const ground = groundOf(channel, 0.8);
  const light = channel.light.slice();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (points[y * width + x] !== 1) continue;
      const value = ground(x, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1)
          light[ny * width + nx] = Math.max(light[ny * width + nx] ?? 0, value);
    }
  return { width, height, light };
}

function inverse({ width, height, light }: Channel): Channel {
  return { width, height, light: light.map((value) => 255 - value) };
}

/** Wide dark shapes that are no plain blocks: large letters, pictures, light letters on a dark ground. */
function blocks(channel: Channel, strokesFound: Mask, place: PixelBox, perPoint: number): Shape[] {
  const { width, height, light } = channel;
  const paper = paperOf(channel);
  const points = light.map((value, at) =>
    paper - value >= BLOCK_CONTRAST && strokesFound.points[at] === 0 ? 1 : 0,
  );
  const most = STROKE * perPoint;
  return shapesOf({ width, height, points }, inset(place, perPoint)).filter((shape) => {
    const isWide = widthOf(shape) > most && heightOf(shape) > most;
    return isWide && shape.count < widthOf(shape) * heightOf(shape) * BLOCK_SHARE;
  });
}

function lettersOf(mask: Mask, place: PixelBox, perPoint: number): PixelBox[] {
  const within = inset(place, perPoint);
  const [breadth = 0, length = 0] = [widthOf(place), heightOf(place)].sort((a, b) => a - b);
  if (length < LEAST_LENGTH * perPoint || breadth < LEAST_BREADTH * perPoint) return shapesOf(mask, within);
  const around = grown(place, Math.max(widthOf(place), heightOf(place)));
  const shapes = withoutDottedLines(
    shapesOf(withoutRules(mask, place, perPoint), around),
    place,
    perPoint,
  ).filter((each) => touches(each, within));
  const isSpeck = (each: Shape) =>
    Math.max(widthOf(each), heightOf(each)) <= SPECK * perPoint && each.count <= SPECK_AREA * perPoint ** 2;
  return [...shapes.filter((each) => !isSpeck(each)), ...dotted(shapes.filter(isSpeck), perPoint)];
}

/** Writing in dots: specks that stand close together, over more than a line. */
function dotted(specks: readonly Shape[], perPoint: number): PixelBox[] {
  const groups: Shape[][] = [];
  for (const speck of specks) {
    const near = groups.filter((group) =>
      group.some((each) => touches(grown(each, REACH * perPoint), speck)),
    );
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push([speck, ...near.flat()]);
  }
  return groups
    .map((group) => ({ count: group.length, box: around(group) }))
    .filter(({ count, box }) => count >= SPECKS && Math.min(widthOf(box), heightOf(box)) > SPREAD * perPoint)
    .map(({ box }) => box);
}

function around(shapes: readonly PixelBox[]): PixelBox {
  return {
    left: Math.min(...shapes.map(({ left }) => left)),
    top: Math.min(...shapes.map(({ top }) => top)),
    right: Math.max(...shapes.map(({ right }) => right)),
    bottom: Math.max(...shapes.map(({ bottom }) => bottom)),
  };
}

/** What only touches the edge of a place is not under it. */
function inset(place: PixelBox, perPoint: number): PixelBox {
  const by = Math.min(perPoint, widthOf(place) * 0.1, heightOf(place) * 0.1);
  return {
    left: Math.floor(place.left + by),
    top: Math.floor(place.top + by),
    right: Math.ceil(place.right - by),
    bottom: Math.ceil(place.bottom - by),
  };
}
