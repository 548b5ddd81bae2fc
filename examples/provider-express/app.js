import { randomUUID } from 'node:crypto'
import express from 'express'

const TOKENS = ['token-ada', 'token-bob']

/** Creates the API. It has two bugs, which `contract.test.js` finds. */
export function createApp() {
  const bookings = new Map()
  const app = express()

  app.use((request, response, next) => {
    const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    request.token = token
    if (TOKENS.includes(token)) next()
    else response.status(401).set('WWW-Authenticate', 'Bearer').json({ title: 'The token is unknown.' })
  })
  app.use(express.json())

  app.post('/bookings', (request, response) => {
    const { seats, name } = request.body ?? {}
    // Bug 1: the description allows at most 8 seats.
    const isValid =
      Number.isInteger(seats) && seats >= 1 && seats <= 9 && (name === undefined || isName(name))
    if (!isValid) return response.status(400).json({ title: 'A booking has 1 to 8 seats.' })
    const booking = { id: randomUUID(), seats, name, created_at: new Date().toISOString() }
    bookings.set(booking.id, { booking, owner: request.token })
    response.status(201).location(`/bookings/${booking.id}`).json(booking)
  })

  app.get('/bookings/:id', (request, response) => {
    const found = bookings.get(request.params.id)
    // Bug 2: the property of a problem is `title`.
    if (found?.owner !== request.token)
      return response.status(404).json({ message: 'There is no such booking.' })
    response.json(found.booking)
  })

  const allow = (methods) => (request, response) => {
    response.status(405).set('Allow', methods).json({ title: 'This path has another method.' })
  }
  app.all('/bookings', allow('POST'))
  app.all('/bookings/:id', allow('GET, HEAD'))
  app.use((request, response) => response.status(404).json({ title: 'There is no such path.' }))
  app.use((error, request, response, next) => {
    if (response.headersSent) next(error)
    else response.status(400).json({ title: 'The body is not JSON.' })
  })
  return app
}

const isName = (name) => typeof name === 'string' && [...name].length <= 50
