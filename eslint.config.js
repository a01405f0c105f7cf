import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Forbids imports that match, with the reason. */
function forbidImports(...patterns) {
  return {
    'no-restricted-imports': [
      'error',
      { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
    ],
  };
}

const toPackage = ['^symphony-embed(/|$)', 'The halves are what the package is made of.'];
const toSandbox = ['^(\\.\\./)+sandbox/', 'The sandbox uses the halves, not the other way round.'];
const toTest = ['^(\\.\\./)+test/', 'Test support is for specs.'];

export default defineConfig(
  globalIgnores(['dist/', 'build/', 'coverage/', 'docs/', '**/node_modules/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: {
        project: [
          '{shared,host,frame,testing,test,sandbox}/tsconfig*.json',
          'host/bindings/tsconfig.json',
          'host/checkPod/tsconfig*.json',
          'host/inspector/tsconfig.json',
          'sandbox/**/tsconfig*.json',
          'test/runner/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Wire maps are types, since Penpal's generics refuse interfaces.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Whether a property may be named is the compiler's affair, which takes names of index signatures as they come.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'eqeqeq': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-globals': ['error', { name: 'event', message: 'Take it as an argument.' }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: forbidImports(
      toPackage,
      ['^(\\.\\./)+(host|frame|sandbox|test)/', 'What both halves share imports nothing else of ours.'],
      ['^penpal$', 'The wire contract does not depend on what carries it.'],
    ),
  },
  {
    files: ['host/**/*.ts'],
    rules: forbidImports(toPackage, toSandbox, toTest, [
      '^(\\.\\./)+frame/',
      'The halves do not know each other: they meet on the wire.',
    ]),
  },
  {
    files: ['frame/**/*.ts'],
    rules: forbidImports(toPackage, toSandbox, toTest, [
      '^(\\.\\./)+host/',
      'The halves do not know each other: they meet on the wire.',
    ]),
  },
  {
    files: ['host/bindings/**/*.ts', 'host/inspector/**/*.ts'],
    rules: forbidImports(toSandbox, toTest, [
      '^\\.\\./',
      'The bindings and the inspector use the host half as anybody does: symphony-embed/host.',
    ]),
  },
  {
    // The kit for tests of portals and apps is the only place that knows both halves.
    files: ['testing/**/*.ts'],
    rules: forbidImports(toPackage, toSandbox, toTest),
  },
  {
    // A closure that holds half a class's worth of state is two things.
    files: ['{host,frame,shared,testing}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['sandbox/**/*.ts'],
    rules: forbidImports([
      '^(\\.\\./)+(host|frame|shared|dist)(/|$)',
      'The sandbox uses the halves as anybody does: symphony-embed/host, symphony-embed/frame.',
    ]),
  },
  {
    files: ['bench/**/*.ts'],
    // Its own: in these, what it imports of the others has not all the types that it has there.
    languageOptions: { parserOptions: { project: ['bench/tsconfig.json', 'bench/page/tsconfig.json'] } },
    rules: {
      ...forbidImports([
        '^(\\.\\./)+(host|frame|shared|dist)(/|$)',
        'What is measured is what ships: symphony-embed/host, symphony-embed/frame.',
      ]),
      // What others ship without types is described as they have it.
      'no-restricted-exports': 'off',
    },
  },
  {
    // Specs and their support test what ships, and may look inside where only that shows something.
    files: ['{host,frame,shared}/**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      ...forbidImports(toSandbox),
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'AbortSignal',
          'Buffer',
          'URL',
          'clearTimeout',
          'console',
          'fetch',
          'performance',
          'process',
          'setTimeout',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'eqeqeq': 'error', 'prefer-const': 'error', 'no-var': 'error' },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
