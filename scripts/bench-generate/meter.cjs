// Loaded into each Node process of a measured command: appends its CPU seconds and its peak memory in MB to a file.
const { appendFileSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = [(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]
  appendFileSync(process.env['BENCH_METER'] ?? '', `${JSON.stringify(usage)}\n`)
})
