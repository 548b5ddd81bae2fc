import type { Aspect } from './aspect.ts'

/** One aspect and its value in each description; `undefined` in a description without it. */
export interface Row {
  label: string
  values: (string | undefined)[]
}

/** Compares the aspects of several descriptions, in order of first appearance. */
export function compare(sides: readonly (readonly Aspect[])[]): { same: Row[]; different: Row[] } {
  const names = new Set(sides.flatMap((aspects) => aspects.map(({ name }) => name)))
  const rows = [...names].map((name) => {
    const aspectsByName = sides.map((aspects) => aspects.find((aspect) => aspect.name === name))
    const label = aspectsByName.find((aspect) => aspect !== undefined)?.label ?? name
    return { label, values: aspectsByName.map((aspect) => aspect?.value) }
  })
  const isSame = ({ values }: Row): boolean =>
    values.every((value) => value !== undefined && value === values[0])
  return { same: rows.filter(isSame), different: rows.filter((row) => !isSame(row)) }
}
