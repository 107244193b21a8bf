/**
 * The diagnosis as one file: text for people, and behind it the same as JSON for programs. Drivers are examined in processes of their own, all at
 * once; one that hangs or crashes leaves the call in which it did.
 */
import { engineVersion } from '../../../domain/engine-version.ts';
import { examine, type DriverExamination } from '../../../tokens/examine.ts';
import type { AppSession } from '../../session.ts';
import { driverLines } from './driver-text.ts';
import { diagnosisOf, type UsbSource } from './run-diagnosis.ts';

/** What stands between the text and the JSON. */
export const jsonMark = '---- JSON ----';

export interface DiagnosisFile {
  readonly text: string;
  readonly drivers: readonly (DriverExamination & { readonly title: string })[];
}

/** Never takes longer than the slowest driver is waited for. Errors: `home-*`. */
export async function diagnosisFile(session: AppSession, usb?: UsbSource): Promise<DiagnosisFile> {
  const [{ text, findings, facts }, drivers] = await Promise.all([
    diagnosisOf(session, usb),
    Promise.all(
      session.drivers().map(async ({ title, program }) => ({ title, ...(await examine(program)) })),
    ),
  ]);
  const value = {
    v: 1,
    purpose: 'bianyin.diagnosis',
    at: session.now().toISOString(),
    version: engineVersion,
    system: `${process.platform} ${process.arch}`,
    findings: findings.map(({ level, code }) => ({ level, code })),
    devices:
      facts.devices?.map(({ vendorId, productId, isCcid }) => ({ vendorId, productId, isCcid })) ?? null,
    drivers,
  };
  const lines = drivers.flatMap(({ title, ...examination }) => ['', ...driverLines(title, examination)]);
  return {
    text: `${[text.trimEnd(), ...lines, '', jsonMark, JSON.stringify(value, null, 1)].join('\n')}\n`,
    drivers,
  };
}
