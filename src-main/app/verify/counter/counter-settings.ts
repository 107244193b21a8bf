/** Where a counter keeps its log, and its two switches. The folder is made on first use; reading makes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CounterSettings } from '../../../contract/counter-calls.ts';
import { openCounterLog, type CounterLog } from '../../../store/counter-log.ts';

/** A clerk who is asked about a file knows its name, never its digest. Places that may not keep names switch that off. */
const usual: CounterSettings = { keepNames: true, copyNotice: true };
const keys = ['keepNames', 'copyNotice'] as const;

/** Inside the data folder; there need be no home in it. */
export function counterFolder(root: string): string {
  return join(root, 'counter');
}

/** Opens the log, and closes it again. Errors: `counter-log-broken`, `store-*`. */
export function withCounterLog<T>(root: string, work: (log: CounterLog) => T): T {
  const log = openCounterLog(counterFolder(root));
  try {
    return work(log);
  } finally {
    log.close();
  }
}

/** The settings of the counter on this machine; the usual ones where nothing was ever changed. `root` is the home. */
export function counterSettings(root: string): CounterSettings {
  if (!existsSync(join(counterFolder(root), 'counter.db'))) return usual;
  return withCounterLog(root, (log) => {
    const read = (key: (typeof keys)[number]): boolean => {
      const value = log.setting(key);
      return value === null ? usual[key] : value === 'yes';
    };
    return { keepNames: read('keepNames'), copyNotice: read('copyNotice') };
  });
}

/** Keeps all settings, and gives them back as they are kept. */
export function changeCounterSettings(root: string, settings: CounterSettings): CounterSettings {
  withCounterLog(root, (log) => keys.forEach((key) => log.setSetting(key, settings[key] ? 'yes' : 'no')));
  return counterSettings(root);
}
