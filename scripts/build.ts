// `npm run build`: writes the package to dist/. `npm pack` runs it first.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { listApis } from '../src/description/index.ts'
import { bundle } from './package/bundle.ts'
import { copyData } from './package/data.ts'
import { declare } from './package/declare.ts'
import { DIST, ROOT } from './package/paths.ts'
import { writeLicenses } from './package/licenses.ts'

for (const folder of Object.values(DIST)) rmSync(folder, { recursive: true, force: true })
const apis = listApis(ROOT).map(({ name }) => name)
const packages = await bundle(apis)
copyData()
await declare(apis)
writeLicenses(join(DIST.lib, 'LICENSES.txt'), packages)
