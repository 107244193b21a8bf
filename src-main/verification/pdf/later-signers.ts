/** Later signatures as earlier ones see them: trusted or not, a time stamp or not, and which drawings are marks of a seal (GB/T 38540 §6). */
import { orElse } from '../../domain/errors/or-else.ts';
import type { VerdictAxis } from '../../domain/verdict.ts';
import type { PdfBox, PdfDocument } from '../../pdf/document-model.ts';
import { pdfRef } from '../../pdf/objects.ts';
import { axisBasis } from '../axis-basis.ts';
import { axisReport } from '../check-log.ts';
import type { LaterSigner } from './change-verdict.ts';
import type { DrawnThing } from './changes/change-event.ts';
import { staysInPlace } from './changes/annotation-look.ts';
import { overlaps } from './changes/page-cover.ts';
import { readDrawnMark, SignedPicture } from './mark-picture.ts';
import type { SignatureSubject } from './signature-subject.ts';

/** Finds the signature of a field (object number) that protects all of a revision (1-based). */
export function findSigner(
  document: PdfDocument,
  subjects: readonly SignatureSubject[],
): (field: number | undefined, revision: number) => LaterSigner | undefined {
  const known = new Map<SignatureSubject, LaterSigner>();
  for (const subject of subjects)
    if (subject.revision !== null) known.set(subject, signerOf(document, subject));
  return (field, revision) =>
    [...known].find(
      ([{ field: own, revision: closed }]) =>
        field !== undefined && own.fieldRef?.number === field && closed === revision - 1,
    )?.[1];
}

function signerOf(document: PdfDocument, subject: SignatureSubject): LaterSigner {
  const marks = new SealMarks(document, subject);
  return {
    isTrusted: isTrusted(subject),
    isTimeStamp: subject.container.kind === 'rfc3161',
    isSealMark: (drawn) => marks.kindOf(drawn) === 'mark',
    isDarkMark: (drawn) => marks.kindOf(drawn) === 'dark',
  };
}

/** Intact, by somebody this machine trusts, at no impossible time; later changes aside. Must be asked before those are weighed. */
function isTrusted({ log, container }: SignatureSubject): boolean {
  const level = (axis: VerdictAxis) => axisReport(log, axis, axisBasis[container.kind]).level;
  return level('integrity') === 'PASS' && level('identity') === 'PASS' && level('time') !== 'FAIL';
}

const unitsPerMm = 72 / 25.4;
/** Rounding of sizes in a file, in units. */
const tolerance = 1.5;

/** `dark`: it is the mark of the seal, and hides what lies under it. */
type MarkKind = 'mark' | 'dark' | 'other';

/** Marks of one seal, each judged once. */
class SealMarks {
  readonly #document: PdfDocument;
  readonly #subject: SignatureSubject;
  readonly #judged = new Map<DrawnThing, MarkKind>();
  readonly #picture: SignedPicture;

  constructor(document: PdfDocument, subject: SignatureSubject) {
    this.#document = document;
    this.#subject = subject;
    const { container } = subject;
    this.#picture = new SignedPicture('seal' in container ? container.seal.seal.info.picture.data : null);
  }

  kindOf(drawn: DrawnThing): MarkKind {
    const known = this.#judged.get(drawn) ?? orElse(() => this.#judge(drawn), 'other');
    this.#judged.set(drawn, known);
    return known;
  }

  #judge({ annotation, rect, pageIndex }: DrawnThing): MarkKind {
    const { container, revision } = this.#subject;
    if (!('seal' in container) || revision === null || annotation === null || rect === null) return 'other';
    const view = this.#document.documentAt(revision);
    const dict = view.get(pdfRef(annotation));
    if (dict.kind !== 'dict' || !staysInPlace(view, dict)) return 'other';
    const { picture, slice } = readDrawnMark(view, dict, this.#picture);
    const { widthMm, heightMm } = container.seal.seal.info.picture;
    const isOwnSize = fits(rect, slice?.count ?? 1, [widthMm * unitsPerMm, heightMm * unitsPerMm]);
    const isOwn = picture === 'same' && isOwnSize && this.#isBesideOthers(annotation, pageIndex, rect);
    if (!isOwn) return 'other';
    return this.#picture.isDark(slice ?? { index: 1, count: 1 }) ? 'dark' : 'mark';
  }

  /** Each mark is drawn once, and none over another: marks on top of one another darken what they lie on. */
  #isBesideOthers(annotation: number, pageIndex: number, rect: PdfBox): boolean {
    return [...this.#judged].every(([other, kind]) => {
      if (kind === 'other') return true;
      if (other.annotation === annotation) return false;
      return other.pageIndex !== pageIndex || other.rect === null || !overlaps(other.rect, rect);
    });
  }
}

/** Upright or turned; a slice is a part of the width of the seal. */
function fits(
  [left, bottom, right, top]: PdfBox,
  slices: number,
  [width, height]: readonly [number, number],
): boolean {
  const isWithin = (across: number, up: number) =>
    across * slices <= width + tolerance * slices && up <= height + tolerance;
  return isWithin(right - left, top - bottom) || isWithin(top - bottom, right - left);
}
