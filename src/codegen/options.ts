import { UsageError } from '../command/index.ts'
import type { Api, LoadOptions } from '../description/index.ts'

/** The extension in the paths of imports: that of the source, that of the compiled file, or none. */
export const IMPORT_EXTENSIONS = ['ts', 'js', 'none'] as const
export type ImportExtension = (typeof IMPORT_EXTENSIONS)[number]

/** TypeScript, or JavaScript with declarations. */
export const LANGUAGES = ['ts', 'js'] as const
export type Language = (typeof LANGUAGES)[number]

/** How a description is read, and what is generated from it. */
export interface GenerateOptions extends LoadOptions {
  /** Whether to generate validators. Default: true */
  readonly validators?: boolean
  /** Default: `ts` */
  readonly language?: Language
  /**
   * Default: `js`. Every module resolution of TypeScript finds `client.ts` for `./client.js`, without any option, and
   * the output of `tsc` runs as it is.
   */
  readonly importExtension?: ImportExtension
}

/** How generated code is written. */
export interface CodeStyle {
  readonly language: Language
  readonly importExtension: ImportExtension
}

/**
 * Returns how the code of an API is written: by the options of the command, or else by its entry in `redocly.yaml`.
 *
 * @throws UsageError for an unknown value, or JavaScript that would import TypeScript
 */
export function styleOf(api: Api, options: GenerateOptions): CodeStyle {
  const language = readChoice('language', options.language ?? api.language ?? 'ts', LANGUAGES)
  const importExtension = readChoice(
    'import-extension',
    options.importExtension ?? api.importExtension ?? 'js',
    IMPORT_EXTENSIONS,
  )
  if (language === 'js' && importExtension === 'ts')
    throw new UsageError('JavaScript cannot import `.ts`: use `--import-extension js` or `none`.')
  return { language, importExtension }
}

/** @throws UsageError for an unknown value */
export function readChoice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value)
  if (choice === undefined)
    throw new UsageError(
      `Unknown ${option} \`${value}\`. Expected ${choices.map((one) => `\`${one}\``).join(' or ')}.`,
    )
  return choice
}
