import type { Description } from '../../../description/index.ts'

/** A path that only a template may match. */
export const UNDESCRIBED_PATH = '/undescribed/path'

/** Returns whether a path, which may have templates itself, may match a path of the description. */
export function isDescribed(path: string, { operations }: Description, method?: string): boolean {
  const segments = path.split('/')
  return operations.some((operation) => {
    const template = operation.path.split('/')
    return (
      (method === undefined || operation.method === method) &&
      template.length === segments.length &&
      template.every(
        (segment, index) =>
          segment === segments[index] || segment.includes('{') || segments[index]?.includes('{') === true,
      )
    )
  })
}
