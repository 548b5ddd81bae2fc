/**
 * Serves one API with one framework and one variant, as a child process: `serve.ts <framework> <api> <variant>`. It prints
 * its two addresses as JSON. The second one creates resources, for the fixtures.
 */
import { startAdmin } from './admin.ts'
import { createDomain } from './domain/api.ts'
import type { ApiName } from './domain/api.ts'
import { VARIANTS } from './domain/choices.ts'
import { FRAMEWORKS } from './frameworks.ts'

const [framework = '', api = '', variant = ''] = process.argv.slice(2)
const choices = VARIANTS[variant]
const start = FRAMEWORKS[framework]
if (choices === undefined || start === undefined) throw new Error(`Unknown server: ${framework}, ${variant}`)
const domain = createDomain(api as ApiName, choices)
const [url, admin] = await Promise.all([start(domain), startAdmin(domain)])
console.log(JSON.stringify({ url, admin }))
process.stdin.on('end', () => process.exit()).resume()
