/** The layer rules as one table (docs/architecture): arrows point to `domain`. test/architecture seeds violations. */
const room = (name) => `^src-main/${name}/`;
/** What each room may import inside src-main, besides itself and `domain`. */
const mayImport = {
  domain: [],
  contract: ['domain'],
  crypto: [],
  pki: ['crypto'],
  seal: ['crypto', 'pki'],
  pdf: ['crypto'],
  signing: ['crypto', 'seal', 'pdf'],
  approval: ['crypto', 'pki'],
  verification: ['crypto', 'pki', 'seal', 'pdf', 'approval'],
  'text-search': ['pdf'],
  store: ['crypto', 'approval'],
  city: ['crypto', 'pki', 'seal', 'contract'],
  sandbox: ['crypto', 'pki', 'seal', 'city'],
  tokens: ['contract', 'crypto', 'signer'],
  signer: [
    'contract',
    'crypto',
    'pki',
    'seal',
    'pdf',
    'signing',
    'approval',
    'verification',
    'store',
    'city',
    'tokens',
  ],
  app: [
    'contract',
    'crypto',
    'pki',
    'seal',
    'pdf',
    'approval',
    'verification',
    'store',
    'city',
    'sandbox',
    'tokens',
    'text-search',
    'signer',
  ],
  cli: ['contract', 'app', 'verification'],
};
const pureRooms = [
  'domain',
  'contract',
  'crypto',
  'pki',
  'seal',
  'pdf',
  'signing',
  'verification',
  'approval',
];
const onlyImporter = (name, pattern, path) => ({
  name,
  severity: 'error',
  from: { path: '^src-main/', pathNot: path },
  to: { path: pattern },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(mayImport).map(([name, allowed]) => ({
      name: `layer-${name}`,
      severity: 'error',
      from: { path: room(name) },
      to: { path: '^src-main/', pathNot: ['domain', name, ...allowed].map(room) },
    })),
    {
      name: 'pure-rooms-have-no-platform',
      severity: 'error',
      from: { path: pureRooms.map(room) },
      to: { dependencyTypes: ['core'] },
    },
    onlyImporter('pkcs11js-only-in-signer', 'node_modules/pkcs11js', '^src-main/signer/pkcs11/'),
    onlyImporter(
      'crypto-libraries-only-in-crypto',
      'node_modules/(@noble|hash-wasm|sm-crypto)',
      '^src-main/crypto/',
    ),
    onlyImporter('electron-only-in-its-host', 'node_modules/electron/', '^src-main/host-electron/'),
    onlyImporter('playwright-only-in-its-host', 'node_modules/playwright', '^src-main/host-chromium/'),
    {
      name: 'signer-is-a-process',
      comment: 'Others talk to the signer through its protocol; only its client module may be imported.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/signer/' },
      to: { path: '^src-main/signer/', pathNot: '^src-main/signer/(protocol|messages)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
