import { DescriptionError } from './error.ts'
import type { DescriptionProblem } from './error.ts'
import type { LeftOut } from './repair/left-out.ts'
import { findDocumentProblem } from './document-problem.ts'
import { normalize } from './normalize.ts'
import type { OpenAPIDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { readOperations } from './read-operations.ts'
import { locate } from './source-map.ts'
import { sourceText } from './source.ts'
import type { Source, SourceMap } from './source.ts'

/** One bundled OpenAPI 3.1 document, with the source of each part. */
export interface Description {
  /** Its name in `redocly.yaml`. */
  readonly api: string
  /** The document after `normalize.ts`. */
  readonly document: OpenAPIDocument
  readonly operations: readonly Operation[]
  /** The faults that did not prevent reading it. */
  readonly warnings: readonly DescriptionProblem[]
  /** The operations that cannot be used. They are not in `operations`. */
  readonly leftOut: readonly LeftOut[]
  /** Returns the source (file and line) of the part that `pointer` selects. */
  source(pointer: string): Source
}

/**
 * Makes a description from a bundled document.
 *
 * @throws DescriptionError for a reference without a target or in a cycle, which a linter does not report
 */
export function describe(
  api: string,
  bundled: OpenAPIDocument,
  sourceMap: SourceMap | (() => SourceMap),
  {
    warnings = [],
    leftOut = [],
    source: known,
  }: Partial<Pick<Description, 'warnings' | 'leftOut' | 'source'>> = {},
): Description {
  const document = normalize(bundled)
  const source =
    known ??
    ((pointer: string): Source => locate(typeof sourceMap === 'function' ? sourceMap() : sourceMap, pointer))
  const problem = findDocumentProblem(document)
  if (problem !== undefined)
    throw new DescriptionError([
      { source: sourceText({ source }, problem.pointer), message: problem.message },
    ])
  const unusable = new Set(leftOut.map(({ pointer }) => pointer))
  const operations = readOperations(document).filter(({ pointer }) => !unusable.has(pointer))
  return { api, document, operations, warnings, leftOut, source }
}
