/** Small values that may change: the only table without a past. */
import type { DatabaseSync } from 'node:sqlite';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Key under which the place of a request's file is remembered: a convenience, the file itself is measured each time. */
export function requestFileSetting(requestId: string): string {
  return `request-file:${requestId}`;
}

/** The same for an attachment, by its place in the request (0 for the first). */
export function attachmentFileSetting(requestId: string, index: number): string {
  return `${requestFileSetting(requestId)}:attachment:${index}`;
}

/** Key under which is remembered why an item of a list was not sealed; empty once that is over. For people, decides nothing. */
export function itemOutcomeSetting(requestId: string): string {
  return `list-item:${requestId}`;
}

/** Null where nothing was set. */
export function readSetting(database: DatabaseSync, key: string): string | null {
  const value = database.prepare('SELECT value FROM settings WHERE key = ?').get(key)?.['value'];
  return typeof value === 'string' ? value : null;
}

/** All whose keys begin so. */
export function readSettingsUnder(database: DatabaseSync, prefix: string): ReadonlyMap<string, string> {
  // By the index of keys: a long list has a setting for each of its files.
  const rows = database
    .prepare('SELECT key, value FROM settings WHERE key >= ?2 AND substr(key, 1, ?1) = ?2 AND key < ?3')
    .all(prefix.length, prefix, `${prefix}\u{10ffff}`);
  return new Map(rows.map(({ key, value }) => [String(key), String(value)]));
}

/** Errors: `store-append-only` for the identifier of the store, which every journal row names. */
export function writeSetting(database: DatabaseSync, key: string, value: string): void {
  if (key === 'store-id') throw new BianyinError('store-append-only');
  database
    .prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);
}

/** Where the sealed file of a request was put. */
export function sealedFileSetting(requestId: string): string {
  return `sealed-file:${requestId}`;
}
