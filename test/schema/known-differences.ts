/** A test of the official suite on which the three tools do not say what the suite says, and why. */
export interface KnownDifference {
  readonly file: string
  readonly description: string
  /** The one test of the group; undefined: all of them. */
  readonly test?: string
  readonly reason: string
}

const CONTAINS =
  'ajv does not count the items that `contains` finds as evaluated: `unevaluatedItems` beside it is untested, never failed'

/** Tests with another verdict, the same from the contract, the mock and the generated validators. */
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
    reason: 'a description is read by the dialect of OpenAPI, whatever a schema of it names as its own',
  },
]

const METASCHEMA = 'it refers to the meta-schema of JSON Schema, which is no part of the description'
const REMOTE = 'it refers to another document, which a bundler puts in or refuses'

/** Groups whose schema no bundled description can hold. */
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
