import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DescriptionError, findApi, listApis } from '../../src/description/index.ts'
import { makeProject } from '../codegen/project.ts'

const redocly = 'apis:\n  b: { root: openapi/b.yaml }\n  a: { root: openapi/a.yaml }\n  c: {}\n'

function message(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof DescriptionError) return error.message
    throw error
  }
  return ''
}

describe('the APIs of a project', () => {
  it('are those of redocly.yaml, in their order, without those that have no root', () => {
    expect(listApis(makeProject({ 'redocly.yaml': redocly }))).toEqual([
      { name: 'b', file: 'openapi/b.yaml' },
      { name: 'a', file: 'openapi/a.yaml' },
    ])
  })

  it.each<[string, Record<string, string>, string]>([
    ['there is no redocly.yaml', {}, 'redocly.yaml: File not found'],
    ['it is empty', { 'redocly.yaml': '' }, 'redocly.yaml: No API found'],
    ['an API has nothing', { 'redocly.yaml': 'apis:\n  a:\n' }, 'redocly.yaml: No API found'],
    ['it is no YAML', { 'redocly.yaml': 'apis:\n  a: {' }, 'redocly.yaml:2: Not valid YAML: Flow map'],
    ['it names none', { 'redocly.yaml': 'extends: [minimal]' }, 'redocly.yaml: No API found'],
  ])('cannot be listed if %s', (_, files, expected) => {
    expect(message(() => listApis(makeProject({ ...files, 'package.json': '{}' })))).toContain(expected)
  })

  it('are linted with the rules of the project, also by their path', () => {
    const root = makeProject({ 'redocly.yaml': redocly, 'openapi/a.yaml': '' })
    expect(findApi(root, './openapi/a.yaml')).toEqual({ name: 'a', file: 'openapi/a.yaml' })
  })

  it('are found by name, or by the path of a description', () => {
    const root = makeProject({ 'redocly.yaml': redocly, 'other/trains.yaml': '' })
    expect(findApi(root, 'a')).toEqual({ name: 'a', file: 'openapi/a.yaml' })
    const otherApi = { name: 'trains', file: 'other/trains.yaml' }
    expect(findApi(root, 'other/trains.yaml')).toEqual(otherApi)
    expect(findApi(root, join(root, 'other/trains.yaml'))).toEqual(otherApi)
    expect(message(() => findApi(root, 'zebra'))).toBe(
      'redocly.yaml: Unknown API `zebra`. The APIs are: b, a.',
    )
    expect(message(() => findApi(root, 'no.yaml'))).toBe('no.yaml: File not found.')
  })

  it('come with this toolkit, unless redocly.yaml has one of that name', () => {
    const shipped = join(import.meta.dirname, '../../openapi/stripe.yaml')
    const without = makeProject({ 'package.json': '{}' })
    expect(findApi(without, 'stripe')).toEqual({ name: 'stripe', file: relative(without, shipped) })
    expect(message(() => findApi(without, 'zebra'))).toContain('redocly.yaml: File not found.')
    const root = makeProject({ 'redocly.yaml': redocly })
    expect(findApi(root, 'stripe')).toEqual({ name: 'stripe', file: relative(root, shipped) })
    const own = makeProject({ 'redocly.yaml': 'apis: { stripe: { root: mine.yaml } }' })
    expect(findApi(own, 'stripe')).toEqual({ name: 'stripe', file: 'mine.yaml' })
  })
})
