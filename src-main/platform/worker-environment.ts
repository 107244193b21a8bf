/** The environment of a worker process: what it needs to start at all, and its own values. */

/** Secrets, LD_PRELOAD and NODE_OPTIONS are not among it. */
const inherited = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'] as const;

/** `outer` is the environment that the host itself runs in. */
export function workerEnvironment(
  outer: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const entries = inherited.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), ...own };
}
