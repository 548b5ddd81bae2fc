import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Domain } from './domain/api.ts'
import { KEYS } from './domain/accounts.ts'
import { listen } from './listen.ts'

/** Starts the server that creates resources for the fixtures: `POST {"key", "state", "next"}` returns the id. */
export function startAdmin({ resources }: Domain): Promise<string> {
  return listen(
    createServer((request, response) => {
      void text(request).then((body) => {
        const { key, state, next } = JSON.parse(body) as { key: string; state: string; next?: number }
        const resource = resources.create(key === KEYS.own ? 'one' : 'two', state, next)
        response.writeHead(resource === undefined ? 404 : 200).end(resource?.id)
      })
    }),
  )
}
