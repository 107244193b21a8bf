/** Ways to damage, cut, mix and extend honest files, as fast-check arbitraries that yield the file and how it was made. */
import fc from 'fast-check';
import { honestFiles } from './honest-files.ts';
import { appendObjects, catalogBody, pageBody, streamBody, type TestPdf } from './test-pdf.ts';

/** A file as text, one character for each byte, and the recipe. */
export interface Mutant {
  readonly text: string;
  readonly recipe: string;
}

const names = Object.keys(honestFiles);
const texts = Object.values(honestFiles).map(({ text }) => text);
const seed = fc.nat(texts.length - 1);
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const mutant = (recipe: string, text: string): Mutant => ({ recipe, text });
const label = (index: number) => names[index] ?? '';
const at = (text: string, where: number) => Math.floor(where * text.length);
const splice = (text: string, from: number, length: number, piece: string) =>
  text.slice(0, from) + piece + text.slice(from + length);

const flips = fc
  .record({
    index: seed,
    flips: fc.array(fc.tuple(share, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
  })
  .map(({ index, flips: all }) => {
    let text = texts[index] ?? '';
    for (const [where, mask] of all) {
      const from = at(text, where);
      text = splice(text, from, 1, String.fromCharCode(text.charCodeAt(from) ^ mask));
    }
    return mutant(`flip ${all.length} in ${label(index)}`, text);
  });

const cuts = fc
  .record({ index: seed, from: share, to: share, end: fc.boolean() })
  .map(({ index, from, to, end }) => {
    const text = texts[index] ?? '';
    const [a = 0, b = 0] = [at(text, from), end ? text.length : at(text, to)].sort((x, y) => x - y);
    return mutant(`cut ${a}..${b} of ${label(index)}`, text.slice(0, a) + text.slice(b));
  });

const words = [
  '\n',
  ' ',
  '\0',
  '%',
  '<',
  '>',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  ' 0 R',
  ' 0 obj\n',
  'endobj\n',
  'stream\n',
  'endstream\n',
  'xref\n',
  'trailer\n',
  'startxref\n',
  '%%EOF\n',
  '/Contents ',
  '/ByteRange ',
  '/Prev 9 ',
  '/Kids ',
  '/V ',
  '/Root 9 0 R ',
  'null',
  '/XRefStm 9 ',
  '/Type /Sig ',
  '4 0 obj\n<< >>\nendobj\n',
] as const;
const insertions = fc
  .record({ index: seed, where: share, word: fc.constantFrom(...words), replaces: fc.boolean() })
  .map(({ index, where, word, replaces }) => {
    const text = texts[index] ?? '';
    return mutant(
      `${replaces ? 'overwrite' : 'insert'} ${JSON.stringify(word)} in ${label(index)}`,
      splice(text, at(text, where), replaces ? word.length : 0, word),
    );
  });

/** Replaces one number, name or word by another: the file stays well formed more often than under flips. */
const tokens = fc
  .record({ index: seed, where: share, other: share, same: fc.boolean() })
  .map(({ index, where, other, same }) => {
    const text = texts[index] ?? '';
    const found = [...text.matchAll(/\d+|\/[A-Za-z]+/g)].filter(([token]) => token.length < 20);
    const [a, b] = [found[Math.floor(where * found.length)], found[Math.floor(other * found.length)]];
    if (!a || !b) return mutant('nothing', text);
    const [old, now] = [a[0], same ? b[0].slice(0, a[0].length).padEnd(a[0].length) : b[0]];
    return mutant(`${old} becomes ${now} in ${label(index)}`, splice(text, a.index, old.length, now));
  });

const mixes = fc
  .record({ a: seed, b: seed, where: share, from: share, length: fc.nat(3000), replaces: fc.boolean() })
  .map(({ a, b, where, from, length, replaces }) => {
    const [text, other] = [texts[a] ?? '', texts[b] ?? ''];
    const start = at(other, from);
    const piece = other.slice(start, start + length);
    return mutant(
      `${piece.length} of ${label(b)} into ${label(a)}`,
      splice(text, at(text, where), replaces ? piece.length : 0, piece),
    );
  });

/** Whole revisions and objects change their places, are doubled or left out. */
const shuffles = fc
  .record({
    a: seed,
    b: seed,
    order: fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }),
    byObject: fc.boolean(),
  })
  .map(({ a, b, order, byObject }) => {
    const cut = byObject ? /(?<=endobj\n)/ : /(?<=%%EOF\n)/;
    const parts = [...(texts[a] ?? '').split(cut), ...(texts[b] ?? '').split(cut)];
    const chosen = order.map((each) => parts[each % parts.length] ?? '');
    const text = byObject ? (texts[a] ?? '') + chosen.join('') : chosen.join('');
    return mutant(
      `${byObject ? 'objects' : 'revisions'} of ${label(a)} and ${label(b)} as ${order.join(' ')}`,
      text,
    );
  });

const bodies = [
  streamBody('BT /F1 24 Tf 72 700 Td (Pay 900 yuan) Tj ET'),
  pageBody([6], '/Rotate 90 '),
  pageBody([]),
  catalogBody([6]),
  catalogBody([]),
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  '<< /Type /Annot /Subtype /FreeText /Rect [70 690 400 730] >>',
  '[3 0 R]',
  'null',
] as const;

/** Well-formed updates with bodies at numbers where they may or may not belong, with or without freed numbers. */
const updates = fc
  .record({
    index: seed,
    changes: fc.array(fc.tuple(fc.nat(24), fc.nat(bodies.length - 1)), { maxLength: 4 }),
    free: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
    generation: fc.constantFrom(0, 0, 0, 1),
    root: fc.constantFrom('1 0 R', '1 0 R', '20 0 R'),
  })
  .map(({ index, changes, free, generation, root }) => {
    const pdf: TestPdf = Object.values(honestFiles)[index] ?? {
      text: '',
      objects: new Map(),
      startxref: 0,
      annots: [],
      fields: [],
    };
    const objects = Object.fromEntries(changes.map(([number, body]) => [number + 1, bodies[body] ?? 'null']));
    const text = appendObjects(pdf, objects, { free, generation, root }).text;
    return mutant(`update ${Object.keys(objects).join(' ')} free ${free.join(' ')} of ${label(index)}`, text);
  });

export const mutants: fc.Arbitrary<Mutant> = fc.oneof(
  flips,
  cuts,
  insertions,
  tokens,
  mixes,
  shuffles,
  updates,
);
