/** A file cut in regions (its functions and blocks), and written so that it notes which of them ran: who never runs a line cannot judge it. */
import ts from 'typescript';

/** Everything outside functions runs when the file is imported. */
export const MODULE_REGION = 0;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

interface Cut {
  readonly regions: readonly ts.Node[];
  readonly insertions: readonly Insertion[];
}

/** Region around an offset of the source: the innermost one, numbered as `noting` does. */
export function regionOf(source: string, offset: number): number {
  const { regions } = cut(source);
  const inner = regions.findLastIndex((node) => node.getStart() <= offset && offset < node.getEnd());
  return inner < 0 ? MODULE_REGION : inner + 1;
}

/**
 * The same program on the same lines, which adds a line `NAME REGION` to the file `notes` when a region runs for the first time in a
 * process. A process that may not write notes nothing.
 */
export function noting(source: string, name: string, notes: string): string {
  const { insertions } = cut(source);
  const ordered = insertions.toSorted((a, b) => b.at - a.at);
  const body = ordered.reduce(
    (text, { at, text: added }) => text.slice(0, at) + added + text.slice(at),
    source,
  );
  const note = `const ran$ = (region) => { if (noted$.has(region)) return; noted$.add(region);
    try { append$(${JSON.stringify(notes)}, ${JSON.stringify(`${name} `)} + region + '\\n'); } catch { /* read-only */ } };`;
  const head = `import { appendFileSync as append$ } from 'node:fs'; const noted$ = new Set(); ${note} ran$(0); `;
  return head.replaceAll('\n', ' ') + body;
}

function cut(source: string): Cut {
  const tree = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2024, true);
  const regions: ts.Node[] = [];
  const insertions: Insertion[] = [];
  const visit = (node: ts.Node): void => {
    if (isRegion(node)) insertions.push(...notesOf(node, regions.push(node)));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { regions, insertions };
}

/** Blocks, and what stands in the place of one: the value of an arrow, the single statement behind a condition. */
function isRegion(node: ts.Node): boolean {
  if (ts.isBlock(node)) return true;
  if (ts.isSourceFile(node)) return false;
  const { parent } = node;
  if (ts.isArrowFunction(parent) && parent.body === node) return true;
  return ts.isIfStatement(parent) && parent.expression !== node && !ts.isIfStatement(node);
}

function notesOf(node: ts.Node, region: number): Insertion[] {
  const start = node.getStart();
  const around = (before: string, after: string): Insertion[] => [
    { at: start, text: before },
    { at: node.getEnd(), text: after },
  ];
  if (ts.isBlock(node)) return [{ at: start + 1, text: `ran$(${region});` }];
  return ts.isStatement(node) ? around(`{ran$(${region});`, '}') : around(`(ran$(${region}),`, ')');
}
