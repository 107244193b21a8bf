/** What every call ends with: a value, or a code out of a closed union with the values that fill its sentence. */
import { z } from 'zod';
import { errorSentences, type ErrorCode, type ErrorSentence } from '../domain/errors/codes.ts';
import { filledSentence } from '../domain/errors/detail-words.ts';
import { withReason } from '../domain/errors/reasons.ts';

/** Codes that only the way between page and application knows. */
export const routerSentences = {
  'unknown-name': {
    zh: '程序各部分的版本不一致，没有执行。请重新启动汴印。',
    en: 'Parts of the program do not fit together; nothing was done. Restart Bianyin.',
  },
  'bad-input': {
    zh: '填写的内容不完整或格式不对（{field}），没有执行。请改正后再试。',
    en: 'What was entered is incomplete or malformed ({field}); nothing was done. Correct it and try again.',
  },
  forbidden: {
    zh: '这个页面不能做这件事，没有执行。请关闭窗口后重新启动汴印。',
    en: 'This page may not do that; nothing was done. Close the window and start Bianyin again.',
  },
  'too-large': {
    zh: '内容太多，没有执行。请分几次进行。',
    en: 'That is too much at once; nothing was done. Do it in parts.',
  },
  busy: {
    zh: '另一项操作正在等待输入 PIN，没有开始新的操作。请先完成或取消那一项。',
    en: 'Another operation waits for its PIN; nothing new was begun. Finish or cancel that one first.',
  },
  cancelled: { zh: '已取消，没有做任何改动。', en: 'Cancelled; nothing was changed.' },
  'document-unknown': {
    zh: '这个文件已经关闭。请重新选择文件。',
    en: 'This file has been closed. Choose it again.',
  },
} as const satisfies Record<string, ErrorSentence>;

export type RouterCode = keyof typeof routerSentences;
export type CallErrorCode = ErrorCode | RouterCode;

/** Every code that a call can end with, and its sentences for people. */
export const callSentences: Readonly<Record<CallErrorCode, ErrorSentence>> = Object.freeze({
  ...errorSentences,
  ...routerSentences,
});

const codes = Object.keys(callSentences) as [CallErrorCode, ...CallErrorCode[]];

export const callError = z.strictObject({
  code: z.enum(codes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CallError = z.infer<typeof callError>;

/** The sentence of an error, filled: the same words in every window and on paper. */
export function callSentence({ code, detail }: CallError, language: keyof ErrorSentence): string {
  return filledSentence(withReason(callSentences[code][language], detail, language), detail, language);
}

export type CallResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CallError };
