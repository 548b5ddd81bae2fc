import { createServer } from '@stoplight/prism-http-server'
import { createLogger } from '@stoplight/prism-core'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { readDescription } from '../../src/description/index.ts'
import { startMock } from '../../src/mock/index.ts'

/** Serves what is measured, in a separate process: `bare` Prism, or our `mock` of the same description. */
const [subjectName = 'mock', api = 'leanrails'] = process.argv.slice(2)
const url = subjectName === 'bare' ? await startBare(api) : (await startMock(api)).url

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url })

/** Starts Prism as `prism mock` does, but without its log, which would cost more than everything else. */
async function startBare(name: string): Promise<string> {
  const { document } = await readDescription(process.cwd(), name)
  const server = createServer(await getHttpOperationsFromSpec(structuredClone(document)), {
    cors: true,
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    components: { logger: createLogger('PRISM', { level: 'silent' }) },
  })
  return server.listen(0, '127.0.0.1')
}
