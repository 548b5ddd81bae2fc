/** The codes of certificates that cannot be verified. */
const CERTIFICATE =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY))/

/** Explains a network error, as the rest of a sentence that begins with the origin. */
export function explainError({ code = '', message }: NodeJS.ErrnoException): string {
  if (code === 'HPE_HEADER_OVERFLOW') return 'sends more headers than a client reads'
  if (code.startsWith('HPE_')) return `sends what is not an HTTP response (${message})`
  if (CERTIFICATE.test(code))
    return `has a certificate that cannot be verified (${message}): give its authority with --ca FILE`
  if (
    /\b(?:certificate required|alert handshake failure|alert bad certificate|ALERT_CERTIFICATE)/i.test(
      `${code} ${message}`,
    )
  )
    return 'rejects the connection, perhaps for want of a client certificate: give it with --cert FILE'
  switch (code) {
    case 'ECONNREFUSED':
      return 'does not accept connections (is it running, and on this port?)'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has a host name that cannot be found'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'dropped the connection'
    case 'EPROXY':
      return `cannot be reached: ${message}`
    case 'EPROTO':
      return 'does not use TLS (is it http:// instead of https://?)'
    default:
      return `cannot be reached: ${message}`
  }
}
