/** Lint: type-aware rules, and what Electron would break (docs/adr/0001): node:crypto for SM work, fork, file:// loading. */
import tseslint from 'typescript-eslint';

const cryptoOutsideRandomness = {
  selector:
    "ImportDeclaration[source.value='node:crypto'] > ImportSpecifier[imported.name!=/^(randomBytes|randomUUID|randomInt)$/]",
  message: 'node:crypto only for randomness: Electron has no SM2/SM3/SM4 (docs/adr/0005).',
};
const wholeCrypto = {
  selector:
    'ImportDeclaration[source.value=/^(node:)?crypto$/] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)',
  message: 'Import randomBytes, randomUUID or randomInt by name.',
};
const noFork = {
  selector: "ImportSpecifier[imported.name='fork']",
  message: 'child_process.fork breaks when the RunAsNode fuse is off; spawn a process port instead.',
};
const noFileUrl = { selector: 'Literal[value=/^file:\\/\\//]', message: 'No file:// loading.' };
const noMarkup = {
  selector: "Identifier[name='dangerouslySetInnerHTML']",
  message: 'Pages show text, never markup of others.',
};

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
    rules: { 'no-restricted-syntax': ['error', cryptoOutsideRandomness, wholeCrypto, noFork, noFileUrl] },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    ignores: ['src-renderer/bridge/**'],
    rules: {
      'no-restricted-syntax': ['error', noMarkup],
      'no-restricted-properties': ['error', { object: 'window', property: 'bianyin' }],
    },
  },
  { files: ['test/**/*.ts', 'scripts/**', '*.config.*'], rules: { 'no-console': 'off' } },
  { files: ['*.config.*'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
);
