/** What to type next after a refusal. Sentences of errors are the same in a window, where no command can be typed. */
import type { ErrorCode } from '../domain/errors/codes.ts';
import type { Language } from '../domain/errors/sentence.ts';

const withoutStamp = {
  zh: '盖章时：--timestamp-later 先盖、以后补盖；--no-timestamp 不加时间戳。',
  en: 'When sealing: --timestamp-later seals now and stamps later; --no-timestamp goes without.',
};

const hints: Partial<Record<ErrorCode, Readonly<Record<Language, string>>>> = Object.freeze({
  usage: { zh: '用 --help 查看用法。', en: 'See --help.' },
  'home-missing': {
    zh: '用 bianyin sandbox init 建一个沙箱，或用 --home 指定数据目录。',
    en: 'Make a sandbox with bianyin sandbox init, or name a home with --home.',
  },
  'home-exists': { zh: '用 --home 指定另一个目录。', en: 'Name another folder with --home.' },
  'home-has-trust': {
    zh: '用 --trust-aside 放到一边，或用 --home 指定另一个目录。',
    en: 'Set it aside with --trust-aside, or name another folder with --home.',
  },
  'sandbox-only': { zh: '用 --home 指定沙箱的数据目录。', en: 'Name a sandbox home with --home.' },
  'pin-required': {
    zh: '用 --pin-file 文件、--pin-stdin，或在终端里直接输入。',
    en: 'Use --pin-file FILE, --pin-stdin, or type it at a terminal.',
  },
  'policy-before-restore': {
    zh: '在窗口里签署：设置 → 人员与保管。',
    en: 'Sign it in the window: Settings → People and keepers.',
  },
  'timestamp-failed': withoutStamp,
  'timestamp-not-set-up': withoutStamp,
  'timestamp-untrusted': withoutStamp,
  'timestamp-clock-differs': withoutStamp,
  'timestamp-not-waiting': {
    zh: '用 bianyin timestamp list 查看在等时间戳的文件。',
    en: 'See the files that wait for one with bianyin timestamp list.',
  },
  'token-not-found': {
    zh: '用 bianyin token list 查看已插入的 UKey。',
    en: 'See the present ones with bianyin token list.',
  },
  'trust-root-not-pinned': {
    zh: '核对过的指纹用 --root-sm3 写明。',
    en: 'State the digest that you compared with --root-sm3.',
  },
  'trust-pack-missing': { zh: '用 bianyin trust import 文件 导入。', en: 'Use bianyin trust import FILE.' },
});

/** Null when the sentence says all there is to say. */
export function commandHint(code: ErrorCode, language: Language): string | null {
  return hints[code]?.[language] ?? null;
}
