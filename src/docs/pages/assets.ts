import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

/** The style of our own pages. */
export const style = (): string => read('style.css')
/** Applies the reader's choice of light or dark before anything is drawn. */
export const themeScript = (): string => read('theme.js')
export const copyScript = (): string => read('copy.js')
