import { createReadStream } from 'node:fs'
import { firstLine, UsageError } from '../command/index.ts'
import { EntryScanner } from './entry-scanner.ts'
import { exchangeOf } from './read-entry.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** How much of a file is in memory at a time, in bytes. */
const CHUNK = 256 * 1024

/** An entry that is not a request with its response, as HAR 1.2 defines it. */
export interface UnreadableEntry {
  readonly origin: string
  readonly problem: string
}

/**
 * Reads the entries of a HAR file one after the other. The file is never in memory as a whole.
 *
 * @throws UsageError if the file cannot be read, or is not HAR
 */
export async function* readHar(file: string): AsyncGenerator<RecordedExchange | UnreadableEntry> {
  const ready: string[] = []
  const scanner = new EntryScanner((entry) => void ready.push(entry))
  let index = 0
  const taken = function* (): Generator<RecordedExchange | UnreadableEntry> {
    for (const entry of ready.splice(0)) {
      index += 1
      yield read(entry, `${file}, entry ${index}`)
    }
  }
  let isComplete = false
  let isStart = true
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      scanner.write(isStart ? beginningOf(chunk as Buffer) : (chunk as Buffer))
      isStart = false
      yield* taken()
    }
    isComplete = scanner.end()
  } catch (error) {
    yield* taken()
    if (!(error instanceof SyntaxError)) throw new UsageError(`${file}: cannot be read: ${firstLine(error)}`)
    throw new UsageError(`${file}: not a HAR file: ${firstLine(error)}`)
  }
  yield* taken()
  if (!isComplete)
    throw new UsageError(`${file}: the file ends before its JSON does. Record it again, or end it.`)
  if (!scanner.hasEntries) throw new UsageError(`${file}: not a HAR file: it has no list \`log.entries\`.`)
}

/**
 * Returns the first bytes of a file without a byte order mark, which some tools write before JSON.
 *
 * @throws SyntaxError for bytes that JSON in UTF-8 cannot begin with
 */
function beginningOf(bytes: Buffer): Buffer {
  const isUtf16 = bytes.includes(0) && /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(bytes.toString('latin1', 0, 2))
  if (isUtf16) throw new SyntaxError('it is encoded in UTF-16. Convert it to UTF-8')
  const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  if (!/^\s*(?:\{|$)/.test(text.toString('latin1'))) throw new SyntaxError('it does not begin with `{`')
  return text
}

function read(entry: string, origin: string): RecordedExchange | UnreadableEntry {
  try {
    return exchangeOf(parse(entry), origin)
  } catch (error) {
    return { origin, problem: firstLine(error) }
  }
}

/** @throws SyntaxError without the text, which may contain secrets */
function parse(entry: string): unknown {
  try {
    return JSON.parse(entry)
  } catch {
    throw new SyntaxError('an entry is not valid JSON')
  }
}
