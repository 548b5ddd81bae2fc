import type { OpenAPIDocument } from './openapi.ts'
import { readOperations } from './operation.ts'
import type { Operation } from './operation.ts'
import { locate } from './source-map.ts'
import type { Source, SourceMap } from './source-map.ts'

/** One bundled OpenAPI 3.1 document and where each part of it was written. */
export interface Description {
  /** Its name in `redocly.yaml`. */
  readonly api: string
  readonly document: OpenAPIDocument
  readonly operations: readonly Operation[]
  /** The place in the hand-written file of what `pointer` selects in the bundled document. */
  source(pointer: string): Source
}

export function describe(api: string, document: OpenAPIDocument, sourceMap: SourceMap): Description {
  return {
    api,
    document,
    operations: readOperations(document),
    source: (pointer) => locate(sourceMap, pointer),
  }
}
