/** Files that a PDF carries (ISO 32000-2 §7.11.4): of the name tree /EmbeddedFiles and of the catalog's /AF. Bounded, since files are hostile. */
import type { PdfDocument } from './document-model.ts';
import type { PdfObject, PdfStream } from './objects.ts';

/** Nodes of the tree, files in it, and levels; an invoice has one file or a few. */
const MOST_NODES = 200;
const MOST_FILES = 20;
const MOST_DEEP = 10;

/** Their streams, not decoded. Errors: those of the reader. */
export function embeddedFiles(document: PdfDocument): PdfStream[] {
  const { catalog } = document;
  const specifications = [...arrayOf(document, document.value(catalog, 'AF')), ...namedIn(document)];
  const streams = specifications
    .slice(0, MOST_FILES)
    .flatMap((specification) => streamOf(document, specification) ?? []);
  return [...new Set(streams)];
}

function namedIn(document: PdfDocument): PdfObject[] {
  const tree = document.value(document.catalog, 'Names');
  const found: PdfObject[] = [];
  let nodes = 0;
  const walk = (node: PdfObject | undefined, depth: number): void => {
    const dict = document.resolve(node);
    nodes += 1;
    if (dict.kind !== 'dict' || nodes > MOST_NODES || depth > MOST_DEEP || found.length >= MOST_FILES) return;
    // Names and values in turn.
    found.push(...arrayOf(document, document.value(dict, 'Names')).filter((_, i) => i % 2 === 1));
    for (const kid of arrayOf(document, document.value(dict, 'Kids'))) walk(kid, depth + 1);
  };
  if (tree?.kind === 'dict') walk(document.value(tree, 'EmbeddedFiles'), 0);
  return found;
}

function arrayOf(document: PdfDocument, object: PdfObject | undefined): readonly PdfObject[] {
  const array = document.resolve(object);
  return array.kind === 'array' ? array.items.slice(0, MOST_NODES) : [];
}

function streamOf(document: PdfDocument, object: PdfObject): PdfStream | undefined {
  const specification = document.resolve(object);
  const files = specification.kind === 'dict' ? document.value(specification, 'EF') : undefined;
  if (files?.kind !== 'dict') return undefined;
  return ['UF', 'F'].map((key) => document.value(files, key)).find((each) => each?.kind === 'stream');
}
