import type { Open } from './open.ts'

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
 * The headers that the description has for any answer of an operation, by their names; `null` for one that did not
 * come, or is not as described: a browser hides what a server does not expose.
 */
export type ReadHeaders<Responses> = {
  readonly [Name in KeyOf<EachOf<Responses>>]: Open<ValueOf<EachOf<Responses>, Name>> | null
}
