// `npm run build`: writes the package to dist/. `npm pack` runs it first.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { listApis } from '../src/description/index.ts'
import { bundle } from './package/bundle.ts'
import { copyData } from './package/data.ts'
import { declare } from './package/declare.ts'
import { DIST, FOLDERS, ROOT } from './package/paths.ts'
import { writeLicenses } from './package/licenses.ts'

for (const folder of Object.values(FOLDERS)) rmSync(join(DIST, folder), { recursive: true, force: true })
const apis = listApis(ROOT).map(({ name }) => name)
const packages = await bundle(apis, DIST)
copyData(DIST)
await declare(apis, join(DIST, FOLDERS.types))
writeLicenses(join(DIST, FOLDERS.lib, 'LICENSES.txt'), packages)
