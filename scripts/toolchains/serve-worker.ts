import { readFileSync } from 'node:fs'
import { playInWorkerd } from '../runtimes/workerd.ts'

/* Serves a worker of the current folder with Cloudflare's workerd, and prints its response to one request. */

const [command = '', worker = '', ...variables] = process.argv.slice(2)
console.log(await playInWorkerd(command, process.cwd(), readFileSync(worker, 'utf8'), variables))
