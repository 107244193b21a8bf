/**
 * Bundles the Electron program from its sources: entry, worker entries and preload, flat in one folder, with every library that
 * is JavaScript alone. In a checkout everything else runs as it is (docs/adr/0008, 0016).
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { nodeStandIns, sqliteStandIn } from './trial/node-stand-ins.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packages with native parts, or with files that they look for beside themselves: they are packed as they are. */
export const packedAsTheyAre = [
  'pkcs11js',
  'usb',
  '@resvg/resvg-js',
  '@napi-rs/canvas',
  'pdfjs-dist',
] as const;

/** Entries of worker processes are known by their name. */
function workerEntries(): string[] {
  return globSync('src-main/*/*-process.ts', { cwd: root, exclude: ['src-main/platform/**'] });
}

/** Writes the terminal program and the worker processes into `folder`, which lies two below the root (bundle-workers.ts). */
export async function bundleWorkerEntries(folder: string): Promise<readonly string[]> {
  const entries = ['src-main/cli/main.ts', ...workerEntries()];
  await bundleEntries(folder, entries, 'product');
  return entries;
}

/** What a bundle is to run on: the product's Electron, or the older one for trial, with stand-ins for what its Node lacks. */
export type BundleRuntime = 'product' | 'trial';

/** Writes the bundle into `folder`. `entries` are files besides the product's own; tests bring theirs. */
export async function bundleMain(
  folder: string,
  entries: readonly string[] = [],
  runtime: BundleRuntime = 'product',
): Promise<void> {
  const own = ['src-main/host-electron/main.ts', 'src-main/host-electron/utility-worker.ts'];
  await bundleEntries(folder, [...own, ...workerEntries(), ...entries], runtime);
  await build({
    ...common(folder, false),
    build: {
      ...common(folder, false).build,
      rolldownOptions: {
        input: join(root, 'src-main/host-electron/preload.ts'),
        // A sandboxed preload is CommonJS in one file.
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  });
}

async function bundleEntries(
  folder: string,
  entries: readonly string[],
  runtime: BundleRuntime,
): Promise<void> {
  const inputs = entries.map((path) => [nameOf(path), join(root, path)]);
  const isTrial = runtime === 'trial';
  await build({
    ...common(folder, true, isTrial ? [sqliteStandIn] : []),
    plugins: [placesInTheBundle(), ...(isTrial ? [nodeStandIns()] : [])],
    build: {
      ...common(folder, true).build,
      ...(isTrial ? { target: 'node20' } : {}),
      rolldownOptions: {
        input: Object.fromEntries(inputs) as Record<string, string>,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
      },
    },
  });
}

function common(folder: string, emptyOutDir: boolean, external: readonly string[] = []) {
  return {
    configFile: false as const,
    root,
    logLevel: 'warn' as const,
    ssr: { noExternal: true as const, external: ['electron', ...packedAsTheyAre, ...external] },
    build: { ssr: true, outDir: folder, emptyOutDir, target: 'node24', minify: false, sourcemap: false },
  };
}

function nameOf(path: string): string {
  return basename(path, '.ts');
}

/**
 * Sources name worker entries and files of the installation from where they are themselves; in the bundle workers are
 * neighbours and the root is two folders up (src-main/platform/installation.ts).
 */
function placesInTheBundle(): Plugin {
  return {
    name: 'places-in-the-bundle',
    transform: (code, id) => (id.startsWith(join(root, 'src-main')) ? inTheBundle(code) : null),
  };
}

/** The code with its places changed. */
export function inTheBundle(code: string): string {
  return code
    .replace(/new URL\((['"`])(?:\.\.?\/)+(?:[\w-]+\/)*([\w-]+-process)\.ts\1/g, 'new URL($1./$2.js$1')
    .replace(/new URL\((['"`])(?:\.\.\/)+(assets|native|out|node_modules)\//g, 'new URL($1../../$2/');
}
