import type { Operation } from '../../description/index.ts'
import { Masker } from '../../har/index.ts'
import type { RecordedExchange, SecretOptions } from '../../har/index.ts'
import { BodyFiles } from '../repro/body-files.ts'
import { curlCommand } from '../repro/curl.ts'
import { cut } from '../report/text.ts'
import { checkCredentials } from './check-credentials.ts'
import { splitUrl } from './locate.ts'
import { sentRequest } from './sent-request.ts'

/** The longest text of a report. A header or a name in a body may be very long. */
const MAX_TEXT = 10_000

/** Headers of the recorded connection. curl writes its own. */
const OF_CONNECTION = /^(?:host|connection|content-length|keep-alive|proxy-connection|transfer-encoding)$/i

/** The texts of a report about one exchange, without secrets. */
export interface Reproduction {
  readonly curl: string
  readonly mask: (text: string) => string
}

/** Makes the commands that send recorded requests again. */
export class Reproductions {
  private readonly bodyFiles: BodyFiles
  private readonly masker: Masker

  /** @param folder for request bodies that are too long for a command */
  constructor(secrets: SecretOptions, folder: string | undefined) {
    this.masker = new Masker(secrets)
    this.bodyFiles = new BodyFiles(folder, (text) => this.masker.maskText(text))
  }

  /** Masks what has the form of a secret. */
  maskText(text: string): string {
    return this.masker.maskText(text)
  }

  /** Returns the masked texts of an exchange. They are made when they are first needed. */
  of(recorded: RecordedExchange, operation: Operation): Reproduction {
    let made: ReturnType<Masker['maskWithTexts']> | undefined
    const masked = (): NonNullable<typeof made> => (made ??= this.masker.maskWithTexts(recorded))
    const { bodyFiles } = this
    return {
      mask: (text) => cut(masked().maskText(text), MAX_TEXT),
      get curl() {
        const { exchange } = masked()
        const headers = exchange.request.headers.filter(([name]) => !OF_CONNECTION.test(name))
        const url = splitUrl(exchange.request.url)
        const request = sentRequest({ ...exchange.request, headers }, url)
        const { credential } = checkCredentials(operation, request)
        const baseUrl = new URL(url.origin)
        const target = { baseUrl, tls: undefined, headers: [] }
        return curlCommand(request, credential, target, (body) => bodyFiles.save(body))
      },
    }
  }
}
