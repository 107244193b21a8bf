/** Every small change that the runner knows to make in a file: operators, boundaries, removed conditions and statements, constants. */
import ts from 'typescript';

export interface Mutant {
  /** Path from the checkout's root. */
  readonly file: string;
  readonly line: number;
  /** Octets of the source (UTF-16 units) that `text` stands for. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: string;
}

interface Change {
  readonly node: ts.Node;
  readonly text: string;
  readonly kind: string;
}

const kinds = ts.SyntaxKind;

/** operator → what stands in its place. */
const operators: Partial<Record<ts.SyntaxKind, readonly [string, string]>> = {
  [kinds.LessThanToken]: ['<=', 'boundary'],
  [kinds.LessThanEqualsToken]: ['<', 'boundary'],
  [kinds.GreaterThanToken]: ['>=', 'boundary'],
  [kinds.GreaterThanEqualsToken]: ['>', 'boundary'],
  [kinds.EqualsEqualsEqualsToken]: ['!==', 'equality'],
  [kinds.ExclamationEqualsEqualsToken]: ['===', 'equality'],
  [kinds.AmpersandAmpersandToken]: ['||', 'logic'],
  [kinds.BarBarToken]: ['&&', 'logic'],
  [kinds.PlusToken]: ['-', 'arithmetic'],
  [kinds.MinusToken]: ['+', 'arithmetic'],
  [kinds.AsteriskToken]: ['/', 'arithmetic'],
  [kinds.SlashToken]: ['*', 'arithmetic'],
};

const connectives = new Set([kinds.AmpersandAmpersandToken, kinds.BarBarToken, kinds.QuestionQuestionToken]);
const opposites: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };

/** All mutants of a file, in the order of the source. Types, imports and words are left alone: the compiler and the tables hold them. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2024, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    for (const change of changesOf(node)) found.push(asMutant(file, tree, change));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function asMutant(file: string, tree: ts.SourceFile, { node, text, kind }: Change): Mutant {
  const start = node.getStart(tree);
  const line = tree.getLineAndCharacterOfPosition(start).line + 1;
  return { file, line, start, end: node.getEnd(), text, kind };
}

function changesOf(node: ts.Node): Change[] {
  if (ts.isBinaryExpression(node)) return operatorChanges(node);
  if (ts.isIfStatement(node)) return conditionChanges(node.expression);
  if (ts.isConditionalExpression(node)) return conditionChanges(node.condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === kinds.ExclamationToken)
    return [{ node, text: node.operand.getText(), kind: 'negation' }];
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node))
    return [{ node, text: ';', kind: 'statement removed' }];
  if (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent))
    return [{ node, text: '...[]', kind: 'list left out' }];
  if (ts.isReturnStatement(node)) return returnChanges(node);
  return wordChanges(node);
}

/** Another operator, and each side of a connective alone. */
function operatorChanges(node: ts.BinaryExpression): Change[] {
  const { left, right, operatorToken } = node;
  const other = operators[operatorToken.kind];
  const changes: Change[] = other ? [{ node: operatorToken, text: other[0], kind: other[1] }] : [];
  if (!connectives.has(operatorToken.kind)) return changes;
  return [
    ...changes,
    { node, text: left.getText(), kind: 'right side left out' },
    { node, text: right.getText(), kind: 'left side left out' },
  ];
}

function conditionChanges(node: ts.Expression): Change[] {
  return ['true', 'false'].map((text) => ({ node, text, kind: 'condition' }));
}

/** A function that says yes or no says the other. */
function returnChanges(node: ts.ReturnStatement): Change[] {
  const said = node.expression;
  if (!said || !(ts.isBinaryExpression(said) || ts.isPrefixUnaryExpression(said))) return [];
  const isQuestion = ts.isPrefixUnaryExpression(said)
    ? said.operator === kinds.ExclamationToken
    : connectives.has(said.operatorToken.kind) && said.operatorToken.kind !== kinds.QuestionQuestionToken;
  return isQuestion ? conditionChanges(said) : [];
}

function wordChanges(node: ts.Node): Change[] {
  if (node.kind === kinds.TrueKeyword) return [{ node, text: 'false', kind: 'constant' }];
  if (node.kind === kinds.FalseKeyword) return [{ node, text: 'true', kind: 'constant' }];
  if (ts.isNumericLiteral(node) && !ts.isElementAccessExpression(node.parent))
    return ts.isPropertyAssignment(node.parent) && node.parent.name === node
      ? []
      : [{ node, text: `(${node.getText()} + 1)`, kind: 'constant' }];
  const isCalled =
    ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const opposite = isCalled && ts.isCallExpression(node.parent.parent) ? opposites[node.text] : undefined;
  return opposite === undefined ? [] : [{ node, text: opposite, kind: 'call' }];
}
