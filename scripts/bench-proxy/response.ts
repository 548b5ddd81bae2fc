import { readFileSync } from 'node:fs'

const example = JSON.stringify(JSON.parse(readFileSync(new URL('response.json', import.meta.url), 'utf8')))

/** Returns the body of a successful cancellation of `id`, at a time in seconds. */
export function canceledBody(id: string, seconds: number): string {
  return example.replaceAll('pi_example', id).replaceAll('1700000000', String(seconds))
}
