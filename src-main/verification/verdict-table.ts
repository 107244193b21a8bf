/** The table of verdict codes as a document (docs/verdicts.md); the document is compared with it by a test. */
import { verdictCodes, verdictCodeEntry, type VerdictCode } from '../domain/verdict-codes.ts';

const head = `# Verdict codes · 验证结论代码

Generated from \`src-main/domain/verdict-codes.ts\`; a test keeps the two alike. Codes are stable and never reused.

Every signature is judged on three axes: integrity 文件, identity 签章人, time 时间. FAIL beats UNSURE beats PASS; a NOTE keeps
green and is shown. A file without any signature is NONE. Exceptions, limits and everything unknown are UNSURE, never green.
The ETSI column names the nearest indication of EN 319 102-1; without a sub-indication the rule is our own policy.

<!-- prettier-ignore-start -->
| code | level | axis | 中文 | English | 下一步 · next step | ETSI |
|---|---|---|---|---|---|---|
`;

/** The whole of docs/verdicts.md. */
export function renderVerdictTable(): string {
  const codes = Object.keys(verdictCodes) as VerdictCode[];
  return `${head}${codes.map(row).join('\n')}\n<!-- prettier-ignore-end -->\n`;
}

function row(code: VerdictCode): string {
  const { level, axis, zh, en, nextStep, etsi } = verdictCodeEntry(code);
  return `| \`${code}\` | ${level} | ${axis} | ${zh} | ${en} | ${nextStep.zh} · ${nextStep.en} | ${etsi} |`;
}
