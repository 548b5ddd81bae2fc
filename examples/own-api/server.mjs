import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const notes = new Map()

const send = (response, status, body, type = 'application/json') => {
  if (body !== undefined) response.setHeader('Content-Type', type)
  response.writeHead(status).end(body === undefined ? undefined : JSON.stringify(body))
}
const problem = (response, status, title) => send(response, status, { title }, 'application/problem+json')

const bodyOf = async (request) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
}

const create = async (request, response) => {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return problem(response, 400, 'The body is not application/json.')
  const { text } = (await bodyOf(request).catch(() => null)) ?? {}
  const length = typeof text === 'string' ? [...text].length : 0
  if (length < 1 || length > 200) return problem(response, 400, 'A note has 1 to 200 characters.')
  const note = { id: randomUUID(), text }
  notes.set(note.id, note)
  send(response, 201, note)
}

const allow = (response, methods) => {
  response.setHeader('Allow', methods)
  problem(response, 405, 'This path has another method.')
}

const serve = async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/notes')
    return request.method === 'POST' ? create(request, response) : allow(response, 'POST')
  const [, id] = /^\/notes\/([^/]+)$/.exec(pathname) ?? []
  if (id === undefined) return problem(response, 404, 'There is no such path.')
  if (!['GET', 'HEAD', 'DELETE'].includes(request.method)) return allow(response, 'GET, HEAD, DELETE')
  const note = notes.get(id)
  if (note === undefined) return problem(response, 404, 'There is no such note.')
  if (request.method !== 'DELETE') return send(response, 200, note)
  notes.delete(id)
  send(response, 204)
}

const port = Number(process.argv[2] ?? 8080)
createServer((request, response) => {
  serve(request, response).catch(() => response.destroy())
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
