/** What the house forbids is refused by lint: each line is linted as if it stood in a file of src-main or of the pages. */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const main = 'src-main/app/session.ts';
const pure = 'src-main/domain/byte-source.ts';
const page = 'src-renderer/ui/page-view.tsx';
// With CI set, the parser takes a run for its only one and reads files from disk: here the text is never what the disk has.
const parserOptions = { disallowAutomaticSingleRunInference: true };
const eslint = new ESLint({ overrideConfig: { languageOptions: { parserOptions } } });

async function messages(code: string, filePath = main): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map((message) => message.message);
}

describe('lint', () => {
  test.each([
    ["import { createHash } from 'node:crypto';\nexport const use = createHash;\n", 'only for randomness'],
    ["import { createHash } from 'crypto';\nexport const use = createHash;\n", 'only for randomness'],
    ["export { createHash } from 'node:crypto';\n", 'only for randomness'],
    ["export const use = await import('node:crypto');\n", 'by name'],
    ["export const use = process.getBuiltinModule('node:crypto');\n", 'not seen by the rules'],
    ["import { createRequire } from 'node:module';\nexport const use = createRequire;\n", 'not seen by'],
    ["import * as everything from 'node:crypto';\nexport const use = everything;\n", 'by name'],
    ["import { fork } from 'node:child_process';\nexport const use = fork;\n", 'RunAsNode'],
    ["import * as processes from 'node:child_process';\nexport const use = processes;\n", 'RunAsNode'],
    ['export const use = (path: string): string => `file://${path}`;\n', 'No file:// loading'],
    ['export const use = (w: { loadFile(): void }): void => w.loadFile();\n', 'No file:// loading'],
    ["export const use = 'file:///tmp/page.html';\n", 'No file:// loading'],
    ['export const use = (value: any): unknown => value;\n', 'Unexpected any'],
    ['export function use(): void {\n  console.log(1);\n}\n', 'Unexpected console'],
  ])('refuses %j', async (code, expected) => {
    expect((await messages(code)).join('\n')).toContain(expected);
  });

  test.each(['new Date()', 'Date()', 'Date.now()', 'Math.random()', 'globalThis'])(
    'refuses %s in a pure room alone',
    async (expression) => {
      const code = `export const use = (): unknown => ${expression};\n`;
      expect((await messages(code, pure)).join('\n')).toContain('are parameters here');
      expect((await messages(code, main)).join('\n')).not.toContain('are parameters here');
    },
  );

  test.each([
    "export const use = fetch('https://example.org');\n",
    "export const use = globalThis.fetch('https://example.org');\n",
    "export const use = new WebSocket('wss://example.org');\n",
  ])('refuses %j everywhere but in the one file that asks for time stamps', async (code) => {
    for (const place of [main, pure, page])
      expect((await messages(code, place)).join('\n')).toContain('Only app/time-stamps.ts goes out');
    const there = await messages(code, 'src-main/app/time-stamps.ts');
    expect(there.join('\n')).not.toContain('Only app/time-stamps.ts');
  });

  test.each([
    ['export const Use = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n', 'never markup'],
    ['export const use = (place: HTMLElement) => (place.innerHTML = "");\n', 'never markup'],
    ['export const Use = () => <input type="date" />;\n', 'language of the system'],
    ['export const Use = () => <input type="datetime-local" />;\n', 'language of the system'],
    ['export const use = window.bianyin;\n', 'restricted from being used'],
    ['export const use = globalThis.bianyin;\n', 'restricted from being used'],
    ['export const { bianyin } = window;\n', 'restricted from being used'],
  ])('refuses %j in a page', async (code, expected) => {
    expect((await messages(code, page)).join('\n')).toContain(expected);
  });

  test('allows randomness', async () => {
    expect(
      await messages("import { randomBytes } from 'node:crypto';\nexport const use = randomBytes;\n"),
    ).toEqual([]);
  });
});
