/** Whether an object may be left empty. */
export type AllOptional<T> = Partial<T> extends T ? true : false
