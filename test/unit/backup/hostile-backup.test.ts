/** Backups that are not what was written, and backups that somebody wrote to do harm: each is refused with its code, and nothing of it lies anywhere. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeEnd, writeFileEntry } from '../../../src-main/backup/archive.ts';
import { openBackup, unpackBackup } from '../../../src-main/backup/unpack-backup.ts';
import { restoreBackup } from '../../../src-main/backup/restore-backup.ts';
import type { ChunkWriter } from '../../../src-main/backup/chunks.ts';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { bigintToBytes, concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { crafted, keys, makeDesk, now, random, sourceOf, typed, withDigest } from './test-backup.ts';

const CHUNK = 256 * 1024 + 16;

function read(octets: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  openBackup(sourceOf(octets), keys, ({ path }, parts) => files.set(path, concatBytes(...parts)));
  return files;
}

const small = crafted((writer) => {
  writeFileEntry(writer, { path: 'home.json', size: 2 }, [utf8Encode('{}')]);
  writeEnd(writer, 1);
});
const big = crafted((writer) => {
  writeFileEntry(writer, { path: 'a', size: 700_000 }, [random(700_000)]);
  writeEnd(writer, 1);
});
const headOf = (octets: Uint8Array): number => 14 + new DataView(octets.buffer).getUint32(10) + 32;

describe('damage', () => {
  test('whole ones are read', () => {
    expect([...read(small).keys()]).toEqual(['home.json']);
    expect(read(big).get('a')).toHaveLength(700_000);
  });

  test('every cut, with the digest that would belong to it and without', () => {
    for (let length = 0; length < small.length; length += 1) {
      expect(() => read(small.subarray(0, length)), String(length)).toThrow(/backup-(malformed|not-own)/);
      if (length === small.length - 32) continue; // That one is whole again.
      expect(() => read(withDigest(small.subarray(0, length))), String(length)).toThrow(
        /backup-(malformed|not-own)/,
      );
    }
  });

  test('every octet changed, with the digest that would belong to it and without', () => {
    const body = small.subarray(0, -32);
    for (let at = 0; at < body.length; at += 1) {
      const bad = Uint8Array.from(body);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      const refused = /backup-(malformed|not-own|newer)|recovery-code-other|decryption-failed/;
      expect(() => read(withDigest(bad)), String(at)).toThrow(refused);
      expect(() => read(concatBytes(bad, small.subarray(-32))), String(at)).toThrow(refused);
    }
    for (let at = body.length; at < small.length; at += 1) {
      const bad = Uint8Array.from(small);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(() => read(bad)).toThrow('backup-malformed');
    }
  });

  test('chunks left out, put twice, exchanged, cut off at their end, or of another backup of the same home', () => {
    const start = headOf(big);
    const head = big.subarray(0, start);
    const [a, b, c] = [0, 1, 2].map((i) =>
      big.subarray(start + i * CHUNK, Math.min(start + (i + 1) * CHUNK, big.length - 32)),
    );
    if (!a || !b || !c) throw new Error('three chunks');
    expect(() => read(withDigest(concatBytes(head, a, b, c)))).not.toThrow();
    const other = crafted((writer) => {
      writeFileEntry(writer, { path: 'a', size: 700_000 }, [random(700_000)]);
      writeEnd(writer, 1);
    });
    const theirs = other.subarray(headOf(other), headOf(other) + CHUNK);
    for (const chunks of [
      [b, c],
      [a, c],
      [a, b],
      [a, a, b, c],
      [b, a, c],
      [a, b, c, c],
      [theirs, b, c],
      [a],
      [],
    ])
      expect(() => read(withDigest(concatBytes(head, ...chunks)))).toThrow('backup-malformed');
  });
});

describe('planted', () => {
  const nothing = (writer: ChunkWriter): void => writeEnd(writer, 0);

  test('by somebody who knows the public key and not the origin key', () => {
    expect(() => read(crafted(nothing, {}, random(32)))).toThrow('backup-not-own');
  });

  test('of another code, of a newer program, or no backup', () => {
    expect(() => read(crafted(nothing, { publicKey: Buffer.from(random(65)).toString('base64') }))).toThrow(
      'recovery-code-other',
    );
    const newer = Uint8Array.from(small);
    newer[9] = 2;
    expect(() => read(newer)).toThrow('backup-newer');
    for (const other of [random(500), utf8Encode('%PDF-1.7'.repeat(40)), new Uint8Array(400)])
      expect(() => read(other)).toThrow('backup-malformed');
  });

  test('a header that says it is four gigabytes long is not read', () => {
    const bad = Uint8Array.from(small);
    bad.set([0xff, 0xff, 0xff, 0xff], 10);
    expect(() => read(bad)).toThrow('backup-malformed');
  });
});

/** An entry that `writeFileEntry` would not write. */
function raw(writer: ChunkWriter, value: unknown, content: Uint8Array = new Uint8Array(0)): void {
  const text = utf8Encode(typeof value === 'string' ? value : canonicalJson(value));
  writer.write(bigintToBytes(BigInt(text.length), 4));
  writer.write(text);
  writer.write(content);
}

