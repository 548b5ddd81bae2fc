// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** `true` if an object type has no required members. */
export type AllOptional<T> = Partial<T> extends T ? true : false
