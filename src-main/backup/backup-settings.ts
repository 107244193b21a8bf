/** What a home knows of its backups: where they go and how many stay, with which recovery code, and how the last one went. */
import { z } from 'zod';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Settings, Store } from '../store/store.ts';
import type { RecoveryPublic } from './recovery-key.ts';

const keys = {
  plan: 'backup:plan',
  recovery: 'backup:recovery',
  last: 'backup:last',
  failed: 'backup:failed',
  drill: 'backup:drill',
} as const;

const plan = z.strictObject({ folder: z.string().min(1), keep: z.int().min(2).max(1000) });
const recovery = z.strictObject({
  salt: z.string(),
  publicKey: z.string(),
  originKey: z.string(),
  setAt: z.string(),
});
const last = z.strictObject({
  file: z.string(),
  sm3: z.string(),
  size: z.int(),
  madeAt: z.string(),
  seq: z.int(),
  sound: z.boolean(),
  skipped: z.int(),
});
const failed = z.strictObject({
  at: z.string(),
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
const drill = z.strictObject({ at: z.string(), code: z.string().nullable(), madeAt: z.string() });

export type BackupPlan = z.infer<typeof plan>;
export type LastBackup = z.infer<typeof last>;
export type FailedBackup = z.infer<typeof failed>;
export type LastDrill = z.infer<typeof drill>;

export interface BackupState {
  readonly plan: BackupPlan | null;
  /** When the recovery code was made; null: there is none. */
  readonly codeSetAt: string | null;
  readonly last: LastBackup | null;
  /** The newest try, when it failed. */
  readonly failed: FailedBackup | null;
  readonly drill: LastDrill | null;
}

/** A value that cannot be understood is none: what hangs on it is said to be missing, and set again. */
function read<T>(settings: Settings, key: string, schema: z.ZodType<T>): T | null {
  const text = settings.setting(key);
  if (text === null || text === '') return null;
  const parsed = schema.safeParse(orElse(() => jsonOf(text), null));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BianyinError('json-not-canonical', { what: 'setting' }, { cause });
  }
}

export function backupState(settings: Settings): BackupState {
  return {
    plan: read(settings, keys.plan, plan),
    codeSetAt: read(settings, keys.recovery, recovery)?.setAt ?? null,
    last: read(settings, keys.last, last),
    failed: read(settings, keys.failed, failed),
    drill: read(settings, keys.drill, drill),
  };
}

/** What the recovery code left here; null: there is none. */
export function recoveryOf(settings: Settings): RecoveryPublic | null {
  const found = read(settings, keys.recovery, recovery);
  return (
    found && {
      salt: fromBase64(found.salt),
      publicKey: fromBase64(found.publicKey),
      originKey: fromBase64(found.originKey),
    }
  );
}

type Changes = Pick<Store, 'setSettings'>;

export function keepPlan(store: Changes, value: BackupPlan): void {
  store.setSettings([[keys.plan, JSON.stringify(plan.parse(value))]]);
}

/** The code counts from now on; backups of before are opened by the one before. */
export function keepRecovery(store: Changes, made: RecoveryPublic, setAt: string): void {
  const { salt, publicKey, originKey } = made;
  const value = {
    salt: toBase64(salt),
    publicKey: toBase64(publicKey),
    originKey: toBase64(originKey),
    setAt,
  };
  store.setSettings([[keys.recovery, JSON.stringify(value)]]);
}

export function keepLast(store: Changes, value: LastBackup): void {
  store.setSettings([
    [keys.last, JSON.stringify(value)],
    [keys.failed, ''],
  ]);
}

/** A folder was chosen: how writing to the one before went is no news of this one. */
export function forgetFailed(store: Changes): void {
  store.setSettings([[keys.failed, '']]);
}

export function keepFailed(store: Changes, value: FailedBackup): void {
  store.setSettings([[keys.failed, JSON.stringify(value)]]);
}

export function keepDrill(store: Changes, value: LastDrill): void {
  store.setSettings([[keys.drill, JSON.stringify(value)]]);
}
