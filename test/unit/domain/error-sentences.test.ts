/** Sentences for people: both languages say the same, each says what to do, none blames, and no value can forge a line. */
import { expect, test } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { errorSentences } from '../../../src-main/domain/errors/codes.ts';
import {
  listReasons,
  policyReasons,
  requestReasons,
  xrefReasons,
} from '../../../src-main/domain/errors/reasons.ts';
import { sentenceFor } from '../../../src-main/domain/errors/sentence.ts';
import { verdictCodes } from '../../../src-main/domain/verdict-codes.ts';

const errors = Object.entries(errorSentences);
const verdicts = Object.entries(verdictCodes);
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each([...errors, ...verdicts])('%s: the same values in both languages', (_, { zh, en }) => {
  expect(placeholders(zh)).toEqual(placeholders(en));
});

test.each(errors)('%s: says what happened and what to do, in whole sentences', (_, { zh, en }) => {
  expect(zh).toMatch(/。$/);
  expect(en).toMatch(/\.$/);
  expect(zh).toMatch(/请|更正/);
  expect(en.split(/[.;:] /).length).toBeGreaterThan(1);
});

test.each([...errors, ...verdicts])('%s: no blame and no claim about people', (_, { zh }) => {
  expect(zh).not.toMatch(/做手脚|作弊|违法|违规|非法|您/);
});

test.each(errors)('%s: nothing to type into a terminal: windows show the same sentence', (_, { zh, en }) => {
  for (const text of [zh, en]) expect(text).not.toMatch(/(^|\s)--?[a-z]|bianyin [a-z]|npm run/);
});

test.each([...errors, ...verdicts])('%s: words of the office, not of the laboratory', (_, { zh, en }) => {
  expect(zh).not.toMatch(/哈希|杂凑|证书链|签名值|ASN|OCSP|PKCS|JSON(?!。)|SignedData|DocMDP|未知错误/);
  expect(en).not.toMatch(
    /hash|certificate chain|byte range|ASN\.1|OCSP|PKCS|SignedData|DocMDP|canonical|unknown error/i,
  );
});

test('values are filled in, and cannot break the line or turn its direction', () => {
  const name = 'ann\u001b[2Jex\u202e.pdf\n有效';
  const text = sentenceFor(new BianyinError('file-not-readable', { file: name }), 'zh');
  expect(text).toBe('文件 ann·[2Jex·.pdf·有效 读不出来。请检查文件是否存在、是否有权限。');
});

const reasons = Object.entries({ ...xrefReasons, ...policyReasons, ...requestReasons, ...listReasons });

test.each(reasons)('%s: a reason is in the language of its sentence', (what, { zh, en }) => {
  expect(zh).toMatch(/[\u4e00-\u9fff]/);
  expect(zh.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]/);
  expect(en).not.toMatch(/[\u4e00-\u9fff]/);
  expect(placeholders(zh)).toEqual(placeholders(en));
  const error = new BianyinError('pdf-xref-broken', { what, at: 7, id: 'x', seal: '04' });
  for (const language of ['zh', 'en'] as const) expect(sentenceFor(error, language)).not.toContain(what);
});

test('a reason from elsewhere stays what it is', () => {
  const error = new BianyinError('pdf-xref-broken', { what: 'toString', at: 7 });
  expect(sentenceFor(error, 'zh')).toContain('（toString，第 7 字节）');
});

test('a value that looks like a placeholder is not filled again', () => {
  const error = new BianyinError('document-changed', { name: '{name}' });
  expect(sentenceFor(error, 'en')).toContain('{name}');
});

test('roles, matters, seals and times are words in the language of the sentence', () => {
  const rejected = new BianyinError('request-rejected', {
    id: 'YY-1',
    name: '苏婉宁',
    role: 'counsel',
    reason: '缺附件',
  });
  expect(sentenceFor(rejected, 'zh')).toContain('苏婉宁（法务）驳回');
  expect(sentenceFor(rejected, 'en')).toContain('苏婉宁 (Counsel)');
  const missing = new BianyinError('path-people-missing', { roles: 'department legal' });
  expect(sentenceFor(missing, 'zh')).toContain('（部门负责人、法定代表人）');
  expect(sentenceFor(missing, 'en')).toContain('(Head of department, Legal representative)');
  const refused = new BianyinError('path-not-allowed', { matter: 'contract', seal: '02' });
  expect(sentenceFor(refused, 'zh')).toContain('“合同”不能用财务专用章');
  const lost = new BianyinError('worker-lost', { worker: '签名进程' });
  expect(sentenceFor(lost, 'zh')).toContain('（签名进程）');
  expect(sentenceFor(lost, 'en')).toContain('(signing)');
  const expired = new BianyinError('request-expired', { id: 'YY-1', until: '2026-11-23T16:30:00Z' });
  expect(sentenceFor(expired, 'zh')).toContain('2026年11月24日 00:30:00');
  expect(sentenceFor(expired, 'en')).toContain('24 Nov 2026, 00:30:00 UTC+8');
});
