import type { DescriptionProblem } from '../error.ts'
import type { Source, SourceMap } from '../source.ts'
import type { Access } from './external.ts'

/** The content of a JSON or YAML file. */
export interface ParsedFile {
  readonly value: unknown
  /** Returns the lines of all values: JSON Pointer → line. Computed with the first call. */
  readonly lines: () => ReadonlyMap<string, number>
  /** Returns the line of one value, if that takes less time than the lines of all. */
  readonly lineOf?: (pointer: string) => number | undefined
  /** The faults that do not prevent reading, such as a duplicate key. */
  readonly warnings: readonly DescriptionProblem[]
}

/** A description in one document, in the version of OpenAPI that its author used. */
export interface LoadedDocument {
  readonly document: Record<string, unknown>
  /** Computed with the first call. */
  readonly sourceMap: () => SourceMap
  /** Returns the source of one part, if it takes less time than that of all parts. */
  readonly sourceOf?: (pointer: string) => Source | undefined
  /** All files that were read, relative to the root; the description first. */
  readonly files: readonly string[]
  readonly warnings: readonly DescriptionProblem[]
}

/** How a description is loaded. */
export interface LoadOptions extends Access {
  /** Overlays to apply in this order: paths relative to the root. */
  readonly overlays?: readonly string[]
}
