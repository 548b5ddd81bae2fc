import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Socket } from 'node:net'

/** Serves one request on a connection. `count` is the number of requests so far. */
export type Serve = (socket: Socket, count: number) => void

const JSON_TYPE = 'Content-Type: application/json\r\n'

/** Returns a whole response. */
function whole(body: Buffer | string, headers = JSON_TYPE): Buffer {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${bytes.byteLength}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}

export const CORRECT = whole('{"name":"A"}')

function serves(response: Buffer): Serve {
  return (socket) => socket.write(response)
}

/** Writes the same bytes for as long as the client reads them. */
function endless(start: string, chunk: string): Serve {
  return (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.write(start)
    socket.on('drain', more)
    more()
  }
}

function cut(length: number, end: (socket: Socket) => void): Serve {
  return (socket) => {
    socket.write(CORRECT.subarray(0, length), () => end(socket))
  }
}

function nested(levels: number): Buffer {
  return whole(`{"name":"A","more":${'['.repeat(levels)}${']'.repeat(levels)}}`)
}

const reset = (socket: Socket): void => void socket.resetAndDestroy()
const close = (socket: Socket): void => void socket.end()
const HEAD_LENGTH = CORRECT.indexOf('\r\n\r\n') + 4
const DIES_AFTER = 15

/** The hostile servers that see whole requests. Each one is made when it is used: some responses are large. */
export const SERVES: Readonly<Record<string, () => Serve>> = {
  'JSON nested 5,000 deep': () => serves(nested(5000)),
  'JSON nested 100,000 deep': () => serves(nested(100_000)),
  'JSON of 200,000 members': () => {
    const members = Array.from({ length: 200_000 }, (_, index) => `"member${index}":${index}`)
    return serves(whole(`{"name":"A",${members.join(',')}}`))
  },
  '40,000 line breaks in a string': () => serves(whole(`{"name":"${'\\n'.repeat(40_000)}"}`)),
  '9.9 MB of text': () => serves(whole(`{"name":"${'x'.repeat(9_900_000)}"}`)),
  '11 MB of text': () => serves(whole(`{"name":"${'x'.repeat(11_000_000)}"}`)),
  'an endless body': () => endless(`HTTP/1.1 200 OK\r\n${JSON_TYPE}\r\n`, 'x'.repeat(65_536)),
  'a gzip bomb': () =>
    serves(whole(gzipSync(Buffer.alloc(200_000_000)), `${JSON_TYPE}Content-Encoding: gzip\r\n`)),
  'a brotli bomb': () =>
    serves(whole(brotliCompressSync(Buffer.alloc(50_000_000)), `${JSON_TYPE}Content-Encoding: br\r\n`)),
  'a flood of 1xx': () => endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
  'a flood of headers': () => endless('HTTP/1.1 200 OK\r\n', 'X-Header: some text\r\n'.repeat(100)),
  '1,500 headers': () => serves(whole('{"name":"A"}', JSON_TYPE + 'X-Header: text\r\n'.repeat(1500))),
  'no HTTP at all': () => serves(Buffer.from('220 mail.example ESMTP ready\r\n')),
  'a byte each second': () => (socket) => {
    let sent = 0
    const timer = setInterval(() => {
      if (socket.destroyed || sent === CORRECT.length) clearInterval(timer)
      else socket.write(CORRECT.subarray(sent, (sent += 1)))
    }, 1000)
  },
  'cut in the body': () => cut(HEAD_LENGTH + 5, close),
  'reset after the request': () => reset,
  'reset after the status line': () => cut(17, reset),
  'reset after the headers': () => cut(HEAD_LENGTH, reset),
  'reset in the body': () => cut(HEAD_LENGTH + 5, reset),
  'reset after the response': () => cut(CORRECT.length, reset),
  'drops every fifth response': () => (socket, count) =>
    count % 5 === 0 ? void socket.destroy() : void socket.write(CORRECT),
  'drops each connection from some request on': () => (socket, count) =>
    count > DIES_AFTER ? void socket.destroy() : void socket.write(CORRECT),
  'hangs from some request on': () => (socket, count) => {
    if (count <= DIES_AFTER) socket.write(CORRECT)
  },
  'never responds': () => () => undefined,
}
