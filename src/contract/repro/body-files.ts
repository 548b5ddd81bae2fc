import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstLine, UsageError } from '../../command/index.ts'

/** Writes the request bodies that do not fit into a curl command. Each distinct body is written once. */
export class BodyFiles {
  private folder: string | undefined
  private readonly mask: (text: string) => string
  private readonly paths = new Map<string, string>()

  /**
   * @param folder created with the first body. Default: a temporary folder
   * @param mask replaces the secrets in a text
   */
  constructor(folder: string | undefined, mask: (text: string) => string) {
    this.folder = folder
    this.mask = mask
  }

  /**
   * Writes a body, with its secrets masked.
   *
   * @returns the path of the file. Its name comes from the content, so it is the same in every run
   * @throws UsageError if the file cannot be written
   */
  save(body: Uint8Array): string {
    const bytes = this.masked(body)
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.bin`
    const known = this.paths.get(name)
    if (known !== undefined) return known
    try {
      const folder = this.prepareFolder()
      const path = join(folder, name)
      writeFileSync(path, bytes)
      this.paths.set(name, path)
      return path
    } catch (error) {
      throw new UsageError(`Cannot write a request body to ${this.folder ?? tmpdir()}: ${firstLine(error)}`)
    }
  }

  private prepareFolder(): string {
    this.folder ??= mkdtempSync(join(tmpdir(), 'contract-bodies-'))
    mkdirSync(this.folder, { recursive: true })
    return this.folder
  }

  /** Keeps a body without secrets byte for byte: it may not be UTF-8. */
  private masked(body: Uint8Array): Uint8Array {
    const text = Buffer.from(body).toString('utf8')
    const masked = this.mask(text)
    return masked === text ? body : Buffer.from(masked)
  }
}
