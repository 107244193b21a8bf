/** One drawn character with its place on the seen page, mm from the top-left corner (x right, y down). */

export type Point = readonly [number, number];

export interface Glyph {
  /** What it means, folded (domain/fold-text.ts); several characters for a ligature, none for a space. */
  readonly text: string;
  /** Where its advance begins, on the middle line of the writing. */
  readonly start: Point;
  /** Unit vector: where the writing goes on. */
  readonly along: Point;
  /** Room that it takes along the writing, mm, without spacing. */
  readonly advance: number;
  /** Height of the em box across the writing, mm. */
  readonly em: number;
  /** Drawn without ink (text rendering mode 3): recognised text under a scan. It says what the picture shows. */
  readonly isInkless: boolean;
  /** On the screen as the file opens: its layers are on, its annotation is neither Hidden nor NoView. */
  readonly isOnScreen: boolean;
  /** False when the file does not say which character this is: no ToUnicode, a private code, a control character. */
  readonly isReadable: boolean;
}

/** Where the glyph ends along the writing. */
export function glyphEnd({ start, along, advance }: Glyph): Point {
  return [start[0] + along[0] * advance, start[1] + along[1] * advance];
}

/** From the middle line half an em across the writing: down when it goes right, left when it goes down. */
export function halfAcross({ along, em }: Glyph): Point {
  return [(-along[1] * em) / 2, (along[0] * em) / 2];
}
