/**
 * What a line of a document says about its sum, as a fact: a word that means the sum, a colon or a sign of a currency, and the figures.
 * Figures without such words are an amount of something, and nothing is said of them.
 */
import { amountInFen, amountPattern, capitalAmount } from './amount.ts';
import { foldText } from './fold-text.ts';

/** Words of a sum, as lines are folded (no blanks, half width). 小计 and 金额 alone are of a row. */
const words =
  '合计|总计|共计|总金额|合计金额|价税合计|应收合计|应付合计|应收金额|应付金额|期末余额|截止余额|欠款余额|对账金额|收款金额|实收金额|合同总价|合同金额|' +
  'totalamount|grandtotal|total|amountdue|balancedue|closingbalance';
const sum = new RegExp(
  `(?:${words})(?:\\((?:小写|人民币|元|cny|rmb|大小写)\\))?(?:人民币|rmb|cny|小写)?(?:[:：]?[¥￥]|[:：])(?:人民币|rmb|cny|小写[:：]?)?[¥￥]?` +
    `(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,15}(?:\\.\\d{1,2})?)(?![\\d,.%万亿])`,
  'giu',
);

/** Exact decimals that the folded line calls its sum. */
export function statedAmounts(line: string): string[] {
  const found = [...line.matchAll(sum)].map((match) =>
    (match[1] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, ''),
  );
  return found.filter((amount) => amountPattern.test(amount));
}

/** Whether a folded line holds an amount, in figures or in 大写; of no amount, no line does. */
export function amountHolder(amount: string | null): (line: string) => boolean {
  if (amount === null) return () => false;
  const fen = amountInFen(amount);
  const capital = foldText(capitalAmount(amount).replace(/整$/u, ''));
  // Not as a part of a larger amount, nor of one with 角 and 分 behind it.
  const written = new RegExp(
    `(?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿])${capital}(?![零壹贰叁肆伍陆柒捌玖])`,
    'u',
  );
  return (line) => {
    if (written.test(line.replaceAll('圆', '元'))) return true;
    for (const [figures] of line.matchAll(/\d[\d,]*(?:\.\d{1,2})?(?![\d.])/g)) {
      const plain = figures.replaceAll(',', '').replace(/^0+(?=\d)/, '');
      if (amountPattern.test(plain) && amountInFen(plain) === fen) return true;
    }
    return false;
  };
}
