/** The id and the secret of an OAuth 2 client. */
export interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

export interface Token {
  readonly text: string
  /** How long it is valid. Infinity if the endpoint does not say it. */
  readonly seconds: number
}

/** Where the access token of a security scheme comes from. */
export interface TokenSource {
  readonly scheme: string
  readonly url: URL
  readonly scopes: readonly string[]
}

/** A token is used for all but this part of its life, in milliseconds. Shorter lives are halved. */
const MARGIN = 30_000

/** The access tokens of a run, for the security schemes with the flow `clientCredentials` (RFC 6749, section 4.4). */
export class Tokens {
  readonly sources: readonly TokenSource[]
  private readonly fetchToken: (source: TokenSource) => Promise<Token>
  private readonly tokens = new Map<string, { readonly text: string; readonly until: number }>()
  private refreshing: Promise<void> | undefined

  constructor(
    sources: readonly TokenSource[] = [],
    fetchToken: (source: TokenSource) => Promise<Token> = () => Promise.reject(new Error('no source')),
  ) {
    this.sources = sources
    this.fetchToken = fetchToken
  }

  /** Returns the token of a scheme. Undefined if the scheme has no source, or before the first `refresh`. */
  get(scheme: string): string | undefined {
    return this.tokens.get(scheme)?.text
  }

  /** Returns any token, for a fixture module. Undefined before the first `refresh`. */
  get first(): string | undefined {
    return [...this.tokens.values()][0]?.text
  }

  has(scheme: string): boolean {
    return this.sources.some((source) => source.scheme === scheme)
  }

  /**
   * Fetches the tokens that are missing or expire soon.
   *
   * @throws UsageError if an endpoint gives none
   */
  async refresh(): Promise<void> {
    if (this.sources.length === 0) return
    this.refreshing ??= this.fetchExpired().finally(() => (this.refreshing = undefined))
    await this.refreshing
  }

  private async fetchExpired(): Promise<void> {
    for (const source of this.sources) {
      if ((this.tokens.get(source.scheme)?.until ?? 0) > performance.now()) continue
      const { text, seconds } = await this.fetchToken(source)
      const life = seconds * 1000
      const until = performance.now() + Math.max(life - MARGIN, life / 2)
      this.tokens.set(source.scheme, { text, until })
    }
  }
}
