import { isUtf8 } from 'node:buffer'
import { decoded, maskBody } from './mask-body.ts'
import { SecretMask } from './mask-secret.ts'
import { headerOf } from './read-entry.ts'
import type { HeaderPair, RecordedExchange, RecordedResponse } from './recorded-exchange.ts'
import { isSecretName, SECRET_PATTERNS } from './secret-names.ts'

/** What a description says about its secrets. */
export interface SecretOptions {
  /** Names of headers, cookies, query parameters and properties. */
  readonly names?: readonly string[]
  /** Beginnings of keys that are not secret: they say what kind of key it is. */
  readonly prefixes?: readonly string[]
  /** Each matches a secret in the path of a URL. */
  readonly paths?: readonly RegExp[]
}

/** Matches a secret that does not occur in ordinary text by chance. Another is masked only where its name says so. */
const DISTINCTIVE = /^(?=.*\d)(?=.*[a-z]).{6,}$|^.{12,}$/is

/** Masks the secrets of exchanges: credentials, cookies, and whatever has the name or the form of a secret. */
export class Masker {
  private readonly secrets: SecretMask
  private readonly names: ReadonlySet<string>
  private readonly paths: readonly RegExp[]

  constructor({ names = [], prefixes = [], paths = [] }: SecretOptions = {}) {
    this.paths = paths
    this.secrets = new SecretMask(prefixes)
    this.names = new Set(names.map((name) => name.toLowerCase()))
  }

  mask(exchange: RecordedExchange): RecordedExchange {
    return this.maskWithTexts(exchange).exchange
  }

  /** Masks an exchange. Returns with it the function that masks its secrets in a text about it. */
  maskWithTexts(exchange: RecordedExchange): {
    readonly exchange: RecordedExchange
    readonly maskText: (text: string) => string
  } {
    const found = new Set<string>()
    const done = new Set<string>()
    const masked = this.maskNamed(exchange, (secret) => {
      if (DISTINCTIVE.test(secret)) found.add(secret)
      const text = this.secrets.mask(secret)
      done.add(text)
      return text
    })
    const texts = [...found].flatMap(formsOf)
    const pairs = [...new Set(texts)]
      .sort((one, other) => other.length - one.length)
      .map((secret) => [secret, this.secrets.mask(secret)] as const)
    const maskText = (text: string): string =>
      this.maskText(
        pairs.reduce((before, [secret, replaced]) => before.replaceAll(secret, replaced), text),
        done,
      )
    return { exchange: this.mapTexts(masked, maskText), maskText }
  }

  /** Masks what has the form of a secret in a text. @param masked what is masked already */
  maskText(text: string, masked: ReadonlySet<string> = new Set()): string {
    return SECRET_PATTERNS.reduce(
      (before, pattern) =>
        before.replaceAll(pattern, (secret) => (masked.has(secret) ? secret : this.secrets.mask(secret))),
      text,
    )
  }

  private isSecret(name: string): boolean {
    return this.names.has(name.toLowerCase()) || isSecretName(name)
  }

  /** Masks every value whose name says that it is secret. @param note masks one, and remembers it */
  private maskNamed(
    { request, response, ...times }: RecordedExchange,
    note: (secret: string) => string,
  ): RecordedExchange {
    const headers = (list: readonly HeaderPair[]): HeaderPair[] =>
      list.map(([name, value]) => [name, this.maskHeader(name, value, note)] as const)
    const body = (bytes: Uint8Array, list: readonly HeaderPair[]): Uint8Array =>
      this.maskBytes(bytes, (text) =>
        maskBody(text, headerOf(list, 'content-type') ?? '', (name) => this.isSecret(name), note),
      )
    // What is inside of a compressed body cannot be masked.
    const isCoded = /^(?!identity$)./i.test(headerOf(request.headers, 'content-encoding') ?? 'identity')
    const isHidden = isCoded && request.body !== undefined
    return {
      ...times,
      request: {
        ...request,
        url: this.maskUrl(request.url, note),
        headers: headers(request.headers),
        body: isHidden || request.body === undefined ? undefined : body(request.body, request.headers),
        isBodyLost: request.isBodyLost || isHidden,
      },
      response: response && {
        ...response,
        headers: headers(response.headers),
        body: isEncoded(response) ? new Uint8Array() : body(response.body, response.headers),
        isBodyLost: response.isBodyLost || isEncoded(response),
      },
    }
  }

  /** Masks the same secrets wherever else they occur, and what has the form of a secret. */
  private mapTexts(
    { request, response, ...times }: RecordedExchange,
    inText: (text: string) => string,
  ): RecordedExchange {
    const headers = (list: readonly HeaderPair[]): HeaderPair[] =>
      list.map(([name, value]) => [name, inText(value)] as const)
    const { body } = request
    return {
      ...times,
      request: {
        ...request,
        url: inText(request.url),
        headers: headers(request.headers),
        body: body === undefined ? undefined : this.maskBytes(body, inText),
      },
      response: response && {
        ...response,
        headers: headers(response.headers),
        body: this.maskBytes(response.body, inText),
      },
    }
  }

  private maskHeader(name: string, value: string, note: (secret: string) => string): string {
    const lower = name.toLowerCase()
    if (lower === 'cookie') return value.replaceAll(/(?<==)[^;]+/g, note)
    if (lower === 'set-cookie') return value.replace(/(?<==)[^;]+/, note)
    if (lower === 'location' || lower === 'referer' || lower === 'content-location')
      return this.maskUrl(value, note)
    if (!this.isSecret(name) || /^idempoten/i.test(name)) return value
    const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]* +)?(.*)$/s.exec(value) ?? []
    return scheme + (/^basic /i.test(scheme) ? maskBasic(rest, note) : note(rest))
  }

  private maskUrl(url: string, note: (secret: string) => string): string {
    return this.paths
      .reduce((text, path) => text.replace(path, note), url)
      .replace(/(?<=^[a-z][a-z\d+.-]*:\/\/)[^/?#]*(?=@)/i, (user) => user.replaceAll(/[^:]+/g, note))
      .replaceAll(/(?<=[?&#])([^=&#]+)=([^&#]*)/g, (pair, name: string, value: string) =>
        this.isSecret(decoded(name)) ? `${name}=${note(value)}` : pair,
      )
  }

  private maskBytes(bytes: Uint8Array, mask: (text: string) => string): Uint8Array {
    const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
    const text = Buffer.from(bytes).toString(encoding)
    const masked = mask(text)
    return masked === text ? bytes : Buffer.from(masked, encoding)
  }
}

/** Returns a secret as it may be written in a body, in a URL, and in JSON. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret)
  return [secret, inUrl, inUrl.replaceAll('%20', '+'), JSON.stringify(secret).slice(1, -1)]
}

/** Returns whether the body of a response could not be decoded: its secrets cannot be masked. */
function isEncoded({ encodingError }: RecordedResponse): boolean {
  return encodingError !== undefined
}

/** Masks user name and password (RFC 7617). */
function maskBasic(text: string, note: (secret: string) => string): string {
  const pair = Buffer.from(text, 'base64').toString('utf8')
  if (!pair.includes(':')) return note(text)
  note(text)
  return Buffer.from(pair.replaceAll(/[^:]+/g, note)).toString('base64')
}
