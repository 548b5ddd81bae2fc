import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { firstLine, UsageError } from '../command/index.ts'
import type { Masker } from './mask.ts'
import type { RecordedExchange } from './recorded-exchange.ts'
import { entryOf } from './write-entry.ts'

const BEGIN = '{"log":{"version":"1.2","creator":{"name":"openapi-contracts","version":"0.1.0"},"entries":[\n'
const END = '\n]}}\n'

/** How many characters are collected before they are written. */
const BUFFERED = 256 * 1024

/** Writes exchanges to a HAR file, one after the other. Secrets are masked. The file is complete after every write. */
export class HarWriter {
  private readonly file: number
  private readonly masker: Masker
  private position = 0
  private waiting: string[] = []
  private length = 0
  private count = 0

  /** @throws UsageError if the file cannot be written */
  constructor(path: string, masker: Masker) {
    this.masker = masker
    try {
      mkdirSync(dirname(path), { recursive: true })
      this.file = openSync(path, 'w', 0o600)
    } catch (error) {
      throw new UsageError(`cannot write ${path}: ${firstLine(error)}`)
    }
    this.position += writeSync(this.file, BEGIN, 0)
    writeSync(this.file, END, this.position)
  }

  add(exchange: RecordedExchange): void {
    const entry = JSON.stringify(entryOf(this.masker.mask(exchange)))
    const text = this.count === 0 ? entry : `,\n${entry}`
    this.count += 1
    this.waiting.push(text)
    this.length += text.length
    if (this.length >= BUFFERED) this.flush()
  }

  flush(): void {
    if (this.waiting.length === 0) return
    const bytes = Buffer.from(this.waiting.join('') + END)
    this.waiting = []
    this.length = 0
    writeSync(this.file, bytes, 0, bytes.byteLength, this.position)
    this.position += bytes.byteLength - END.length
  }

  close(): void {
    this.flush()
    closeSync(this.file)
  }
}
