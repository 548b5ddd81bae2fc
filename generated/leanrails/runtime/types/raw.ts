// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { RawClient } from '../transport.js'
import type { AllOptional } from './optional.js'

type Optional<T, Names extends string> = Omit<T, Names> & Partial<Pick<T, Names & keyof T>>

type HeaderGroup<Header, FilledIn extends string> =
  AllOptional<Optional<Header, FilledIn>> extends true
    ? { header?: Optional<Header, FilledIn> }
    : { header: Optional<Header, FilledIn> }

type Relaxed<Operation, FilledIn extends string> = Operation extends {
  parameters: infer Parameters extends { header: object }
}
  ? Omit<Operation, 'parameters'> & {
      parameters: Omit<Parameters, 'header'> & HeaderGroup<Parameters['header'], FilledIn>
    }
  : Operation

/** openapi-fetch's client over `paths`. The headers that the client fills in are optional. */
export type Raw<Paths, FilledIn extends string> = RawClient<{
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: Relaxed<Paths[Path][Method], FilledIn> }
}>
