/**
 * Which names a backup has. What is left out is named here, everything else of a home goes in: a part that comes to the home later is saved
 * without anybody thinking of it. A name that could lead out of a folder is none.
 */

/** Octets of one name, names of one path, characters of a path. */
const [LONGEST_NAME, DEEPEST, LONGEST_PATH] = [255, 12, 1000] as const;
const notInNames = /[\p{Cc}\p{Cs}\\/]/u;
/** What Windows reads as something else than a name: a drive, a stream of a file, a device. */
const notOnWindows = /[:*?"<>|]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Keys of software UKeys and their PINs; notes about unfinished files of this machine; the lock of one process. */
const leftOut: readonly RegExp[] = [
  /^(tokens|pins|unfinished)(\/|$)/i,
  /^sync\.lock/i,
  /(^|\/)\.bianyin-/i,
  /\.db-(wal|shm|journal)$/i,
];

/** A path below the home, its names joined by `/`, that a backup may hold. */
export function isArchivePath(path: string): boolean {
  const names = path.split('/');
  return path.length <= LONGEST_PATH && names.length <= DEEPEST && names.every(isName) && !isLeftOut(path);
}

/** Whether it stays behind (docs/adr/0041 says why). */
export function isLeftOut(path: string): boolean {
  return leftOut.some((pattern) => pattern.test(path));
}

function isName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  if (process.platform === 'win32' && notOnWindows.test(name)) return false;
  return Buffer.byteLength(name) <= LONGEST_NAME && !notInNames.test(name);
}
