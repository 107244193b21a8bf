/** One name for one thing: what src-main exports is declared once, so that a name says which thing is meant wherever it is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Name → why two files may declare it. */
const allowed: Readonly<Record<string, string>> = {
  showPage: 'both hosts show a page, each in its own kind of window; no file imports both (docs/adr/0001)',
};

const declared =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;

/** Exported names that stand in more than one file, with the files. A re-export declares nothing. */
function doubles(sources: readonly Source[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { file, text } of sources) {
    const names = new Set([...text.matchAll(declared)].flatMap(([, name]) => name ?? []));
    for (const name of names) places.set(name, [...(places.get(name) ?? []), file]);
  }
  return new Map([...places].filter(([, files]) => files.length > 1));
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

test('what declares a name twice is found, whatever is declared', () => {
  const twice = doubles([
    { file: 'a.ts', text: 'export interface Places {\n}\nexport const one = 1;\nconst inner = 1;\n' },
    {
      file: 'b.ts',
      text: 'export type Places = string;\nexport async function one() {}\nconst inner = 2;\n',
    },
    { file: 'c.ts', text: "export { one } from './b.ts';\nexport function* other() {}\n" },
    { file: 'd.ts', text: 'export abstract class other {}\n' },
  ]);
  expect(Object.fromEntries(twice)).toEqual({
    Places: ['a.ts', 'b.ts'],
    one: ['a.ts', 'b.ts'],
    other: ['c.ts', 'd.ts'],
  });
});

test('no exported name of src-main stands for two things', () => {
  const sources = sourcesIn('src-main');
  expect(sources.length).toBeGreaterThan(400);
  const found = doubles(sources);
  expect([...found].filter(([name]) => !(name in allowed))).toEqual([]);
  expect(Object.keys(allowed).filter((name) => !found.has(name))).toEqual([]);
});
