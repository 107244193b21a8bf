/** How the memory of trust (trust-memory.ts) lies in the settings of a home's database. */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PackHead, TrustMemory } from './trust-memory.ts';

interface SettingsView {
  setting(key: string): string | null;
  settingsUnder(prefix: string): ReadonlyMap<string, string>;
}

const packPrefix = 'trust-pack:';
const statusKey = 'status-seq';
const listsKey = 'trust-lists';
const listsText = z.record(
  z.string(),
  z.strictObject({
    number: z.string().nullable(),
    thisUpdate: z.string(),
    byPack: z.boolean(),
    sm3: z.string().optional(),
  }),
);

const revokingKey = 'trust-revoking';
const revokingText = z.array(z.base64());

/** The memory as the database holds it. */
export function memoryOf(settings: SettingsView): TrustMemory {
  const packs = [...settings.settingsUnder(packPrefix)].flatMap(([key, value]) => {
    const [seq, sm3] = value.split(':');
    return seq && sm3 ? [[key.slice(packPrefix.length), { seq: Number(seq), sm3 }] as const] : [];
  });
  const [seq, sm3] = settings.setting(statusKey)?.split(':') ?? [];
  const lists = settings.setting(listsKey);
  const revoking = settings.setting(revokingKey);
  return {
    packs: new Map(packs),
    status: seq ? { seq: Number(seq), sm3: sm3 ?? null } : null,
    lists: new Map(lists === null ? [] : Object.entries(read(listsText, lists))),
    revoking: revoking === null ? [] : read(revokingText, revoking),
  };
}

/** Errors: `store-damaged`. */
function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new BianyinError('store-damaged', {}, { cause });
  }
}

/** The setting that remembers a pack. */
export function packSetting(scope: string, { seq, sm3 }: PackHead): [string, string] {
  return [`${packPrefix}${scope}`, `${seq}:${sm3}`];
}

/** What is to be set so that `memoryOf` gives it again. */
export function settingsOf({ packs, status, lists, revoking }: TrustMemory): [string, string][] {
  const ofPacks = [...packs].map(([scope, head]) => packSetting(scope, head));
  const ofStatus: [string, string][] = status
    ? [[statusKey, `${status.seq}${status.sm3 ? `:${status.sm3}` : ''}`]]
    : [];
  const ofLists: [string, string] = [listsKey, JSON.stringify(Object.fromEntries([...lists].sort()))];
  const ofAnswers: [string, string][] = revoking.length > 0 ? [[revokingKey, JSON.stringify(revoking)]] : [];
  return [...ofPacks, ...ofStatus, ofLists, ...ofAnswers];
}
