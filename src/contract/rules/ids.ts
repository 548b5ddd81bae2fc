import type { Idempotency } from '../../description/index.ts'

declare const brand: unique symbol

/** The id of a rule. Only `ruleIds` makes one, so a misspelt id is a type error. */
export type RuleId = string & { readonly [brand]: true }

/** The operation whose id every rule of it begins with. */
interface Owner {
  readonly id: string
}

/** A parameter as its rules name it: `query.limit`. */
interface ParameterName {
  readonly in: string
  readonly name: string
}

type IdempotencyClause =
  | 'header'
  | 'replay'
  | 'inProgress'
  | 'retention'
  | 'scope'
  | `stores/${Idempotency['stores'][number]}`
  | `releases/${Idempotency['releases'][number]}`
  | `mismatch/${Idempotency['mismatch']['differs'][number]}`

type SequenceDemand =
  'created' | 'location' | 'rejected' | 'listed' | 'updated' | 'kept' | 'precondition' | 'gone' | 'isolation'

/** The id of every kind of rule. */
export const ruleIds = {
  /** The methods of the path. */
  method: ({ id }: Owner) => join(id, 'method'),

  /** The paths that are not described. */
  route: ({ id }: Owner) => join(id, 'route'),

  parameter: (
    { id }: Owner,
    parameter: ParameterName,
    demand: 'accepted' | 'required' | 'unknown' | 'odd' | 'separator',
  ) => join(id, `${parameter.in}.${parameter.name}`, demand),

  /** A keyword of a parameter's schema. */
  parameterKeyword: (
    { id }: Owner,
    parameter: ParameterName,
    { path, keyword }: { readonly path: readonly string[]; readonly keyword: string },
  ) => join(id, `${parameter.in}.${parameter.name}`, ...path, keyword),

  body: (
    { id }: Owner,
    demand: 'required' | 'optional' | 'contentType' | 'unknown-properties' | 'readOnly',
  ) => join(id, 'body', demand),

  /** A body of a media type is accepted. */
  bodyMediaType: ({ id }: Owner, mediaType: string) => join(id, 'body', mediaType),

  malformedBody: ({ id }: Owner, mediaType: string) => join(id, 'body', mediaType, 'malformed'),

  /** A keyword of the schema of a request's body. */
  bodyKeyword: (
    { id }: Owner,
    { path, keyword }: { readonly path: readonly string[]; readonly keyword: string },
  ) => (path.length === 0 ? join(id, 'body', keyword) : join(id, 'body', path.join('.'), keyword)),

  /** A named example of a request's body. */
  example: ({ id }: Owner, name: string) => join(id, 'examples', name),

  security: ({ id }: Owner, demand: 'missing' | 'isolation') => join(id, 'security', demand),

  /** A security scheme with valid credentials. */
  scheme: ({ id }: Owner, scheme: string) => join(id, 'security', scheme),

  /** A security scheme with invalid credentials. */
  invalidCredentials: (
    { id }: Owner,
    scheme: string,
    fault: 'missing' | 'malformed' | 'wrong' | 'password',
  ) => join(id, 'security', scheme, fault),

  /** A kind of key that `x-credentials` rejects. */
  rejectedKey: ({ id }: Owner, scheme: string, keyword: string) => join(id, 'security', scheme, keyword),

  /** A clause of `x-idempotency`. */
  idempotency: ({ id }: Owner, clause: IdempotencyClause) => join(id, 'idempotency', clause),

  /** A header that marks a replay. */
  replayHeader: ({ id }: Owner, name: string) => join(id, 'idempotency/replay', name),

  /** What several operations on one resource require together. */
  sequence: ({ id }: Owner, demand: SequenceDemand) => join(id, 'sequences', demand),

  /** A link of a response. */
  link: ({ id }: Owner, status: string, name: string) => join(id, 'responses', status, 'links', name),

  /** A parameter that limits how many items are listed. */
  limit: ({ id }: Owner, { name }: ParameterName) => join(id, 'sequences/limit', name),

  /** A parameter that selects a page of a list. */
  pages: ({ id }: Owner, { name }: ParameterName) => join(id, 'sequences/pages', name),

  /** A parameter that selects items by a property. */
  filter: ({ id }: Owner, { name }: ParameterName) => join(id, 'sequences/filter', name),

  /** `to`: the state that follows. `once`: of concurrent requests one has an effect. `unchanged`: all else stays. */
  lifecycle: ({ id }: Owner, demand: 'to' | 'once' | 'unchanged') => join(id, 'lifecycle', demand),

  /** A state of `x-lifecycle`. */
  lifecycleState: ({ id }: Owner, state: string) => join(id, 'lifecycle', state),

  /** A request that the target sends itself: a webhook or a callback. */
  reverse: (kind: 'webhooks' | 'callbacks', ...names: readonly string[]) => join(kind, ...names),

  /** A demand on every response, whatever its status code. */
  everyResponse: ({ id }: Owner, demand: 'responses' | 'no-server-error' | 'no-leak') => join(id, demand),

  response: ({ id }: Owner, status: string) => join(id, 'responses', status),

  responseMediaType: ({ id }: Owner, status: string, mediaType: string) =>
    join(id, 'responses', status, mediaType),

  responseHeader: ({ id }: Owner, status: string, name: string) =>
    join(id, 'responses', status, 'headers', name),

  /** @param index counts from 0, the id from 1 */
  criterion: ({ id }: Owner, status: string, index: number) =>
    join(id, 'responses', status, 'criteria', String(index + 1)),

  /** A keyword of a response's own schema. */
  responseKeyword: ({ id }: Owner, status: string, tokens: readonly string[]) =>
    join(id, 'responses', status, 'body', ...tokens),

  /** A keyword of a schema in `components`, which several operations may share. */
  componentKeyword: (component: string, tokens: readonly string[]) => join('schemas', component, ...tokens),
}

function join(...parts: readonly string[]): RuleId {
  return parts.join('/') as RuleId
}
