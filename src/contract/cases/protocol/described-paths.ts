import type { Description, Operation } from '../../../description/index.ts'

/** A path that only a template may match. */
export const UNDESCRIBED_PATH = '/undescribed/path'

/** The segments of all paths, by their number: a description may have hundreds of paths. */
const knownTemplates = new WeakMap<readonly Operation[], Map<number, Template[]>>()

interface Template {
  readonly method: string
  readonly segments: readonly string[]
}

/** Returns whether a path, which may have templates itself, may match a path of the description. */
export function isDescribed(path: string, { operations }: Description, method?: string): boolean {
  const segments = path.split('/')
  const templates = knownTemplates.get(operations) ?? templatesOf(operations)
  knownTemplates.set(operations, templates)
  return (templates.get(segments.length) ?? []).some(
    (template) =>
      (method === undefined || template.method === method) &&
      template.segments.every(
        (segment, index) =>
          segment === segments[index] || segment.includes('{') || segments[index]?.includes('{') === true,
      ),
  )
}

function templatesOf(operations: readonly Operation[]): Map<number, Template[]> {
  const byLength = new Map<number, Template[]>()
  for (const { path, method } of operations) {
    const segments = path.split('/')
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { method, segments }])
  }
  return byLength
}
