/** Whether what is done here is for trying only: by the settings, by what lies in the folder, or by the roots that are trusted. */
import { existsSync } from 'node:fs';
import { orElse } from '../../domain/errors/or-else.ts';
import { sandboxOrganization } from '../../domain/sandbox-mark.ts';
import { trustAsFound } from '../../home/believed-trust.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { AppSession } from '../session.ts';

/** A folder that has lost its settings is a sandbox still, and so is a counter that trusts the root of one. */
export function isSandboxPlace({ home, settings }: Pick<AppSession, 'home' | 'settings'>): boolean {
  return isSandboxFolder(home, settings) || orElse(() => trustAsFound(home).anchors, []).some(isOfSandbox);
}

/** The embedded city lives only in a sandbox. */
export function isSandboxFolder(home: HomeDirectory, settings: AppSession['settings']): boolean {
  return settings === null ? existsSync(home.city) : settings.kind === 'sandbox';
}

export function isOfSandbox({ subject }: Pick<Certificate, 'subject'>): boolean {
  return subject.organization === sandboxOrganization;
}
