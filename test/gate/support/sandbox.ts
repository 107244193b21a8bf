/** Sandbox homes for tests: the application makes one in a run, and everybody else works on a copy of it. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { inject, onTestFinished } from 'vitest';
import { initSandbox, pinFile } from '../../../src-main/app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../../../src-main/app/session.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { Actor } from '../../../src-main/tokens/signer-client.ts';

export interface Sandbox {
  /** Folder of everything; the home is `home` in it. */
  readonly folder: string;
  readonly home: HomeDirectory;
}

/** How long somebody waits for the sandbox that another test file is making, ms. */
const PATIENCE_MS = 120_000;

/** A sandbox home of its own: a copy of the run's one, so all of them are the same city and people. Remove its folder in `afterAll`. */
export async function makeSandbox(): Promise<Sandbox> {
  const template = await sandboxOfRun();
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-gate-'));
  const home = homeDirectory(join(folder, 'home'));
  cpSync(template.root, home.root, { recursive: true });
  return { folder, home };
}

/** A sandbox home of another city, with other people and seals. */
export async function makeOtherSandbox(): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-gate-'));
  const home = homeDirectory(join(folder, 'home'));
  await initSandbox(home, () => new Date());
  return { folder, home };
}

/** Whoever asks first makes it; a home is put in its place when it is complete, so being there means being ready. */
async function sandboxOfRun(): Promise<HomeDirectory> {
  const folder = inject('runFolder');
  const home = homeDirectory(join(folder, 'sandbox'));
  if (existsSync(home.root)) return home;
  const claim = join(folder, 'sandbox-claimed');
  if (mkdirSync(claim, { recursive: true }) === undefined) return await othersSandbox(home, claim);
  try {
    await initSandbox(home, () => new Date());
  } finally {
    rmSync(claim, { recursive: true });
  }
  return home;
}

async function othersSandbox(home: HomeDirectory, claim: string): Promise<HomeDirectory> {
  for (const end = Date.now() + PATIENCE_MS; existsSync(claim) && Date.now() < end;) await sleep(50);
  if (!existsSync(home.root))
    throw new Error('the sandbox of this run was not made; the file that tried says why');
  return home;
}

export function removeSandbox(sandbox: Sandbox | undefined): void {
  if (sandbox) rmSync(sandbox.folder, { recursive: true, force: true });
}

/** A copy that goes away with the test. The original must be at rest. */
export function copyOf(sandbox: Sandbox): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(sandbox.home.root, join(folder, 'home'), { recursive: true });
  return { folder, home: homeDirectory(join(folder, 'home')) };
}

/** A session that stops with the test. */
export function sessionOf(sandbox: Sandbox, now?: () => Date): AppSession {
  const session = openAppSession(sandbox.home, now);
  onTestFinished(() => session.stop());
  return session;
}

/** Token and PIN of a person of the sandbox, e.g. `keeper`. Each call gives fresh octets: they are overwritten when used. */
export function actor(sandbox: Sandbox, person: string): Actor & { readonly pin: Uint8Array } {
  return { token: `soft-${person}`, pin: pinOf(sandbox, person) };
}

export function pinOf(sandbox: Sandbox, person: string): Uint8Array {
  const text = readFileSync(pinFile(sandbox.home, `soft-${person}`), 'utf8').trim();
  return new TextEncoder().encode(text);
}

/** Where a software token lies: taking the file away is pulling the UKey. */
export function tokenFile(home: Sandbox, label: string): string {
  const name = readdirSync(home.home.tokens).find(
    (each) => readFileSync(join(home.home.tokens, each)).subarray(24, 56).toString('utf8').trim() === label,
  );
  return join(home.home.tokens, name ?? '');
}

/** Writes a small PDF of blank A4 pages with a little text; returns its path. */
export async function writePdf(folder: string, name = 'contract.pdf', pages = 3): Promise<string> {
  const document = await PDFDocument.create();
  for (let i = 1; i <= pages; i += 1) {
    document
      .addPage([595.28, 841.89])
      .drawText(`Contract, page ${i} of ${pages}`, { x: 72, y: 700, size: 14 });
  }
  const path = join(folder, name);
  writeFileSync(path, await document.save());
  return path;
}

/** Names of files in a folder, the half-made ones included. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}
