/** The certificates of the connections to a target. */
export interface Tls {
  /** The authorities that are trusted beside the usual ones, in PEM. */
  readonly ca?: string
  /** The client certificate, in PEM. */
  readonly cert?: string
  /** The private key of the client certificate, in PEM. */
  readonly key?: string
  /** The options of curl that have the same effect. */
  readonly curl: readonly string[]
}
