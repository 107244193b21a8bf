/** docs/attacks.md from the table of attacks: id, what was done, what the verifier must say. */
import type { AttackCase } from './cases/attack-making.ts';

/** What the numbers of the catalogue stand for. */
const subjects: Readonly<Record<string, string>> = {
  P00: 'Honest files that the attacks start from',
  P01: 'Forged signature values: entries missing, empty, of a wrong type',
  P02: 'Incremental saving: the document is changed behind the signature',
  P03: 'Signature wrapping: the second range is moved',
  P04: 'Byte ranges that are none',
  P05: 'The gap of the byte range holds more than the value',
  P06: 'The value that is parsed is not the value in the gap',
  P07: 'Data behind the end',
  P08: 'Shadow content: dormant while it is sealed (-3), switched on later (-4)',
  P09: 'Annotations over what was sealed',
  P10: 'Later signatures over what was sealed',
  P11: 'Certification (DocMDP)',
  P12: 'Locked fields (FieldMDP, /Lock)',
  P13: 'Forms that show something else than they hold',
  P14: 'Fonts changed later',
  P15: 'Pages added, removed, reordered, resized',
  P16: 'Layers',
  P17: 'Actions, scripts, attachments',
  P18: 'Cross-reference data with two readings',
  P19: 'Keys given twice',
  P20: 'Files that a repairing reader sees otherwise',
  P21: 'Files of two kinds',
  P22: 'The signature container',
  P23: 'Certificates and revocation',
  P24: 'Time',
  P25: 'Encryption',
  P26: 'Files made to exhaust a reader',
  P27: 'Deceiving the eye',
  P28: 'Several signatures',
  P29: 'Usage rights of forms',
  P30: 'Two roots that are both trusted',
  P31: 'Content that is not in the signed octets, or that has another look elsewhere',
  P32: 'Objects that are not what they call themselves, and copies that are not the same',
  P33: 'Containers beside the pages: portfolios, XFA, media, private data',
};

const head = `# Attacks · 攻击用例

Generated from \`test/attacks/cases\`; a test keeps the two alike and runs every row against the verifier. Each file is made by script
from a test city of its own. FAIL is red, UNSURE amber, PASS green; a code at PASS is a note that is shown beside the green. What the
codes mean: [verdicts.md](verdicts.md).

Rules that hold for all of them: no exception, no time-out and no limit is ever green; every file that comes out green here is opened
with pdf.js too, which must show the same pages with the same text (\`test/attacks/renderer.test.ts\`).
`;

/** The whole document. Errors: `RangeError` for an id without a subject. */
export function renderAttackTable(cases: readonly AttackCase[]): string {
  const bySubject = Map.groupBy(cases, ({ id }) => id.slice(0, 3));
  const parts = [...bySubject.keys()].sort().map((key) => {
    const subject = subjects[key];
    if (subject === undefined) throw new RangeError(`no subject for ${key}`);
    const rows = (bySubject.get(key) ?? []).map(({ id, what, level, code }) => {
      return `| \`${id}\` | ${cell(what)} | ${level} | ${code === null ? '' : `\`${code}\``} |`;
    });
    return `## ${key} · ${subject}\n\n<!-- prettier-ignore-start -->\n| id | what was done | verdict | code |\n|---|---|---|---|\n${rows.join('\n')}\n<!-- prettier-ignore-end -->\n`;
  });
  return `${head}\n${cases.length} cases.\n\n${parts.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}
