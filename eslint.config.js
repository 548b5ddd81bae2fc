import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const CODE = ['**/*.{ts,js,mjs}']

export default defineConfig(
  // The examples are projects of their own, with the package and their own dependencies installed.
  globalIgnores(['dist', 'generated', 'coverage', 'node_modules', 'examples/*', '!examples/client']),
  {
    files: CODE,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Numbers in messages are plain. Everything else that is not a string stays an error.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Spreading a string gives code points, which is what JSON Schema counts.
      '@typescript-eslint/no-misused-spread': 'off',
      // `() => undefined` callbacks and `void` arrow shorthands read well.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // Lint rules read descriptions that may be anything, through types that promise more, and visitors that Redocly binds.
    files: ['src/description/lint/**/*.js', 'src/*/fixtures.js'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A browser ignores the promise of an event listener.
    files: ['src/docs/pages/*.js', 'src/contract/report/formats/*.js'],
    rules: {
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
  {
    // One idea a function, and one idea a file. A function that needs more says why.
    files: ['src/**/*.{ts,js}', 'scripts/**/*.{ts,js}'],
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
)
