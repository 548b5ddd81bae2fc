import { DescriptionError } from './error.ts'
import { findDocumentProblem } from './document-problem.ts'
import { normalize } from './normalize.ts'
import type { OpenAPIDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { readOperations } from './read-operations.ts'
import { locate } from './source-map.ts'
import type { Source, SourceMap } from './source-map.ts'

/** One bundled OpenAPI 3.1 document and where each part of it was written. */
export interface Description {
  /** Its name in `redocly.yaml`. */
  readonly api: string
  /** What was written, in fewer ways (`normalize.ts`). */
  readonly document: OpenAPIDocument
  readonly operations: readonly Operation[]
  /** The place in the hand-written file of what `pointer` selects in the document. */
  source(pointer: string): Source
}

/** @throws DescriptionError where a reference leads nowhere or in a circle, which a linter lets pass */
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
