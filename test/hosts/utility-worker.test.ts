/**
 * Workers in Electron's way: first the adapter, on a recorded `utilityProcess`; then the bundled workers themselves, behind a
 * parent's port and in a process that says it is Electron (support/parent-port.mjs).
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { spawnUtilityWorker } from '../../src-main/host-electron/spawn-utility-worker.ts';
import type { WorkerChannel, WorkerProgram } from '../../src-main/platform/worker-spawner.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { bundleProgram, type BundledProgram } from './support/bundled-program.ts';
import { forgetRecord, record, type RecordedProcess } from './support/recorded-electron.ts';

vi.mock('electron', async () => (await import('./support/recorded-electron.ts')).electron);

describe('a utility worker', () => {
  const program: WorkerProgram = {
    name: '签名进程',
    entry: '/a/signer-process.js',
    args: ['home', 'library'],
  };
  const heard: unknown[] = [];
  let ends = 0;
  beforeEach(() => {
    forgetRecord();
    heard.length = 0;
    ends = 0;
  });

  function start(change: Partial<WorkerProgram> = {}): { channel: WorkerChannel; child: RecordedProcess } {
    const onMessage = (message: unknown): void => void heard.push(message);
    const channel = spawnUtilityWorker({ ...program, ...change }, { onMessage, onEnd: () => (ends += 1) });
    const [child] = record.processes;
    if (!child) throw new Error('nothing was started');
    return { channel, child };
  }

  test('starts behind utility-worker.js with its own entry and arguments', () => {
    const { child } = start();
    expect(child.entry).toMatch(/out[/\\]main[/\\]utility-worker\.js$/);
    expect(child.args).toEqual(['/a/signer-process.js', 'home', 'library']);
    expect(child.options).toMatchObject({ serviceName: '签名进程', execArgv: [] });
  });

  test('has a clean environment and its heap limit', () => {
    vi.stubEnv('NODE_OPTIONS', '--require /tmp/x.js');
    vi.stubEnv('LD_PRELOAD', '/tmp/x.so');
    const { child } = start({ heapMiB: 512, environment: { BIANYIN_SOFT_UKEY_DIR: '/t' } });
    vi.unstubAllEnvs();
    const env = child.options['env'] as Record<string, string>;
    expect(env).toMatchObject({ BIANYIN_SOFT_UKEY_DIR: '/t' });
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['NODE_OPTIONS']));
    expect(env).not.toHaveProperty('LD_PRELOAD');
    expect(child.options).toMatchObject({ execArgv: ['--max-old-space-size=512'] });
  });

  test.each([true, false])(
    'may load the libraries of others only when it must: %s',
    (loadsForeignLibrary) => {
      const { child } = start({ loadsForeignLibrary });
      expect(child.options).toMatchObject({ allowLoadingUnsignedLibraries: loadsForeignLibrary });
    },
  );

  test('speaks JSON both ways', () => {
    const { channel, child } = start();
    channel.send({ kind: 'request', request: { name: 'token.list' } });
    expect(child.posted).toEqual(['{"kind":"request","request":{"name":"token.list"}}']);
    child.emit('message', '{"kind":"done","value":[]}');
    expect(heard).toEqual([{ kind: 'done', value: [] }]);
  });

  test.each([['no JSON'], ['17'], ['null'], [{ kind: 'done' }], [undefined]])(
    'that says %j is killed and not heard',
    (text) => {
      const { child } = start();
      child.emit('message', text);
      expect([heard, child.kills]).toEqual([[], 1]);
    },
  );

  test('that is killed before it is there is killed when it comes', () => {
    const { channel, child } = start();
    channel.kill();
    child.emit('spawn');
    expect(child.kills).toBe(2);
  });

  test('that ends tells so', () => {
    const { child } = start();
    child.emit('exit', 1);
    expect(ends).toBe(1);
  });

  test('that takes more memory than its limit is killed', () => {
    vi.useFakeTimers();
    const { child } = start({ heapMiB: 512 });
    child.pid = 2 ** 22 + 1;
    const use = (MiB: number): void => {
      record.app.metrics = [{ pid: 2 ** 22 + 1, memory: { workingSetSize: MiB * 1024 } }];
      vi.advanceTimersByTime(1000);
    };
    use(900);
    expect(child.kills).toBe(0);
    use(1100);
    expect(child.kills).toBeGreaterThan(0);
    const kills = child.kills;
    child.emit('exit', 1);
    use(1100);
    expect(child.kills).toBe(kills);
    vi.useRealTimers();
  });
});

describe('the bundled program', () => {
  let program: BundledProgram;
  let folder = '';
  let file = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bianyin-bundled-'));
    file = await writePdf(folder);
    program = await bundleProgram(['test/hosts/support/bundled-story.ts']);
    copyFileSync(
      fileURLToPath(new URL('./support/parent-port.mjs', import.meta.url)),
      join(folder, 'port.mjs'),
    );
  });
  afterAll(() => {
    program?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('names no place that is not there', () => {
    const named = readdirSync(program.main)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => placesIn(readFileSync(join(program.main, name), 'utf8')))
      // Libraries lie beside the archive, and compiled modules are kept in a checkout only.
      .filter((place) => !/native|\.cache/.test(place));
    expect(named.length).toBeGreaterThan(8);
    const there = (place: string): boolean => existsSync(join(program.main, place.replace(/\$\{.*$/, '')));
    expect(named.filter((place) => !there(place))).toEqual([]);
    expect(named.filter((place) => place.endsWith('-process.js')).length).toBeGreaterThanOrEqual(5);
  });

  test('judges how it was started before it loads anything of Electron', () => {
    const args = [join(program.main, 'main.js'), '--remote-debugging-port=0'];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/--remote-debugging-port[^]*did not start/);
  });

  test('makes a sandbox, lists tokens, inspects and searches, with all its workers from the bundle', async () => {
    const child = spawn(process.execPath, [join(program.main, 'bundled-story.js'), folder, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    expect(await exitOf(child)).toBe(0);
    expect(JSON.parse(text)).toEqual({ made: 7, tokens: 7, pageCount: 3, hits: 3 });
  }, 60_000);

  test.each([
    ['document-process', () => ({ name: 'inspect', file }), { pageCount: 3 }],
    [
      'search-process',
      () => ({ kind: 'keyword', file, keyword: 'Contract', pages: [2] }),
      { hits: [{ page: 2 }] },
    ],
  ])('answers at a parent’s port: %s', async (name, request, value) => {
    const child = spawn(
      process.execPath,
      [
        ...['--import', join(folder, 'port.mjs'), join(program.main, 'utility-worker.js')],
        join(program.main, `${name}.js`),
      ],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const answered = new Promise((resolve) =>
      child.on('message', (text) => {
        const message = JSON.parse(text as string) as { readonly kind: string };
        // It may ask whether to go on.
        if (message.kind === 'question') child.send(JSON.stringify({ kind: 'reply', value: true }));
        else resolve(message);
      }),
    );
    child.send(JSON.stringify({ kind: 'request', request: request() }));
    const answer = await Promise.race([answered, exitOf(child)]);
    child.kill('SIGKILL');
    expect(answer).toMatchObject({ kind: 'done', value });
  });
});

/** What a bundled file names beside itself. */
function placesIn(code: string): string[] {
  return [...code.matchAll(/new URL\(["'`](\.[^"'`]*)["'`], import\.meta\.url\)/g)].map(
    ([, place]) => place ?? '',
  );
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
