/** A sandbox home in a temporary folder, used through the services of the application as the terminal program uses them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealFile, decideRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import { initSandbox, pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import type { SealOutcome } from '../../src-main/signer/answers.ts';
import type { Actor } from '../../src-main/tokens/signer-client.ts';

export interface BenchEnterprise {
  /** For the files of the benchmark; removed with everything else. */
  readonly folder: string;
  readonly home: string;
  /** A run of the application with processes of its own. The caller stops it. */
  session(): AppSession;
  actor(token: string): Actor & { readonly pin: Uint8Array };
  remove(): void;
}

export async function benchEnterprise(): Promise<BenchEnterprise> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-bench-'));
  const home = homeDirectory(join(folder, 'home'));
  await initSandbox(home, () => new Date());
  return {
    folder,
    home: home.root,
    session: () => openAppSession(home),
    actor: (token) => ({ token, pin: firstLine(pinFile(home, token)) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A letter for the company seal: one place on the last page, one approval. Returns the request's number. */
export async function approvedRequest(
  bench: BenchEnterprise,
  session: AppSession,
  file: string,
  uses = 1,
): Promise<string> {
  const id = await submitRequest(session, bench.actor('soft-applicant'), {
    file,
    typeCode: '01',
    at: ['page=last,x=150mm,y=240mm'],
    keyword: [],
    seam: [],
    reason: '性能测试',
    resolutions: [],
    uses,
  });
  await decideRequest(session, bench.actor('soft-department'), id);
  return id;
}

/** One use of a request. */
export function sealOnce(
  bench: BenchEnterprise,
  session: AppSession,
  requestId: string,
  output: string,
  timestamp = true,
): Promise<SealOutcome> {
  return sealFile(session, bench.actor('soft-keeper'), {
    requestId,
    output,
    timeStamp: timestamp ? 'now' : 'none',
  });
}

/** Verifies a file; throws when the verdict is not PASS, so that nothing else is ever measured. */
export async function verifyGreen(session: AppSession, file: string): Promise<void> {
  const [result] = await verifyFiles(session, { files: [file], trust: [] });
  const report = result && 'report' in result ? result.report : undefined;
  if (report?.level !== 'PASS') throw new Error(`verified as ${report?.codes.join(' ') ?? 'unreadable'}`);
}

function firstLine(file: string): Uint8Array {
  return Uint8Array.from(Buffer.from(readFileSync(file, 'utf8').trim()));
}
