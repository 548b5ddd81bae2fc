import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

/** Style of all pages except Redoc's. */
export const style = (): string => read('style.css')
/** Applies the reader's choice of light or dark before the page is drawn. */
export const themeScript = (): string => read('theme.js')
export const copyScript = (): string => read('copy.js')
