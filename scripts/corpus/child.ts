import { writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { plan, write } from '../../src/codegen/index.ts'
import { findApi, readDescription } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import { buildDocs } from '../../src/docs/build.ts'
import { startMock } from '../../src/mock/index.ts'
import { compilerErrors } from './compile.ts'
import { notApplicable, planOf, testMock, testWrongMocks } from './contract.ts'
import { smoke } from './smoke.ts'
import type { CorpusRow } from './row.ts'

const [, , file = '', folder = ''] = process.argv
await makeRow(file, folder)
process.exit(0)

/** Sends what was found out. A row that takes too long keeps what it has. */
function report(part: Partial<CorpusRow>): Promise<void> {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = {
    cpuSeconds: Math.round((userCPUTime + systemCPUTime) / 1e6),
    megabytes: Math.round(maxRSS / 1024),
  }
  return new Promise((done) => process.send?.({ ...part, ...usage }, () => done()))
}

async function makeRow(path: string, output: string): Promise<void> {
  const root = dirname(path)
  const api = { ...findApi(root, basename(path)), output }
  const planned = await plan(root, [api], false)
  write(root, planned)
  const [generated] = planned.generated
  const description = await readDescription(root, basename(path))
  const skipped = (generated?.skipped ?? []).map(({ operation, reason }) => ({ operation, reason }))
  const kept = description.operations.filter(({ id }) => !skipped.some(({ operation }) => operation === id))
  const methods = (generated?.operations ?? []).map((name, index) => ({
    name,
    operation: kept[index]?.id ?? '',
  }))
  await report({
    operations: description.operations.length + description.leftOut.length,
    methods: methods.length,
    skipped,
    warnings: generated?.warnings.length ?? 0,
  })
  writeFileSync(join(output, 'package.json'), '{ "type": "module" }')
  await report({ compilerErrors: compilerErrors(output) })
  const mock = await startMock(description)
  await report({ smoke: await smoke(description, methods, output, mock.url) })
  await mock.close()
  const pages = await buildDocs(root, join(output, 'docs'), { api: basename(path) })
  await report({ pages: pages.length })
  if (description.operations.length > 0) await reportContract(description)
  await report({ isComplete: true })
}

async function reportContract(description: Description): Promise<void> {
  const shared = planOf(description)
  const contract = await testMock(description, shared)
  await report({ contract })
  const failed = contract.failed.map(([id]) => id)
  await report({
    notApplicable: notApplicable(description),
    wrong: await testWrongMocks(description, shared, failed),
  })
}
