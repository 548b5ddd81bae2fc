const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c
const COLON = 0x3a
const SPACE = 0x20

/** How many objects and lists are open between two entries: the file, `log` and `entries`. */
const DEPTH = 3

/** How many characters beside the entries are kept. */
const MAX_FRAME = 32 * 1024 * 1024

/** Longer than the names that are looked for. */
const MAX_NAME = 16

/**
 * Finds the entries of a HAR file in its bytes, which arrive in chunks. It follows only strings and brackets. The parser
 * of the engine then reads each entry: it is many times as fast as one that is written in JavaScript.
 */
export class EntryScanner {
  /** Whether the list `log.entries` was found. */
  hasEntries = false
  private depth = 0
  /** The latest name in each open object. */
  private readonly names: string[] = []
  private name = ''
  private isInString = false
  private isEscaped = false
  private isInEntries = false
  private isEnded = false
  /** The parts of the entry that has begun. */
  private entry: Buffer[] | undefined
  private isAfterComma = false
  /** What is beside the entries. */
  private frame = ''
  private readonly onEntry: (entry: string) => void

  /** @param onEntry gets the text of each entry */
  constructor(onEntry: (entry: string) => void) {
    this.onEntry = onEntry
  }

  /** @throws SyntaxError for a comma without an entry, and for text after the end */
  write(bytes: Buffer): void {
    let start = 0
    for (let index = 0; index < bytes.length; index += 1) {
      if (this.isInString) {
        index = this.skipString(bytes, index)
        continue
      }
      const byte = bytes[index] ?? SPACE
      if (byte <= SPACE) continue
      if (this.isEnded) throw new SyntaxError('more text follows after the end of the log')
      if (this.isInEntries && this.depth === DEPTH) {
        if (byte === COMMA || byte === CLOSE_BRACKET) {
          this.endEntry(bytes.subarray(start, index), byte)
          start = index
        } else if (this.entry === undefined) {
          this.entry = []
          start = index
        }
      }
      if (this.follow(byte)) this.keep(bytes.subarray(start, index + 1))
    }
    // The buffer may be used again for the next chunk.
    if (this.entry !== undefined) this.entry.push(Buffer.from(bytes.subarray(start)))
    else if (!this.isInEntries) this.keep(bytes.subarray(start))
  }

  /**
   * Ends the file. Returns whether it is complete.
   *
   * @throws SyntaxError if it is not JSON
   */
  end(): boolean {
    if (this.isInString || this.depth > 0) {
      // The last entry may be complete, even if the list is not.
      if (!this.isInString && this.depth === DEPTH && this.entry !== undefined)
        this.endEntry(Buffer.alloc(0), COMMA)
      return false
    }
    if (this.frame.length < MAX_FRAME) JSON.parse(this.frame)
    return true
  }

  /** Follows a string to its end or to the end of the bytes. Returns the index of its last byte. */
  private skipString(bytes: Buffer, start: number): number {
    let index = start
    for (; index < bytes.length; index += 1) {
      if (this.isEscaped) this.isEscaped = false
      else if (bytes[index] === BACKSLASH) this.isEscaped = true
      else if (bytes[index] === QUOTE) {
        this.isInString = false
        break
      }
    }
    if (!this.isInEntries && this.name.length < MAX_NAME)
      this.name += bytes.toString('latin1', start, Math.min(index, start + MAX_NAME))
    return index
  }

  /** Follows the structure. Returns whether the list of entries begins. */
  private follow(byte: number): boolean {
    if (byte === QUOTE) {
      this.isInString = true
      this.name = ''
    } else if (byte === COLON) this.names[this.depth - 1] = this.name
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      this.depth -= 1
      this.isEnded = this.depth <= 0
    }
    if (byte !== OPEN_BRACKET || this.depth !== DEPTH || this.isInEntries) return false
    this.isInEntries = this.names[0] === 'log' && this.names[1] === 'entries'
    this.hasEntries ||= this.isInEntries
    return this.isInEntries
  }

  private endEntry(rest: Buffer, end: number): void {
    const isLast = end === CLOSE_BRACKET
    if (this.entry !== undefined) this.onEntry(textOf([...this.entry, rest]))
    else if (!isLast || this.isAfterComma) throw new SyntaxError('a comma without an entry')
    this.entry = undefined
    this.isAfterComma = !isLast
    this.isInEntries = !isLast
  }

  private keep(bytes: Buffer): void {
    if (this.frame.length < MAX_FRAME) this.frame += bytes.toString('latin1')
  }
}

/** Most entries lie within one chunk: their bytes need not be copied. */
function textOf(parts: readonly Buffer[]): string {
  const [only] = parts
  return (parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)).toString('utf8')
}
