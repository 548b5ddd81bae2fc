import { DescriptionError } from './error.ts'
import { findDocumentProblem } from './document-problem.ts'
import { normalize } from './normalize.ts'
import type { OpenAPIDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { readOperations } from './read-operations.ts'
import { locate } from './source-map.ts'
import type { Source, SourceMap } from './source-map.ts'

/** One bundled OpenAPI 3.1 document, with the source of each part. */
export interface Description {
  /** Its name in `redocly.yaml`. */
  readonly api: string
  /** The document after `normalize.ts`. */
  readonly document: OpenAPIDocument
  readonly operations: readonly Operation[]
  /** Returns the source (file and line) of the part that `pointer` selects. */
  source(pointer: string): Source
}

/**
 * Makes a description from a bundled document.
 *
 * @throws DescriptionError for a reference without a target or in a cycle, which a linter does not report
 */
export function describe(api: string, bundled: OpenAPIDocument, sourceMap: SourceMap): Description {
  const document = normalize(bundled)
  const source = (pointer: string): Source => locate(sourceMap, pointer)
  const problem = findDocumentProblem(document)
  if (problem !== undefined) {
    const { file, line } = source(problem.pointer)
    throw new DescriptionError([{ source: `${file}:${line}`, message: problem.message }])
  }
  return { api, document, operations: readOperations(document), source }
}
