// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
type Range<Class extends string> = `${Class}${Digit}${Digit}` extends infer Text
  ? Text extends `${infer Status extends number}`
    ? Status
    : never
  : never

/** 200 to 299. */
export type SuccessStatus = Range<'2'>

/** 400 to 599. */
export type FailureStatus = Range<'4' | '5'>

/** The status codes of a key of an OpenAPI Responses Object: `200`, `4XX` or `default`. */
export type StatusOf<Key, Named> = Key extends number
  ? Key
  : Key extends `${infer Class}XX`
    ? Exclude<Range<Class>, Named>
    : Exclude<FailureStatus, Named>

/** Whether a key of a Responses Object is a success: `200`, `2XX`. */
export type IsSuccess<Key> = `${Key & (string | number)}` extends `2${string}` ? true : false
