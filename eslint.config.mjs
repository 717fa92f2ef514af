import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** No warnings: a rule is an error or off. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '**/target/', '.data/', '.cache/', 'coverage/', '**/*.d.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './portal/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: false }],
      // Handlers and effects return promises on purpose where the caller ignores the result
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A field name in brackets is how noPropertyAccessFromIndexSignature reads; both ways are clear
      '@typescript-eslint/dot-notation': 'off',
      // Rejects every mongoose schema literal
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Defaults of generics and type parameters used once document a contract
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['server/**/*.ts', 'workers/**/*.ts', 'domain/**/*.ts', 'contract/**/*.ts'],
    ignores: ['**/*.test.ts', '**/main.ts', '**/write-openapi.ts', 'server/commands/*.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings are read once, by server/config.ts.' }] },
  },
  {
    files: ['portal/**/*.tsx', 'modeler/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest'] ?? reactHooks.configs['recommended-latest'], jsxA11y.flatConfigs.strict],
  },
  {
    files: ['**/*.test.{ts,tsx}', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
