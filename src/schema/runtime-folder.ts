import { join } from 'node:path'

/** Where the functions stand that compiled schemas call; a bundler finds `index.ts` in it. */
export const runtimeFolder = join(import.meta.dirname, 'runtime')
