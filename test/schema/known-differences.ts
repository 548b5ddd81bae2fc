/** A test of the official suite on which the three tools disagree with it, and the reason. */
export interface KnownDifference {
  readonly file: string
  readonly description: string
  /** The name of a test. Undefined: all tests of the group. */
  readonly test?: string
  readonly reason: string
}

const CONTAINS =
  'ajv does not count the items of `contains` as evaluated: `unevaluatedItems` with `contains` is untested, never failed'

/** Tests with another result, which is the same for the contract, the mock and the generated validators. */
export const knownDifferences: readonly KnownDifference[] = [
  ...[
    ['unevaluatedItems depends on adjacent contains', 'contains passes, second item is not evaluated'],
    ['unevaluatedItems depends on multiple nested contains', '7 not evaluated, fails unevaluatedItems'],
    [
      'unevaluatedItems and contains interact to control item dependency relationship',
      "only b's are invalid",
    ],
    [
      'unevaluatedItems and contains interact to control item dependency relationship',
      "only c's are invalid",
    ],
    [
      'unevaluatedItems and contains interact to control item dependency relationship',
      "only b's and c's are invalid",
    ],
    [
      'unevaluatedItems and contains interact to control item dependency relationship',
      "only a's and c's are invalid",
    ],
  ].map(([description = '', test = '']) => ({
    file: 'unevaluatedItems',
    description,
    test,
    reason: CONTAINS,
  })),
  {
    file: 'vocabulary',
    description: 'schema that uses custom metaschema with with no validation vocabulary',
    test: 'no validation: invalid number, but it still validates',
    reason: 'a description always has the dialect of OpenAPI, even if one of its schemas names another',
  },
]

const METASCHEMA = 'it refers to the meta-schema of JSON Schema, which is not part of the description'
const REMOTE = 'it refers to another document, which a bundler includes or rejects'

/** Groups whose schema cannot be part of a bundled description. */
export const notDescribable: readonly KnownDifference[] = [
  ...[
    ['anchor', 'invalid anchors'],
    ['defs', 'validate definition against metaschema'],
    ['id', 'Invalid use of fragments in location-independent $id'],
    ['id', 'Unnormalized $ids are allowed but discouraged'],
    ['id', 'Valid use of empty fragments in location-independent $id'],
    ['ref', 'URN base URI with f-component'],
    ['ref', 'remote ref, containing refs itself'],
  ].map(([file = '', description = '']) => ({ file, description, reason: METASCHEMA })),
  ...[
    ['dynamicRef', '$ref and $dynamicAnchor are independent of order - $defs first'],
    ['dynamicRef', '$ref and $dynamicAnchor are independent of order - $ref first'],
    ['dynamicRef', 'strict-tree schema, guards against misspelled properties'],
    ['dynamicRef', 'tests for implementation dynamic anchor and reference link'],
    ['refRemote', 'Location-independent identifier in remote ref'],
    ['refRemote', 'anchor within remote ref'],
    ['refRemote', 'base URI change'],
    ['refRemote', 'base URI change - change folder'],
    ['refRemote', 'base URI change - change folder in subschema'],
    ['refRemote', 'fragment within remote ref'],
    ['refRemote', 'ref within remote ref'],
    ['refRemote', 'remote HTTP ref with different $id'],
    ['refRemote', 'remote HTTP ref with different URN $id'],
    ['refRemote', 'remote HTTP ref with nested absolute ref'],
    ['refRemote', 'remote ref'],
    ['refRemote', 'remote ref with ref to defs'],
    ['refRemote', 'retrieved nested refs resolve relative to their URI not $id'],
    ['refRemote', 'root ref in remote ref'],
  ].map(([file = '', description = '']) => ({ file, description, reason: REMOTE })),
]
