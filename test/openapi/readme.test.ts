import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { extensions, validatorOf } from '../../src/description/lint/extensions.js'

const readme = readFileSync(new URL('../../openapi/README.md', import.meta.url), 'utf8')

/** YAML blocks of the page, each an object of extensions. */
const blocks = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, yaml = '']) => parse(yaml) as Record<string, unknown>,
)

test('every example in openapi/README.md is valid', () => {
  for (const [name, value] of blocks.flatMap((block) => Object.entries(block))) {
    const validate = validatorOf(name)
    expect(validate(value), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true)
  }
})

test.each(Object.values(extensions).flat())('openapi/README.md explains %s', (name) => {
  expect(readme).toMatch(new RegExp(`^### .*\\b${name}\\b`, 'm'))
})
