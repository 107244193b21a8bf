/** One sandbox home per test file, made by the application itself, and cheap copies of it for tests that damage something. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { onTestFinished } from 'vitest';
import { initSandbox, pinFile } from '../../../src-main/app/office/sandbox-setup.ts';
import { openSession, type Session } from '../../../src-main/app/session.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { Actor } from '../../../src-main/tokens/signer-client.ts';
import { softUkeyModulePath } from '../../token/soft-ukey-fixture.ts';

export interface Sandbox {
  /** Folder of everything; the home is `home` in it. */
  readonly folder: string;
  readonly home: HomeDirectory;
}

/** A fresh sandbox home; remove its folder in `afterAll`. */
export async function makeSandbox(): Promise<Sandbox> {
  softUkeyModulePath();
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-gate-'));
  const home = homeDirectory(join(folder, 'home'));
  await initSandbox(home, () => new Date());
  return { folder, home };
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
export function sessionOf(sandbox: Sandbox, now?: () => Date): Session {
  const session = openSession(sandbox.home, now);
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
