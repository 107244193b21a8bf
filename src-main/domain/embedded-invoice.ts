/**
 * An electronic tax invoice (数电票) in a file that a PDF carries (XML, or an XBRL instance): told by its structure and by the form of its
 * number (20 digits), never by the name of the file. The names of elements are those seen in public samples; none of them is law, and
 * what they say is shown and not believed. Entities are never expanded, so there is nothing to grow or to fetch.
 */
export interface EmbeddedInvoice {
  readonly number: string;
  /** Date, seller → buyer, amount, as far as the file says them; empty for none. */
  readonly said: string;
}

/** An element with text alone in it. No part of the pattern can run over a `<`, so that no text makes it slow. */
const leaf = /<([^\s<>/!?]{1,100})(?:\s[^<>]{0,2000})?>([^<>]{1,400})<\//gu;
const root = /<([^\s<>/!?]{1,100})[\s>]/u;

const names = {
  number: /^(eiid|fphm|.{0,40}invoice.{0,20}(number|num|no|id)|.{0,20}发票号码)$/iu,
  date: /^(.{0,20}issue.?(time|date)|.{0,20}date.?of.?issue.{0,20}|requesttime|kprq|.{0,10}开票日期)$/iu,
  seller: /^(.{0,30}seller.{0,20}name|name.?of.?seller|xsfmc|.{0,10}销售方.{0,10}名称)$/iu,
  buyer:
    /^(.{0,30}(buyer|purchaser).{0,20}name|name.?of.?(buyer|purchaser)|gmfmc|.{0,10}购买方.{0,10}名称)$/iu,
  amount:
    /^(.{0,20}tax-?included.?amount|.{0,30}amount.{0,10}(including|included|with).?tax.{0,20}|jshj|.{0,10}价税合计.{0,10})$/iu,
} as const;
type Fact = keyof typeof names;

const forms: Readonly<Record<Fact, RegExp>> = {
  number: /^\d{20}$/u,
  date: /^\d{4}[-年/]\d{1,2}[-月/]\d{1,2}/u,
  seller: /\S/u,
  buyer: /\S/u,
  amount: /^-?\d{1,15}(\.\d{1,6})?$/u,
};

/** Null: no invoice that can be told by what stands in it. */
export function embeddedInvoice(text: string): EmbeddedInvoice | null {
  const facts = new Map<Fact, string>();
  const numbers = new Set<string>();
  for (const [, name = '', value = ''] of text.matchAll(leaf)) {
    const fact = factOf(localName(name));
    const said = plain(value);
    if (!fact || !forms[fact].test(said)) continue;
    if (!facts.has(fact)) facts.set(fact, said);
    if (fact === 'number') numbers.add(said);
  }
  const number = facts.get('number');
  // What names several is a statement or a list of invoices, and may be sealed.
  if (number === undefined || numbers.size > 1) return null;
  const isNamed = /invoice|发票|xbrl/iu.test(localName(root.exec(text)?.[1] ?? ''));
  const isComplete = facts.has('seller') && facts.has('buyer') && facts.has('amount');
  return isNamed || isComplete ? { number, said: saidOf(facts) } : null;
}

function factOf(name: string): Fact | undefined {
  return (Object.keys(names) as Fact[]).find((fact) => names[fact].test(name));
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function saidOf(facts: ReadonlyMap<Fact, string>): string {
  const parties = [facts.get('seller'), facts.get('buyer')].filter((each) => each !== undefined).join(' → ');
  const parts = [facts.get('date')?.slice(0, 10), parties, facts.get('amount')];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** As one line without anything unseen; the five entities that XML itself has. */
function plain(value: string): string {
  const own: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  const read = value.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => own[name] ?? '');
  return read
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 80);
}
