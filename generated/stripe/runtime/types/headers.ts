// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { Open } from './open.js'

type Named<All> = { [Name in keyof All as string extends Name ? never : Name]: All[Name] }

type EachOf<Responses> = Responses[keyof Responses] extends infer Each
  ? Each extends { headers: infer All }
    ? Named<All>
    : never
  : never

type KeyOf<Each> = Each extends unknown ? keyof Each : never

type ValueOf<Each, Name extends PropertyKey> = Each extends { [Key in Name]?: infer Value }
  ? Exclude<Value, undefined>
  : never

/**
 * The described headers of all responses of an operation, by name. A header is `null` if it is absent or does not match
 * its description. A browser hides headers that the server does not expose.
 */
export type ReadHeaders<Responses> = {
  readonly [Name in KeyOf<EachOf<Responses>>]: Open<ValueOf<EachOf<Responses>, Name>> | null
}