const names = [
  '../x',
  '..',
  '.',
  '',
  '/x',
  '/etc/x',
  'a//b',
  'a/',
  'a/../../b',
  'a/./b',
  'a\\b',
  '..\\x',
  'a\0b',
  'a\nb',
  '\u0085',
  '\ud800'.slice(0, 0) + 'a\u007f',
  'tokens/x',
  'TOKENS/x',
  'pins/soft-keeper.pin',
  'Pins',
  'unfinished/x',
  'sync.lock',
  '.bianyin-1-abc.tmp',
  'trust/.bianyin-x',
  'bianyin.db-wal',
  'counter/counter.db-shm',
  'x'.repeat(256),
  '章'.repeat(86),
  `${'a/'.repeat(12)}b`,
  'ab/'.repeat(400) + 'c',
];

describe('hostile content, by somebody who has the home', () => {
  test.each(names)('the name %j', (path) => {
    const bad = crafted((writer) => {
      raw(writer, { path, size: 1 }, Uint8Array.of(1));
      writeEnd(writer, 1);
    });
    expect(() => read(bad)).toThrow('backup-malformed');
  });

  const contents: [string, (writer: ChunkWriter) => void][] = [
    [
      'a size beyond the end',
      (writer) => (raw(writer, { path: 'a', size: 10 ** 15 }), writer.write(random(9)), writer.end()),
    ],
    ['a size below zero', (writer) => (raw(writer, { path: 'a', size: -1 }), writeEnd(writer, 1))],
    [
      'a size that is no whole number',
      (writer) => (raw(writer, '{"path":"a","size":1.5}'), writeEnd(writer, 1)),
    ],
    ['a field more', (writer) => (raw(writer, { path: 'a', size: 0, mode: 511 }), writeEnd(writer, 1))],
    ['a link', (writer) => (raw(writer, { path: 'a', link: '/etc/passwd' }), writeEnd(writer, 1))],
    [
      'an entry of four gigabytes',
      (writer) => (writer.write(Uint8Array.of(255, 255, 255, 255)), writer.end()),
    ],
    [
      'an entry that is not canonical',
      (writer) => (raw(writer, '{"size":0,"path":"a"}'), writeEnd(writer, 1)),
    ],
    ['another number of files', (writer) => writeEnd(writer, 1)],
    ['no end', (writer) => (writeFileEntry(writer, { path: 'a', size: 0 }, []), writer.end())],
    ['more behind the end', (writer) => (raw(writer, { files: 0 }), writer.write(random(3)), writer.end())],
    ['nothing at all', (writer) => writer.end()],
  ];
  test.each(contents)('%s', (_, write) => {
    expect(() => read(crafted(write))).toThrow('backup-malformed');
  });

  test('a name twice, or a file that is a folder: refused, and nothing is left of it', async () => {
    const desk = makeDesk();
    const pairs = [
      ['a', 'a'],
      ['a', 'a/b'],
      ['a/b', 'a'],
    ];
    for (const [first = '', second = ''] of pairs) {
      const file = join(desk.folder, 'bad.bybackup');
      const bad = crafted((writer) => {
        for (const path of [first, second]) writeFileEntry(writer, { path, size: 1 }, [Uint8Array.of(7)]);
        writeEnd(writer, 2);
      });
      writeFileSync(file, bad);
      const target = join(desk.folder, 'new');
      await expect(restoreBackup({ file, code: typed(), target, now, device: '' })).rejects.toThrow(
        /backup-malformed|restore-not-written/,
      );
      expect(readdirSync(desk.folder).filter((name) => /new|restoring/.test(name))).toEqual([]);
    }
  });

  test('what is laid out is private, and follows no link that was there', async () => {
    const desk = makeDesk();
    const file = join(desk.folder, 'good.bybackup');
    writeFileSync(file, small);
    const folder = join(desk.folder, 'laid');
    mkdirSync(folder);
    const code = typed();
    await unpackBackup(file, code, folder);
    expect(code.every((octet) => octet === 0)).toBe(true);
    expect(readFileSync(join(folder, 'home.json'), 'utf8')).toBe('{}');
  });
});
