/**
 * What most likely happened to a file whose signature cannot be verified, in words for whoever stands at a counter. A cause
 * changes what is said and what to ask for, never the weight: what is red stays red, and nothing is said that is not known.
 */
import { fileTypeNames, type FileType } from './file-type.ts';
import type { VerdictSentence } from './verdict-codes.ts';

interface CauseWords {
  readonly sentence: VerdictSentence;
  readonly nextStep: VerdictSentence;
}

/** The name of a cause stands under `cause` in the inputs of the check that found it. */
export const likelyCauses = {
  /** The end of the file is missing (ISO 32000-2 §7.5.5). */
  truncated: {
    sentence: {
      zh: '文件没有结尾，很可能没有下载或传送完整，签章无法验证',
      en: 'The file has no end and most likely was not downloaded or sent completely; its seal cannot be verified',
    },
    nextStep: {
      zh: '请重新下载，或请对方重新发送原文件后再验；在此之前不予受理。',
      en: 'Download it again or have the original sent again, then verify; do not accept it until then.',
    },
  },
  /** Octets before the header (§7.5.2): transport heads and byte order marks stay in front when a reply is saved as it came. */
  preceded: {
    sentence: {
      zh: '文件开头之前多出了内容，很可能是下载、网页或邮件程序把传输信息一并存了进去，签章无法验证',
      en: 'There is something before the start of the file; most likely a download, web or mail program saved its own headers with it, and its seal cannot be verified',
    },
    nextStep: {
      zh: '请从来源处重新下载，或请对方以附件重新发送原文件后再验；在此之前不予受理。',
      en: 'Download it again from where it came, or have the original sent as an attachment, then verify; do not accept it until then.',
    },
  },
  /** What is signed no longer lies where the signature says (§12.8.1): another program has written the file anew. */
  resaved: {
    sentence: {
      zh: '签章保护的内容已不在原处，文件很可能在盖章后另存、合并或拆分过，签章不再能验证',
      en: 'What the seal protects is not where it was; most likely the file was saved anew, merged or split after sealing, and the seal can no longer be verified',
    },
    nextStep: {
      zh: '不予受理；请索取盖章后未经另存的原文件。',
      en: 'Do not accept it; ask for the original as it was sealed, not saved again.',
    },
  },
  /** No octet at all: mostly a download or an export that broke off. */
  empty: {
    sentence: {
      zh: '文件是空的（0 字节），没有内容可以验',
      en: 'The file is empty (0 octets); there is nothing to verify',
    },
    nextStep: {
      zh: '请重新下载，或请对方重新发送原文件后再验。',
      en: 'Download it again or have the original sent again, then verify.',
    },
  },
  word: anotherType('word'),
  sheet: anotherType('sheet'),
  slides: anotherType('slides'),
  office: anotherType('office'),
  archive: {
    ...anotherType('archive'),
    nextStep: {
      zh: '请先解压，再验里面的 PDF；压缩包本身不能当作通过。',
      en: 'Unpack it and verify the PDF inside; the archive itself is not to be treated as passed.',
    },
  },
  picture: anotherType('picture'),
  web: anotherType('web'),
} as const satisfies Record<string, CauseWords>;

/** Whatever it is, its seal could only be a picture of one. */
function anotherType(type: FileType): CauseWords {
  const { zh, en } = fileTypeNames[type];
  return {
    sentence: {
      zh: `这是${zh}，不是 PDF 文件，未能验证`,
      en: `This is ${en} and no PDF; it was not verified`,
    },
    nextStep: {
      zh: '请向对方要盖过电子签章的 PDF 原文件；上面看得见的章只是图案，不得当作通过。',
      en: 'Ask for the PDF as it was sealed; a seal that is seen on this file is a picture only, and is not to be treated as passed.',
    },
  };
}

export type LikelyCause = keyof typeof likelyCauses;

/** The words of the cause that a check has written down, if any. */
export function causeWords(inputs: Readonly<Record<string, unknown>> | undefined): CauseWords | undefined {
  const cause = inputs?.['cause'];
  return typeof cause === 'string' && isCause(cause) ? likelyCauses[cause] : undefined;
}

function isCause(name: string): name is LikelyCause {
  return Object.hasOwn(likelyCauses, name);
}
