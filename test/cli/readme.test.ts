/** The README names every command and every option of the terminal program, and no other. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { everyCommand, program } from '../../src-main/cli/program.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const chapter = readme.slice(readme.indexOf('## 命令'), readme.indexOf('## 文档'));
const scripts = (JSON.parse(readFileSync(fileURLToPath(new URL('package.json', root)), 'utf8')) as Package)
  .scripts;

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
}

const commands = everyCommand(program()).filter((each) => each.commands.length === 0);
const options = new Set(
  everyCommand(program()).flatMap((each) => each.options.map((option) => option.long ?? '')),
);

function nameOf(command: Command): string {
  const parent = command.parent;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

test('every command is in the table', () => {
  const missing = commands.map(nameOf).filter((name) => !chapter.includes(`\`${name}`));
  expect(commands.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test('every option of a command is named, and every option that is named exists', () => {
  const named = new Set([...chapter.matchAll(/--[a-z][a-z0-9-]+/g)].map(([option]) => option));
  expect([...options].filter((option) => option !== '--version' && !named.has(option))).toEqual([]);
  expect([...named].filter((option) => option !== '--help' && !options.has(option))).toEqual([]);
});

test('every task that documents name exists, and every task is named', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/benchmarks.md',
    'docs/corpus.md',
    'docs/formats.md',
  ];
  const texts = documents.map((name) => readFileSync(new URL(name, root), 'utf8')).join('\n');
  const named = new Set(
    [...texts.matchAll(/npm (?:run (?:-s )?)?([a-z]+(?::[a-z]+)?)/g)].map(([, name]) => name ?? ''),
  );
  /** What npm itself knows, and “npm and …”. */
  const others = ['ci', 'i', 'run', 'and'];
  expect([...named].filter((name) => !others.includes(name) && !(name in scripts))).toEqual([]);
  expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
});
