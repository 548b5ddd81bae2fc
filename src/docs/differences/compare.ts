import type { Aspect } from './aspect.ts'

/** One aspect, and what each description says about it; nothing where it says nothing. */
export interface Row {
  label: string
  says: (string | undefined)[]
}

/** Lays the aspects of several descriptions side by side, in the order in which they first appear. */
export function compare(sides: readonly (readonly Aspect[])[]): { same: Row[]; different: Row[] } {
  const names = new Set(sides.flatMap((aspects) => aspects.map(({ name }) => name)))
  const rows = [...names].map((name) => {
    const aspectsByName = sides.map((aspects) => aspects.find((aspect) => aspect.name === name))
    const label = aspectsByName.find((aspect) => aspect !== undefined)?.label ?? name
    return { label, says: aspectsByName.map((aspect) => aspect?.says) }
  })
  const isSame = ({ says }: Row): boolean => says.every((text) => text !== undefined && text === says[0])
  return { same: rows.filter(isSame), different: rows.filter((row) => !isSame(row)) }
}
