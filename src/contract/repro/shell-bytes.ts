/** The longest unit, in bytes, whose repetition is looked for, and how many bytes a repetition has at least. */
const LONGEST_UNIT = 16
const SHORTEST_RUN = 64

/**
 * A shell command that prints bytes; what repeats itself is told by its unit. Undefined where that would be longer than
 * `longest` characters.
 */
export function shellBytes(bytes: Uint8Array, longest: number): string | undefined {
  const parts: string[] = []
  let literal = ''
  let length = 0
  const flush = (): void => {
    if (literal !== '') parts.push(`printf '${literal}'`)
    literal = ''
  }
  for (let at = 0; at < bytes.length;) {
    const run = runAt(bytes, at)
    if (run === undefined) {
      literal += octal(bytes.subarray(at, at + 1))
      at += 1
      length += 1
    } else {
      flush()
      const unit = octal(bytes.subarray(at, at + run.unit))
      parts.push(`yes "$(printf '${unit}')" | head -n ${run.times} | tr -d '\\n'`)
      at += run.unit * run.times
      length += 64
    }
    if (length > longest) return undefined
  }
  flush()
  return parts.length === 1 ? parts[0] : `{ ${parts.join('; ')}; }`
}

/** Bytes as `printf` of every shell takes them. */
export function octal(bytes: Uint8Array): string {
  const text = eachByte(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`)
  // `printf` would read an option.
  return text.replace(/^-/, '\\055')
}

/** Bytes as text, with those that a shell or a terminal would not take as they are escaped. */
export function eachByte(bytes: Uint8Array, escape: (byte: number) => string): string {
  const plain = (byte: number): boolean =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte))
  return [...bytes].map((byte) => (plain(byte) ? String.fromCharCode(byte) : escape(byte))).join('')
}

/** What begins an option of `yes`. */
const DASH = 0x2d

/** The repetition that begins at a byte. A shell's word holds no NUL, and `tr` would take line breaks away. */
function runAt(bytes: Uint8Array, at: number): { unit: number; times: number } | undefined {
  for (let unit = 1; unit <= LONGEST_UNIT; unit += 1) {
    let end = at + unit
    while (end < bytes.length && bytes[end] === bytes[end - unit]) end += 1
    const times = Math.floor((end - at) / unit)
    const isWord =
      bytes[at] !== DASH && !bytes.subarray(at, at + unit).some((byte) => byte === 0 || byte === 10)
    if (times > 1 && times * unit >= SHORTEST_RUN) return isWord ? { unit, times } : undefined
  }
  return undefined
}
