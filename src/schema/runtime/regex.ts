/** A regular expression of ECMA-262, with Unicode or without. */
export function regex(text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      new RegExp(text, flags)
      return true
    } catch {
      return false
    }
  })
}
