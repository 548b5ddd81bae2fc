/** The credentials that the server knows, by security scheme. */
export const CREDENTIALS = {
  headerKey: 'header_0123456789',
  queryKey: 'query_0123456789',
  cookieKey: 'cookie_0123456789',
  basic: 'gardener:basic_0123456789',
  token: 'token_0123456789',
  oauth: 'oauth_0123456789',
}
