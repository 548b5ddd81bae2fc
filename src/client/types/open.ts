type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never

type OpenText<T extends string> = [T] extends [never]
  ? never
  : string extends T
    ? T
    : true extends IsUnion<T>
      ? T | (string & {})
      : T

type OpenRest<T> = T extends object ? { [Key in keyof T]: Open<T[Key]> } : T

/**
 * What an API may send: tomorrow it may send more than its description names today, so each list of words takes any
 * text, still with the known ones suggested. A single word, a constant, stays what it is.
 */
export type Open<T> = unknown extends T ? T : OpenText<Extract<T, string>> | OpenRest<Exclude<T, string>>
