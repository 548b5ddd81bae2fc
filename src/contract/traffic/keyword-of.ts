import { parsePointer } from '../../description/index.ts'

/** Returns the keyword that a pointer of a schema leads to: `/…/maxLength`, or `/…/required/0`. */
export function keywordOf(pointer: string): string {
  const tokens = parsePointer(pointer)
  const last = tokens.at(-1) ?? ''
  return /^\d+$/.test(last) && tokens.at(-2) === 'required' ? 'required' : last
}
