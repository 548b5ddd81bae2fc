import type { LoadOptions } from '../description/index.ts'

/** How a description is read, and what is generated from it. */
export interface GenerateOptions extends LoadOptions {
  /** Whether to generate validators. Default: true */
  readonly validators?: boolean
}
