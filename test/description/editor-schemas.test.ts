import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { extensions, SCHEMAS } from '../../src/description/lint/extensions.js'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'src/description/extensions')
const schemas = readdirSync(FOLDER).map(
  (name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as object,
)
const ajv = new Ajv2020({ allErrors: true, strict: false, schemas })

/** Returns the errors of a document, each with its place. */
function errorsOf(schema: string, document: unknown): string[] {
  const validate = ajv.getSchema(`${SCHEMAS}${schema}`)
  if (validate === undefined) throw new RangeError(schema)
  void validate(document)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
}

const read = (path: string): unknown => parse(readFileSync(join(ROOT, path), 'utf8'))

test('the schemas for editors accept the settings and the descriptions of this repository', () => {
  expect(errorsOf('redocly.json', read('redocly.yaml'))).toEqual([])
  for (const name of ['leanrails', 'stripe'])
    expect(errorsOf('description.json', read(`openapi/${name}.yaml`))).toEqual([])
})

test('the schema of redocly.yaml reports misspelled keys and wrong values', () => {
  const settings = (ours: object): object => ({
    apis: { a: { root: 'a.yaml', 'x-openapi-contracts': ours } },
  })
  expect(
    errorsOf(
      'redocly.json',
      settings({ strict: true, output: 'x', language: 'js', importExtension: 'none' }),
    ),
  ).toEqual([])
  expect(
    errorsOf(
      'redocly.json',
      settings({ severity: { 'a/b': 'off' }, suppress: [{ rule: 'a', reason: 'b', until: '2027-01-31' }] }),
    ),
  ).toEqual([])
  for (const wrong of [{ stric: true }, { strict: 'yes' }, { language: 'py' }, { suppress: [{ rule: 'a' }] }])
    expect(errorsOf('redocly.json', settings(wrong))).not.toEqual([])
})

test('the schema of descriptions has each extension where the linter allows it', () => {
  const wrong = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, 1]))
  const document = {
    ...wrong(extensions.Root),
    info: wrong(extensions.Info),
    paths: {
      '/a': { get: { ...wrong(extensions.Operation), responses: { '200': wrong(extensions.Response) } } },
    },
    components: { securitySchemes: { key: wrong(extensions.SecurityScheme) } },
  }
  const places = errorsOf('description.json', document).map((error) => error.split(' ')[0]?.split('/').at(-1))
  expect(new Set(places)).toEqual(new Set(Object.values(extensions).flat()))
})
