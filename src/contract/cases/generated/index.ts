import { isText } from '../../../description/index.ts'
import { canEncode, concreteMediaType } from '../../../serialization/index.ts'
import type { MakeCases } from '../case-factory.ts'
import { invalidBodyCases } from './invalid-bodies.ts'
import { validBodyCases } from './valid-bodies.ts'

/** Sends valid and invalid bodies that fast-check generates from the schemas, and shrinks a failure. */
export const generated: MakeCases = (input) =>
  (input.operation.body?.content ?? [])
    .filter((content) => canEncode(content) && !isText(concreteMediaType(content.mediaType)))
    .flatMap((content) => [...validBodyCases(input, content), ...invalidBodyCases(input, content)])
