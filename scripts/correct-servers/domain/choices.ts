/** The choices that a description leaves to its servers. Every combination conforms. */
export interface Choices {
  /** A header without a value: invalid, or as if it was not sent, as CGI and several frameworks do. */
  readonly emptyHeader: 'rejected' | 'none'
  /** What an idempotency key belongs to: the whole body, or only the properties that the server reads. */
  readonly fingerprint: 'whole' | 'described'
  /** What is checked first. */
  readonly first: 'credentials' | 'body'
  /** The key `__proto__` in a body. */
  readonly prototype: 'rejected' | 'ignored'
  /** A multipart body without a part: another media type, or no body. */
  readonly emptyMultipart: 'rejected' | 'none'
  /** The response to an id that is longer than every id. */
  readonly longId: 414 | 404
  /** The response to a body that is too large, if the description has no 413. */
  readonly largeBody: 413 | 400
  readonly wrongMethod: 405 | 404
  /** The response to another media type, where the description has both. */
  readonly mediaType: 415 | 400
  /** The response to a publishable key, where the description has both. */
  readonly publishable: 401 | 403
  readonly processing: 400 | 200
  /** A second request with a key whose first request is executed: rejected, or it waits for the response. */
  readonly inProgress: 'rejected' | 'waits'
  /** Whether optional properties without a value are left out, or null where the schema allows it. */
  readonly optional: 'left out' | 'null'
  /** The last of two values of a parameter, or none. */
  readonly repeated: 'rejected' | 'last'
  /** Ids of random characters, or with the number of a counter after a sign. */
  readonly ids: 'random' | 'counted'
  /** The address of an error's documentation: that of the example, or with a query of two parameters. */
  readonly documentation: 'path' | 'query'
}

/** The strict server. */
export const STRICT: Choices = {
  emptyHeader: 'rejected',
  fingerprint: 'whole',
  first: 'credentials',
  prototype: 'rejected',
  emptyMultipart: 'rejected',
  longId: 414,
  largeBody: 413,
  wrongMethod: 405,
  mediaType: 415,
  publishable: 401,
  processing: 400,
  inProgress: 'rejected',
  optional: 'left out',
  repeated: 'rejected',
  ids: 'random',
  documentation: 'path',
}

const LENIENT: Choices = {
  emptyHeader: 'none',
  fingerprint: 'described',
  first: 'body',
  prototype: 'ignored',
  emptyMultipart: 'none',
  longId: 404,
  largeBody: 400,
  wrongMethod: 404,
  mediaType: 400,
  publishable: 403,
  processing: 200,
  inProgress: 'waits',
  optional: 'null',
  repeated: 'last',
  ids: 'counted',
  documentation: 'query',
}

/** The choices that only one API leaves. */
export const ONLY: Readonly<Partial<Record<string, string>>> = {
  fingerprint: 'leanrails',
  mediaType: 'leanrails',
  publishable: 'stripe',
  repeated: 'stripe',
}

/** The strict and the lenient server, and for each choice the server that differs from the strict one in it alone. */
export const VARIANTS: Readonly<Record<string, Choices>> = {
  strict: STRICT,
  lenient: LENIENT,
  ...Object.fromEntries(
    Object.entries(LENIENT).map(([name, value]) => [
      `${name}: ${String(value)}`,
      { ...STRICT, [name]: value as unknown },
    ]),
  ),
}
