/**
 * The key of a cause: what is wrong, and where. Failures with one key have one cause, whichever rules they fail. A key
 * contains nothing that differs from run to run, such as an id, a port or a count.
 */
export type Cause = string

/** The longest key. A description may have very long names and values. */
const MAX_KEY = 300

/** Makes the key of every kind of cause. `report/findings/` reads the kind, which is the first word. */
export const causes = {
  missingHeader: (name: string) => key('header', name.toLowerCase(), 'missing'),
  invalidHeader: (name: string, expected: string) => key('header', name.toLowerCase(), expected),

  /** `Allow` does not list the methods of a path (RFC 9110, section 10.2.1). A router has that fault for all paths. */
  allow: (difference: string) => key('allow', '', difference),

  /** A strong entity tag does not change with the body. @param read the operation that returns it */
  entityTag: (read: string) => key('entity-tag', read, 'unchanged'),

  /** @param instancePath the JSON Pointer of the invalid part of the body */
  body: (instancePath: string, expected: string) =>
    key('body', stablePointer(instancePath), withoutPointer(expected, instancePath)),

  /** The body has another structure: so many properties are missing that it is not worth naming them. */
  structure: (instancePath: string) => key('body', stablePointer(instancePath), 'another structure'),
  /** @param pointer the JSON Pointer of the member that an object has twice */
  repeatedName: (pointer: string) => key('body', stablePointer(pointer), 'twice'),
  notJson: () => key('body', '', 'not JSON'),
  mediaType: (received: string | undefined) => key('media-type', received ?? '', 'not documented'),
  contentCoding: () => key('media-type', '', 'content coding'),
  criterion: (condition: string) => key('criterion', condition, 'not met'),
  content: (status: number) => key('content', String(status), 'not empty'),
  status: (status: number) => key('status', String(status), 'not documented'),
  serverError: (status: number, where: string) => key('server-error', where, String(status)),
  /** A server error that asks to wait, whatever the request was about. */
  unavailable: (status: number) => key('server-error', '', String(status)),
  noResponse: (where: string) => key('no-response', where, 'no response'),
  /** A response belongs to another request on its connection. */
  connection: () => key('connection', '', 'another response'),
  tooLong: (where: string) => key('too-long', where, 'too long'),
  leak: (what: string) => key('leak', '', what),

  /** An invalid request was accepted. */
  accepted: (rule: string) => key('accepted', rule, 'accepted'),
  /** A valid request was rejected. */
  rejected: (rule: string, received: string) => key('rejected', rule, received),
  /** An error has the wrong status code or identity. */
  error: (expected: string, received: string) => key('error', expected, received),
  /** An invalid request was rejected, but for something else. @param rule the rule of the request */
  otherError: (rule: string, received: string) => key('other-error', rule, received),
  /** An error is sent with a success status. */
  errorAsSuccess: (status: number) => key('error-as-success', '', String(status)),
  /** What must not change of a resource has. @param pointers the JSON Pointers of its values that have changed */
  changed: (operation: string, pointers: readonly string[]) =>
    key('changed', [...new Set(pointers.map(propertyOf))].sort().join(', '), operation),
  /** A rejected request had an effect. */
  sideEffect: (where: string) => key('side-effect', where, 'had an effect'),
  /** A replay differs from the stored response. */
  replay: (operation: string, received: string) => key('replay', operation, received),
  /** A used key gives its stored response to invalid credentials. */
  usedKey: (operation: string) => key('used-key', operation, 'invalid credentials'),
  /** Nothing is known but the rule. */
  rule: (rule: string) => key('rule', rule, 'not met'),
}

/** The parts of a key: `header request-id: missing`. */
export interface CauseParts {
  readonly kind: string
  readonly place: string
  readonly difference: string
}

/** Splits a cause into the parts that it was made of. */
export function readCause(cause: Cause): CauseParts {
  const [, kind = 'rule', place = '', difference = ''] = /^(\S+) (.*?) ?⇒ (.*)$/s.exec(cause) ?? []
  return { kind, place, difference }
}

/** Returns the pointer of the property that is missing, if that is the difference of a body. */
export function missingPointer(place: string, difference: string): string | undefined {
  const missing = /^the property `(.*)`$/s.exec(difference)?.[1]
  return missing === undefined ? undefined : `${place}/${missing}`
}

/** Returns whether a cause is that a response is about another resource than the path names. */
export function isOtherResource(cause: Cause): boolean {
  const { kind, place } = readCause(cause)
  return (
    kind === 'criterion' &&
    /^(?:\$response\.body#\S+ == \$request\.path\.\S+|\$request\.path\.\S+ == \$response\.body#\S+)$/.test(
      place,
    )
  )
}

function key(kind: string, place: string, difference: string): Cause {
  return `${kind} ${place} ⇒ ${difference}`.replaceAll(/\s+/g, ' ').slice(0, MAX_KEY)
}

/** Returns the pointer of the property of a resource that a value belongs to. The names below may be those of a user. */
function propertyOf(pointer: string): string {
  return stablePointer(pointer.split('/').slice(0, 2).join('/'))
}

/** Returns a pointer without the positions of list items and the names that only one body has. */
function stablePointer(instancePath: string): string {
  return instancePath
    .split('/')
    .map((token) => (/^\d+$/.test(token) ? '[]' : /^[\w.$@:~-]{0,60}$/.test(token) ? token : '*'))
    .join('/')
}

function withoutPointer(expected: string, instancePath: string): string {
  const prefix = `${instancePath}: `
  return expected.startsWith(prefix) ? expected.slice(prefix.length) : expected
}
