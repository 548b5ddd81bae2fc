import { createReadStream } from 'node:fs'
import { JSONParser } from '@streamparser/json'
import { firstLine, UsageError } from '../command/index.ts'
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
  const ready: unknown[] = []
  const state = { hasEntries: false }
  const parser = new JSONParser({
    // Not the list itself: the parser would keep it.
    paths: ['$.log.entries.*'],
    keepStack: false,
    stringBufferSize: 64 * 1024,
  })
  parser.onValue = ({ value }) => void ready.push(value)
  parser.onError = (error) => {
    throw error
  }
  let index = 0
  const taken = function* (): Generator<RecordedExchange | UnreadableEntry> {
    for (const entry of ready.splice(0)) {
      index += 1
      yield read(entry, `${file}, entry ${index}`)
    }
  }
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      parse(parser, withoutMark(chunk as Buffer, index === 0 && !state.hasEntries), file)
      state.hasEntries ||= index > 0 || ready.length > 0 || (chunk as Buffer).includes('"entries"')
      yield* taken()
    }
  } catch (error) {
    yield* taken()
    throw error instanceof UsageError ? error : new UsageError(`${file}: cannot be read: ${firstLine(error)}`)
  }
  if (!parser.isEnded)
    throw new UsageError(`${file}: the file ends before its JSON does. Record it again, or end it.`)
  if (!state.hasEntries) throw new UsageError(`${file}: not a HAR file: it has no list \`log.entries\`.`)
}

/** @throws UsageError for text that is not JSON */
function parse(parser: JSONParser, bytes: Buffer, file: string): void {
  try {
    parser.write(bytes)
  } catch (error) {
    throw new UsageError(`${file}: not a HAR file: ${firstLine(error)}`)
  }
}

/** Returns bytes without a byte order mark, which some tools write before JSON. */
function withoutMark(bytes: Buffer, isStart: boolean): Buffer {
  return isStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function read(entry: unknown, origin: string): RecordedExchange | UnreadableEntry {
  try {
    return exchangeOf(entry, origin)
  } catch (error) {
    return { origin, problem: firstLine(error) }
  }
}
