import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { apply, plan } from '../../src/codegen/index.ts'
import { findApi, readDescription } from '../../src/description/index.ts'
import { buildDocs } from '../../src/docs/build.ts'
import { startMock } from '../../src/mock/index.ts'
import { compilerErrors } from './compile.ts'
import { testMock, testWrongMocks } from './contract.ts'
import { smoke } from './smoke.ts'
import type { CorpusRow } from './row.ts'

const file = process.argv[2] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
try {
  const row = await makeRow(file, folder)
  process.send?.(row, () => process.exit(0))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function makeRow(path: string, output: string): Promise<CorpusRow> {
  const root = dirname(path)
  const api = { ...findApi(root, basename(path)), output }
  const planned = await plan(root, [api], false)
  apply(root, planned.differences, planned.files)
  const [generated] = planned.generated
  const description = await readDescription(root, basename(path))
  writeFileSync(join(output, 'package.json'), '{ "type": "module" }')
  const errors = compilerErrors(output)
  const mock = await startMock(description)
  const skipped = (generated?.skipped ?? []).map(({ operation, reason }) => ({ operation, reason }))
  const kept = description.operations.filter(({ id }) => !skipped.some(({ operation }) => operation === id))
  const methods = (generated?.operations ?? []).map((name, index) => ({
    name,
    operation: kept[index]?.id ?? '',
  }))
  const called = await smoke(description, methods, output, mock.url)
  await mock.close()
  const isTestable = description.operations.length > 0
  const contract = isTestable ? await testMock(description) : undefined
  const failed = contract?.failed.map(([id]) => id) ?? []
  const wrong = isTestable ? await testWrongMocks(description, failed) : {}
  const pages = await buildDocs(root, join(output, 'docs'), { api: basename(path) })
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return {
    file: path,
    operations: description.operations.length + description.leftOut.length,
    methods: methods.length,
    skipped,
    warnings: generated?.warnings.length ?? 0,
    compilerErrors: errors,
    smoke: called,
    ...(contract && { contract }),
    wrong,
    pages: pages.length,
    cpuSeconds: Math.round((userCPUTime + systemCPUTime) / 1e6),
    megabytes: Math.round(maxRSS / 1024),
  }
}
