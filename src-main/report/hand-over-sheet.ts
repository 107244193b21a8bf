/**
 * 移交单 on A4 (docs/adr/0046): who handed which seals to whom, where the register stood, what was open, and lines for the pens of the people.
 * No seal is put on it; the policy behind it is what was signed.
 */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Language } from '../domain/errors/sentence.ts';
import type { PersonLeft, SealHandOver } from '../domain/hand-over.ts';
import { openRequestLines, type OpenRequest } from '../domain/open-request.ts';
import { chinaTimeText } from '../domain/instant.ts';
import { roleNames } from '../domain/role.ts';
import { sandboxWords } from '../domain/sandbox-mark.ts';
import { sealKindNames } from '../domain/seal-kind.ts';
import { ink, needRoom, rule, takePen, write, writeFact, type Pen } from './pen.ts';
import { reportWords, type SayReport } from './report-words.ts';
import { embedTypefaces } from './typeface.ts';
import { a4, grouped } from './verification-sheet.ts';

/** A row with what its open requests are. */
type Told<T> = Omit<T, 'open'> & { readonly open: readonly OpenRequest[] };

export interface HandOverSheetInput {
  readonly language: Language;
  readonly enterprise: string;
  readonly isSandbox: boolean;
  /** Number of the policy, hex SM3 of what was signed, by whom, and when it came on record (ISO 8601). */
  readonly policy: number;
  readonly policySm3: string;
  readonly signedBy: string;
  readonly time: string;
  /** Rows of the register that say it. */
  readonly rows: readonly number[];
  readonly seals: readonly Told<SealHandOver>[];
  readonly left: readonly Told<PersonLeft>[];
  readonly engine: string;
}

const NAMES = 110;
const fact = { size: 10.5, names: NAMES };
/** Room for a person to write in. */
const LINE = 34;

/** PDF octets; the time in its properties is that of the hand-over, so that the same rows give the same sheet. */
export async function handOverSheet(input: HandOverSheetInput): Promise<Uint8Array> {
  const { language, seals, left } = input;
  const say = reportWords(language);
  const document = await PDFDocument.create();
  const pen = takePen(document, await embedTypefaces(document), a4);
  writeHead(pen, input, say);
  for (const seal of seals) writeSeal(pen, seal, language, say);
  for (const person of left) writePerson(pen, person, language, say);
  writeLines(pen, say);
  write(pen, say('handOverFoot', { rows: listed(input.rows.map(String), language), policy: input.policy }), {
    size: 8.5,
    colour: ink.second,
  });
  write(pen, input.engine, { size: 8.5, colour: ink.second });
  const at = new Date(input.time);
  document.setTitle(say('handOverTitle'));
  document.setProducer(input.engine);
  document.setLanguage(language === 'zh' ? 'zh-CN' : 'en');
  document.setCreationDate(at);
  document.setModificationDate(at);
  return document.save();
}

function writeHead(pen: Pen, input: HandOverSheetInput, say: SayReport): void {
  const { language, policy, signedBy, policySm3, time } = input;
  write(pen, say('handOverTitle'), { size: 20, bold: true });
  if (input.isSandbox) write(pen, sandboxWords[language], { size: 11, bold: true });
  rule(pen);
  writeFact(pen, say('handOverEnterprise'), input.enterprise, fact);
  writeFact(pen, say('handOverDay'), chinaTimeText(new Date(time), language), fact);
  writeFact(pen, say('handOverBasis'), say('handOverPolicy', { policy, name: signedBy }), fact);
  writeFact(pen, say('handOverSm3'), grouped(policySm3), fact);
  rule(pen);
}

function writeSeal(pen: Pen, seal: Told<SealHandOver>, language: Language, say: SayReport): void {
  const { typeCode, esId, from, to, stay, lastRow, uses, broken, open } = seal;
  needRoom(pen, 120);
  write(pen, sealKindNames[typeCode][language], { size: 12.5, bold: true, leading: 2 });
  writeFact(pen, say('sealNumber'), esId, fact);
  writeFact(pen, say('handOverFrom'), listed(from, language), fact);
  const takers = to.length + stay.length === 0 ? say('handOverNobody') : listed(to, language);
  writeFact(pen, say('handOverTo'), takers, fact);
  if (stay.length > 0) writeFact(pen, say('handOverStay'), listed(stay, language), fact);
  const when = lastRow && chinaTimeText(new Date(lastRow.time), language);
  const row = lastRow
    ? say('handOverRow', { seq: lastRow.seq, time: when ?? '', use: lastRow.use })
    : say('handOverNoUse');
  writeFact(pen, say('handOverLast'), row, fact);
  writeFact(pen, say('handOverUses'), say('handOverCount', { uses, broken }), fact);
  writeOpen(pen, open, language, say);
  rule(pen);
}

function writePerson(pen: Pen, person: Told<PersonLeft>, language: Language, say: SayReport): void {
  const { name, roles, seals, deputyOf, deputies, delegations, open } = person;
  needRoom(pen, 120);
  write(pen, say('handOverLeft', { name }), { size: 12.5, bold: true, leading: 2 });
  writeFact(
    pen,
    say('handOverRoles'),
    listed(
      roles.map((role) => roleNames[role][language]),
      language,
    ),
    fact,
  );
  writeFact(pen, say('handOverSeals'), listed(seals, language), fact);
  writeFact(pen, say('handOverDeputyOf'), listed(deputyOf, language), fact);
  writeFact(pen, say('handOverDeputies'), listed(deputies, language), fact);
  writeFact(pen, say('handOverDelegations'), delegations === 0 ? say('none') : String(delegations), fact);
  writeOpen(pen, open, language, say);
  rule(pen);
}

/** What each open request is, and what became of it. */
function writeOpen(pen: Pen, open: readonly OpenRequest[], language: Language, say: SayReport): void {
  writeFact(
    pen,
    say('handOverOpen'),
    open.length === 0 ? say('none') : say('handOverOpenCount', { count: open.length }),
    fact,
  );
  for (const each of open) {
    const [head = '', ...facts] = openRequestLines(each, language);
    needRoom(pen, 30);
    write(pen, head, { size: 9.5, indent: NAMES });
    for (const line of facts) write(pen, line, { size: 9, indent: NAMES, colour: ink.second });
  }
}

function writeLines(pen: Pen, say: SayReport): void {
  needRoom(pen, 5 * LINE);
  write(pen, say('handOverThings'), { size: 10.5 });
  for (const word of ['handOverBy', 'handOverTaken', 'handOverWitness'] as const) {
    pen.y -= LINE - 10;
    write(pen, say(word), { size: 10.5 });
    rule(pen, 2);
  }
  pen.y -= 6;
}

/** Nothing is said in words: a dash could be a line that somebody forgot to fill in. */
function listed(words: readonly string[], language: Language): string {
  if (words.length === 0) return reportWords(language)('none');
  return words.join(language === 'zh' ? '、' : ', ');
}
