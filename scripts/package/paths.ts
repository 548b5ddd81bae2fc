import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** The folders of the package. `dist/docs/` is not a part of it. */
export const DIST = {
  /** The bundled code. */
  lib: join(ROOT, 'dist/lib'),
  /** Its declarations. */
  types: join(ROOT, 'dist/types'),
  /** The files that the code reads: each at the path that it has in `src/`. */
  data: join(ROOT, 'dist/data'),
  /** The JSON Schemas of the extensions. */
  extensions: join(ROOT, 'dist/extensions'),
  /** The descriptions. */
  openapi: join(ROOT, 'dist/openapi'),
} as const
