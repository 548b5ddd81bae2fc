// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never

type OpenText<T extends string> = [T] extends [never]
  ? never
  : string extends T
    ? T
    : true extends IsUnion<T>
      ? T | (string & {})
      : T

/** Objects that are no JSON: the bytes of a file, the events of a stream. */
type Opaque = Blob | AsyncIterable<unknown>

type OpenRest<T> = T extends Opaque ? T : T extends object ? { [Key in keyof T]: Open<T[Key]> } : T

/**
 * The type of a value in a response. An API may add values to an enumeration, so each enumeration of strings accepts any
 * string, and editors still suggest the known ones. A constant stays a constant.
 */
export type Open<T> = unknown extends T ? T : OpenText<Extract<T, string>> | OpenRest<Exclude<T, string>>
