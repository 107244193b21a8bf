/**
 * Ideographs that look alike but are several characters: programs that make PDFs write one for the other (a font has one glyph for both),
 * and nobody sees a difference. Both sides of a comparison are brought to one of them (domain/fold-text.ts).
 */

/**
 * Radical or stroke, then its unified ideograph: Unicode Character Database 14.0, EquivalentUnifiedIdeograph.txt, without the Kangxi
 * block, which NFKC folds already. (Data of the Unicode Consortium, unicode.org/license.txt.)
 */
const unified = [
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑',
  '⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王',
  '⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑',
  '⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長',
  '⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼',
  '⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿',
  '㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎',
];

/**
 * Forms of radicals, then the one that simplified Chinese writes: the pairs of one number with and without an apostrophe in the
 * database's CJKRadicals.txt, and regional forms of the same sign (戶 戸, 靑, 黃, 斉, 歯, 竜, 亀): ⼾ is 戶 for NFKC, and 户 on the page.
 */
const simplified =
  '戶户戸户長长門门頁页見见貝贝車车馬马魚鱼鳥鸟龍龙竜龙龜龟亀龟齊齐斉齐齒齿歯齿麥麦黽黾韋韦風风飛飞鹵卤黃黄靑青釒钅訁讠飠饣糹纟爿丬';

const pairs = (text: string): [string, string][] => {
  const characters = [...text];
  return characters.flatMap((from, i) => (i % 2 === 0 ? [[from, characters[i + 1] ?? from]] : []));
};
const toUnified = new Map(unified.flatMap(pairs));
const toSimplified = new Map(pairs(simplified));

/** The one character that stands for all that look like this one; the character itself when there is no other. */
export function equivalentIdeograph(character: string): string {
  const ideograph = toUnified.get(character) ?? character;
  return toSimplified.get(ideograph) ?? ideograph;
}
