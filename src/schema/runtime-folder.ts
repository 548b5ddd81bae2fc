import { join } from 'node:path'

/** The folder of the functions that compiled schemas call. A bundler finds its `index.ts`. */
export const runtimeFolder = join(import.meta.dirname, 'runtime')
