import { readFileSync } from 'node:fs'
import { firstLine, UsageError } from '../../command/index.ts'

/** The longest key in bytes. A longer file is something else. */
const MAX_LENGTH = 64 * 1024

/**
 * Reads a key from a file, without the line break at its end. No message contains the key.
 *
 * @throws UsageError if the file cannot be read, is empty, or is not one line of text
 */
export function readSecretFile(option: string, file: string): string {
  const fail = (why: string): UsageError => new UsageError(`\`${option}\`: ${file} ${why}.`)
  const bytes = readBytes(file, fail)
  if (bytes.byteLength > MAX_LENGTH) throw fail(`is longer than ${MAX_LENGTH / 1024} KiB, so it is not a key`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw fail('is not text in UTF-8')
  }
  const key = text.replace(/\r?\n$/, '')
  if (key === '') throw fail('is empty')
  if (/[\r\n]/.test(key)) throw fail('has more than one line. Expected only the key')
  return key
}

function readBytes(file: string, fail: (why: string) => UsageError): Buffer {
  if (file === '') throw fail('needs the path of a file')
  try {
    return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw fail('does not exist')
    if (code === 'EISDIR') throw fail('is a folder')
    if (code === 'EACCES' || code === 'EPERM') throw fail('may not be read by this user')
    throw fail(`cannot be read: ${firstLine(error)}`)
  }
}
