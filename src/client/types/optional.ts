/** `true` if an object type has no required members. */
export type AllOptional<T> = Partial<T> extends T ? true : false
