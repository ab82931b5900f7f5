import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Folders whose files may not import from the named others: imports point one way. */
const forbiddenImports = {
  'core/contract': [
    'core/catalogue',
    'core/similarity',
    'meili',
    'indexer',
    'worker',
    'server',
    'cli',
    'web',
  ],
  core: ['meili', 'indexer', 'worker', 'server', 'cli', 'web'],
  meili: ['indexer', 'worker', 'server', 'cli', 'web'],
  indexer: ['worker', 'server', 'cli', 'web'],
  worker: ['indexer', 'server', 'cli', 'web', 'meili'],
  server: ['indexer', 'worker', 'cli', 'web'],
  web: ['core/catalogue', 'core/similarity', 'meili', 'indexer', 'worker', 'server', 'cli'],
};

const boundaries = Object.entries(forbiddenImports).map(([folder, others]) => ({
  files: [`${folder}/**`],
  ignores: folder === 'core' ? ['core/contract/**'] : [],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${others.join('|')})/`,
            message: `${folder} may not import from ${others.join(', ')}.`,
          },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['node_modules', '**/dist', 'data', 'demo', 'ecosystem.config.cjs'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['web/**/*.svelte', 'web/**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  ...boundaries,
);
