/** Workflows run no code that somebody else can change afterwards: actions are pinned to commits, tokens may read and no more. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));

/** A whole commit, and the version that it is, for people. */
const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const usesIn = (text: string): string[] =>
  [...text.matchAll(/\buses:\s*(.+)$/gm)].map(([, what]) => what?.trim() ?? '');

test('what is not pinned is seen', () => {
  const commit = 'a'.repeat(40);
  expect(pinned.test(`actions/checkout@${commit} # v5.0.0`)).toBe(true);
  for (const loose of [
    'actions/checkout@v5',
    'actions/checkout@main # v5.0.0',
    `actions/checkout@${commit}`,
    `actions/checkout@${commit.slice(1)} # v5.0.0`,
    'docker://alpine:3',
  ])
    expect([loose, pinned.test(loose)]).toEqual([loose, false]);
  expect(usesIn('      - uses: a/b@v1\n        uses: c/d@v2')).toEqual(['a/b@v1', 'c/d@v2']);
});

describe.each(files)('%s', (name) => {
  const text = readFileSync(`${folder}${name}`, 'utf8');

  test('pins each action to a commit, with its version beside it', () => {
    const uses = usesIn(text);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((what) => !pinned.test(what))).toEqual([]);
  });

  test('has a token that may read, leaves none behind, and puts nothing of a stranger into a shell', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/: write|pull_request_target|\$\{\{ *(secrets|github\.event)/);
    const checkouts = text.split('actions/checkout@').length - 1;
    expect(text.split('persist-credentials: false').length - 1).toBe(checkouts);
  });
});
