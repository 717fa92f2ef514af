const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/target/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/infra/.*/target/'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/support/empty.mjs' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          experimental: { keepImportAttributes: true },
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const project = (displayName, testMatch) => ({ ...shared, displayName, testMatch: testMatch.map((glob) => `<rootDir>/${glob}`) });

export default {
  workerIdleMemoryLimit: '512MB',
  testTimeout: 60_000,
  projects: [
    project('unit', [
      'contract/**/*.test.ts',
      'domain/**/*.test.ts',
      'server/**/*.test.ts',
      'workers/**/*.test.ts',
      'workflows/lint/**/*.test.ts',
      'infra/launch/**/*.test.ts',
      'modeler/**/*.test.{ts,tsx}',
      'portal/**/*.test.{ts,tsx}',
      'test/project/**/*.test.ts',
      'test/journey/**/*.test.ts',
      'test/bench/**/*.test.ts',
      'test/histories/**/*.test.ts',
    ]),
    project('database', ['test/database/**/*.test.ts']),
    project('store', ['test/store/**/*.test.ts']),
    project('engine', ['test/engine/**/*.test.ts']),
    project('exporter', ['test/exporter/**/*.test.ts']),
    project('http', ['test/http/**/*.test.ts']),
    project('workflows', ['workflows/*/paths.test.ts', 'test/workflows/**/*.test.ts']),
    project('faults', ['test/faults/**/*.test.ts']),
    project('browser', ['test/browser/**/*.test.ts']),
  ],
};
