import { describe, expect, it } from 'vitest'
import { RouteTree } from '../../../src/contract/traffic/route-tree.ts'

const TEMPLATES = [
  '/pets',
  '/pets/{id}',
  '/pets/mine',
  '/pets/{id}/toys',
  '/{any}/mine',
  '/a%20b',
  '/pets/{id}.json',
]

/** Returns the templates that may match a path. */
function find(path: string): string[] {
  const tree = new RouteTree<string>()
  for (const template of TEMPLATES) tree.add(template, template)
  return [...tree.find(path)].sort()
}

describe('RouteTree', () => {
  it.each([
    ['/pets', ['/pets']],
    ['/pets/mine', ['/pets/mine', '/pets/{id}', '/pets/{id}.json', '/{any}/mine']],
    ['/pets/7/toys', ['/pets/{id}/toys']],
    ['/p%65ts', ['/pets']],
    ['/a b', ['/a%20b']],
    ['/pets/', ['/pets/{id}', '/pets/{id}.json']],
    ['/cats', []],
    ['/pets/7/toys/1', []],
    ['/%zz', []],
  ])('finds the templates that %s may be', (path, templates) => {
    expect(find(path)).toEqual(templates)
  })
})
