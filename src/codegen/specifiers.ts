import type { ImportExtension } from './options.ts'

/** The line of a statement that names a module of the same folder of generated files. Comments have no such line. */
const STATEMENT = /^((?:import|export|\})(?=\W)[^'"\n]*\bfrom ')(\.{1,2}\/[^'\n]*)\.ts(')/gm

/**
 * Writes the paths in `import` and `export` statements with another extension.
 *
 * @param text with `.ts` in all of its paths
 */
export function withExtension(text: string, extension: ImportExtension): string {
  const suffix = extension === 'none' ? '' : `.${extension}`
  return text.replace(
    STATEMENT,
    (_, before: string, path: string, after: string) => before + path + suffix + after,
  )
}
