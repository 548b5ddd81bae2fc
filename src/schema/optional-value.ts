/** A value, which may be null. Undefined if no value was found. */
export type OptionalValue = { readonly value: unknown } | undefined
