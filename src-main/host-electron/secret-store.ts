/**
 * The system's own keeper of secrets, where there is one. On Linux without a keyring Electron falls back to a text that anybody
 * can read (`basic_text`): that is none at all, and is refused. PINs are never kept, here or anywhere.
 */
import type { SafeStorage } from 'electron';

export interface SecretStore {
  /** Octets that only this user of this machine can open. */
  seal(secret: string): Uint8Array;
  /** Errors: whatever the system says when the octets are not its own. */
  open(sealed: Uint8Array): string;
}

/** Null: this machine has no safe place, and nothing may be kept. Ask when the application is ready, not before. */
export function secretStore(
  storage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
  platform: NodeJS.Platform,
): SecretStore | null {
  if (!storage.isEncryptionAvailable()) return null;
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend()))
    return null;
  return {
    seal: (secret) => new Uint8Array(storage.encryptString(secret)),
    open: (sealed) => storage.decryptString(Buffer.from(sealed)),
  };
}
