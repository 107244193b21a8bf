/** Files of the structural fuzzer: a rich form, a first signature with or without limits, then revisions of edits in several hands. */
import fc from 'fast-check';
import { pdfBytes } from '../test-pdf.ts';
import { edits, type Edit } from './edits.ts';
import {
  look,
  richFile,
  sign,
  update,
  type Habit,
  type Part,
  type RichFile,
  type Update,
} from './rich-file.ts';

export interface StructuralFile {
  readonly bytes: Uint8Array;
  /** The file as the first signer left it. */
  readonly signed: Uint8Array;
  readonly recipe: string;
}

const parts = ['text', 'bare', 'box', 'button', 'place', 'note', 'choice'] as const satisfies readonly Part[];
const certified = (permission: number) => ({
  sigExtra: `/Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${permission} /V /1.2 >> >>] `,
});
const limits = {
  none: {},
  P1: certified(1),
  P2: certified(2),
  P3: certified(3),
  lock: {
    sigExtra:
      '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /Include /Fields [(amount)] /V /1.2 >> >>] ',
  },
} as const;

const marks = [
  undefined,
  null,
  look('1 g 0 0 200 24 re f'),
  look('0 g BT /Helv 18 Tf 2 5 Td (900) Tj ET'),
] as const;
const rects = ['400 100 513 213', '0 0 0 0', '72 690 272 730', '320 560 520 584'] as const;

interface Step {
  readonly edits: readonly Edit[];
  readonly closing: 'none' | 'second-seal' | 'cms' | 'time-stamp';
  readonly mark: number;
  readonly rect: number;
  readonly inPlace: boolean;
  readonly habit: Habit;
}

const step: fc.Arbitrary<Step> = fc.record({
  edits: fc.array(edits, { maxLength: 2 }),
  closing: fc.constantFrom('none', 'none', 'none', 'second-seal', 'cms', 'time-stamp'),
  mark: fc.nat(marks.length - 1),
  rect: fc.nat(rects.length - 1),
  inPlace: fc.boolean(),
  habit: fc.constantFrom('table', 'table', 'stream', 'packed'),
});

export const structuralFiles: fc.Arbitrary<StructuralFile> = fc
  .record({
    parts: fc.subarray([...parts], { minLength: 1 }),
    by: fc.constantFrom('seal', 'cms'),
    limit: fc.constantFrom(...(Object.keys(limits) as (keyof typeof limits)[])),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  })
  .map(({ parts: chosen, by, limit, steps }) => {
    const first = signedFirst(chosen, by, limit);
    const words: string[] = [`${chosen.join('+')} by ${by}, ${limit}`];
    let file = first;
    for (const each of steps) {
      file = apply(file, each);
      words.push(nameOf(each));
    }
    return { bytes: pdfBytes(file.pdf), signed: pdfBytes(first.pdf), recipe: words.join(' | ') };
  });

const memo = new Map<string, RichFile>();

/** One file for each choice: signing is most of the work. */
function signedFirst(chosen: readonly Part[], by: 'seal' | 'cms', limit: keyof typeof limits): RichFile {
  const key = [...chosen, by, limit].join();
  const known = memo.get(key);
  if (known) return known;
  const plain = richFile(chosen);
  const perms = limit.startsWith('P') ? { catalog: `/Perms << /DocMDP 101 0 R >> ` } : {};
  const made = sign(plain, { by, ...limits[limit] }, perms);
  memo.set(key, made);
  return made;
}

function apply(file: RichFile, { edits: all, closing, mark, rect, inPlace, habit }: Step): RichFile {
  let change: Update = {};
  let now = file;
  for (const edit of all) {
    const made = edit.apply(now);
    change = { ...change, ...made, objects: { ...change.objects, ...made.objects } };
    // The next edit sees what this one wrote; numbers that it took are taken.
    now = { ...now, ...made, pdf: { ...now.pdf, objects: new Map([...now.pdf.objects, ...numbered(made)]) } };
  }
  if (closing === 'none') return update(file, change, habit);
  const into = inPlace && file.fields.includes(68) ? { into: 68 } : {};
  return sign(file, { by: closing, mark: marks[mark], rect: rects[rect] ?? '0 0 0 0', ...into }, change);
}

const numbered = ({ objects = {} }: Update): [number, string][] =>
  Object.entries(objects).map(([number, body]) => [Number(number), body]);

function nameOf({ edits: all, closing, mark, rect, inPlace, habit }: Step): string {
  const what = all.map(({ name }) => name).join(' & ') || 'nothing';
  return closing === 'none'
    ? `${what} (${habit})`
    : `${what}, closed by ${closing} mark ${mark} at ${rects[rect] ?? ''}${inPlace ? ' in place' : ''}`;
}
