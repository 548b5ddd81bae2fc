import type { LoadOptions } from '../description/index.ts'

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
