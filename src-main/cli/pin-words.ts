/** Tries left in words: PKCS#11 tells no number, only how near the end is. */
import type { PluggedToken } from '../app/seals/overview.ts';

export const pinWords: Readonly<Record<PluggedToken['pinState'], string>> = Object.freeze({
  ok: '正常',
  low: '输错过，次数减少',
  final: '只剩最后一次',
  locked: '已锁定',
});
