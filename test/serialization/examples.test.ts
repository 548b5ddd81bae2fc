import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Content, Parameter } from '../../src/description/index.ts'
import { startMock } from '../../src/mock/index.ts'
import type { RunningMock } from '../../src/mock/index.ts'
import { schemasOf } from '../../src/schema/index.ts'
import {
  canCarry,
  canCarryBody,
  formText,
  pathText,
  queryFields,
  readCookieParameter,
  readForm,
  readHeaderParameter,
  readPathParameter,
  readQueryParameter,
  serialize,
  splitFields,
} from '../../src/serialization/index.ts'
import { describeExamples, subjectOf, titleOf } from './examples.document.ts'
import { examples, openCells } from './examples.ts'

const description = describeExamples(examples)
const { document } = description
const context = { document, schemas: schemasOf(document) }
const titled = examples.map((example, index) => [titleOf(example), example, index] as const)

function written(parameter: Parameter | undefined, content: Content | undefined, value: unknown): string {
  if (parameter === undefined) return formText(value, content?.object.encoding)
  if (parameter.object.in === 'path') return pathText(document, parameter, value)
  const sent = serialize(parameter, value)
  if (parameter.object.in === 'query') return queryFields(sent).join('&')
  const isHeader = parameter.object.in === 'header'
  return sent.map((one) => (isHeader ? '' : `${one.name}=`) + (one.value ?? '')).join('; ')
}

function readValue(parameter: Parameter | undefined, content: Content | undefined, text: string): unknown {
  if (parameter === undefined) return content && { value: readForm(context, content, text) }
  switch (parameter.object.in) {
    case 'path':
      return readPathParameter(context, parameter, text)
    case 'query':
      return readQueryParameter(context, parameter, splitFields(text) ?? [], () => false)
    case 'header':
      return readHeaderParameter(context, parameter, [text])
    case 'cookie':
      return readCookieParameter(context, parameter, text.replace(/^color=/, ''))
  }
}

test('the table has at least 60 rows, for every location', () => {
  expect(examples.length).toBeGreaterThanOrEqual(60)
  const locations = examples.map(({ parameter }) => parameter?.in ?? 'form')
  expect(new Set(locations)).toEqual(new Set(['query', 'path', 'header', 'cookie', 'form']))
})

describe('writes the text of the specification', () => {
  test.each(titled)('%s', (_, { value, text }, index) => {
    const { parameter, content } = subjectOf(description, index)
    expect(written(parameter, content, value)).toBe(text)
  })
})

describe('reads the value back', () => {
  test.each(titled)('%s', (_, { value, text, alsoRead = [] }, index) => {
    const { parameter, content } = subjectOf(description, index)
    for (const one of [text, ...alsoRead]) expect(readValue(parameter, content, one)).toEqual({ value })
  })
})

describe('the mock reads it over HTTP', () => {
  let mock: RunningMock
  beforeAll(async () => {
    // Only the expected value is valid. The double `not` hides its type from the parser of parameters.
    const exact = describeExamples(examples, (schema, value) => ({
      allOf: [schema],
      not: { not: { const: value } },
    }))
    mock = await startMock(exact)
  })
  afterAll(() => mock.close())

  const send = async (index: number, text: string): Promise<number> => {
    const { parameter } = subjectOf(description, index)
    const url = `${mock.url}/examples/${index}`
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    if (parameter === undefined)
      return (await fetch(url, { method: 'POST', headers: form, body: text })).status
    const { in: location } = parameter.object
    if (location === 'path') return (await fetch(`${url}/${text}`)).status
    if (location === 'query') return (await fetch(`${url}?${text}`)).status
    return (await fetch(url, { headers: { [location === 'header' ? 'color' : 'cookie']: text } })).status
  }

  test.each(titled.filter(([, { notOverHttp }]) => notOverHttp === undefined))(
    '%s',
    async (_, { text, alsoRead = [] }, index) => {
      for (const one of [text, ...alsoRead]) expect([one, await send(index, one)]).toEqual([one, 204])
    },
  )

  test('and rejects another value', async () => {
    expect(await send(0, 'color=red')).toBeGreaterThanOrEqual(400)
  })
})

describe('the contract sends nothing that the specification does not define', () => {
  const open = describeExamples(openCells)
  test.each(openCells.map(({ reason, value }, index) => [reason, value, index] as const))(
    '%s %j',
    (_, value, index) => {
      const { parameter, content } = subjectOf(open, index)
      const isCarried = parameter
        ? canCarry(parameter, value)
        : content !== undefined && canCarryBody(open.document, content, value)
      expect(isCarried).toBe(false)
    },
  )
})
