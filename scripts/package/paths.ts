import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** The folder of the package's files. */
export const DIST = join(ROOT, 'dist')

/** The folders that are packed. `docs/` beside them is not a part of the package. */
export const FOLDERS = {
  /** The bundled code. */
  lib: 'lib',
  /** Its declarations. */
  types: 'types',
  /** The files that the code reads: each at the path that it has in `src/`. */
  data: 'data',
  /** The descriptions. */
  openapi: 'openapi',
} as const
