import { createConfig, getLineColLocation, lintFromString } from '@redocly/openapi-core'
import plugin from '../../../src/description/lint/plugin.js'

/**
 * The whole report of one rule on a description, a line for each problem:
 * `severity line:column pointer message → reference`; a `~` says that the problem is on the key.
 */
export async function report(rule: string, source: string, options: object = {}): Promise<string> {
  const config = await createConfig({
    plugins: [plugin()],
    rules: { [`contract/${rule}`]: { severity: 'error', ...options } },
  })
  const problems = await lintFromString({ source, absoluteRef: 'openapi.yaml', config })
  const lines = problems.map(({ severity, message, location: [location], reference }) => {
    if (location === undefined) throw new Error(`A problem without a place: ${message}`)
    const { start } = getLineColLocation(location)
    const pointer = `${location.pointer ?? ''}${location.reportOnKey === true ? '~' : ''}`
    const see = reference === undefined ? '' : ` → ${reference}`
    return `${severity} ${start.line}:${start.col} ${pointer} ${message}${see}`
  })
  return lines.join('\n')
}
