/** Whether a text is a regular expression of ECMA-262, with the flag `u` or without it. */
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
