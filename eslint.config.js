/**
 * Lint: type-aware rules, what Electron would break (docs/adr/0001: node:crypto for SM work, fork, file:// loading), clocks in
 * pure rooms, markup in pages, ways out of the machine. test/architecture/lint.test.ts seeds one of each.
 */
import tseslint from 'typescript-eslint';

const crypto = 'source.value=/^(node:)?crypto$/';
const cryptoOutsideRandomness = {
  selector: `:matches(ImportDeclaration, ExportNamedDeclaration)[${crypto}] > :matches(ImportSpecifier[imported.name!=/^(randomBytes|randomUUID|randomInt)$/], ExportSpecifier)`,
  message: 'node:crypto only for randomness: Electron has no SM2/SM3/SM4 (docs/adr/0005).',
};
const wholeCrypto = {
  selector: `:matches(ImportDeclaration[${crypto}] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier), ExportAllDeclaration[${crypto}], ImportExpression[${crypto}])`,
  message: 'Import randomBytes, randomUUID or randomInt by name.',
};
const noOtherWayIn = {
  selector:
    ":matches(Identifier[name=/^(getBuiltinModule|createRequire)$/], CallExpression[callee.name='require'])",
  message: 'Import by name at the top: what is loaded in another way is not seen by the rules.',
};
const noFork = {
  selector:
    ":matches(ImportSpecifier[imported.name='fork'], ImportDeclaration[source.value=/^(node:)?(child_process|cluster)$/] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier), ImportExpression[source.value=/^(node:)?(child_process|cluster)$/])",
  message: 'child_process.fork breaks when the RunAsNode fuse is off; spawn a process port instead.',
};
const noFileUrl = {
  selector:
    ":matches(Literal[value=/^file:\\/\\//], TemplateElement[value.raw=/^file:\\/\\//], MemberExpression[property.name='loadFile'])",
  message: 'No file:// loading.',
};
const noClock = {
  selector:
    ":matches(NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date'], MemberExpression[object.name='Date'][property.name='now'], MemberExpression[object.name='Math'][property.name='random'], Identifier[name='globalThis'])",
  message: 'Time, randomness and trust are parameters here.',
};
const noMarkup = {
  selector:
    ':matches(Identifier, JSXIdentifier)[name=/^(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML)$/]',
  message: 'Pages show text, never markup of others.',
};
const noSystemDates = {
  selector: "JSXAttribute[name.name='type'] > Literal[value=/^(date|datetime-local|time|month|week)$/]",
  message: 'A date box of the browser speaks the language of the system: use ui/day-field.tsx.',
};
const noFetch = {
  selector:
    ":matches(CallExpression[callee.name='fetch'], MemberExpression[property.name='fetch'], Identifier[name=/^(WebSocket|EventSource|XMLHttpRequest|sendBeacon)$/])",
  message: 'Only app/time-stamps.ts goes out, with a digest, to the service that the enterprise named.',
};
const pureRooms = 'domain,contract,crypto,pki,seal,pdf,page-text,signing,verification,approval';
const oneWayOut = 'src-main/app/time-stamps.ts';
const mainRules = [cryptoOutsideRandomness, wholeCrypto, noOtherWayIn, noFork, noFileUrl];

export default tseslint.config(
  { ignores: ['node_modules', 'out', '**/build/**', 'assets'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.renderer.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: [oneWayOut],
    rules: { 'no-restricted-syntax': ['error', ...mainRules, noFetch] },
  },
  {
    files: [oneWayOut],
    rules: { 'no-restricted-syntax': ['error', ...mainRules] },
  },
  {
    files: [`src-main/{${pureRooms}}/**/*.ts`],
    rules: { 'no-restricted-syntax': ['error', ...mainRules, noFetch, noClock] },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    ignores: ['src-renderer/bridge/**'],
    rules: {
      'no-restricted-syntax': ['error', noMarkup, noSystemDates, noFetch],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis', 'self', 'top', 'parent'].map((object) => ({
          object,
          property: 'bianyin',
        })),
      ],
    },
  },
  { files: ['test/**/*.ts', 'scripts/**', '*.config.*'], rules: { 'no-console': 'off' } },
  { files: ['*.config.*'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
);
