import { INJECTED } from './nothing-reached.ts'

/** Odd identifiers that name nothing, as raw text of the path. */
export const ODD: readonly (readonly [string, string])[] = [
  ['a percent sign', '%25'],
  ['quotes', '%22%27'],
  ['SQL', "x'%20OR%20'1'%3D'1"],
  ['a space', '%20'],
  ['HTML', '%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'],
  ['templates', '%7B0%7D%7B%7Bx%7D%7D$%7Bx%7D%25s'],
  ['Unicode', '%E9%87%8D%F0%9F%92%B3'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['300 characters', 'x'.repeat(300)],
]

/** Odd identifiers that a router or a proxy may handle: normalized, joined, too long, or with control characters. */
export const ROUTED: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['a dot', '.'],
  ['two dots', '..'],
  ['an encoded slash', 'a%2Fb'],
  ['an encoded backslash', 'a%5Cb'],
  ['encoded dots', '%2e%2e'],
  ['a line break', `a%0D%0A${INJECTED}:%201`],
  ['a NUL', '%00'],
  ['a NUL after text', 'abc%00'],
  ['invalid UTF-8', '%C3%28'],
  ['a lone percent sign', '%'],
  ['an invalid escape', '%zz'],
  ['10,000 characters', 'x'.repeat(10_000)],
]
