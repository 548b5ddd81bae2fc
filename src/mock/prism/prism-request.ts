import type { IHttpRequest } from '@stoplight/prism-http'
import { PRISM_METHOD, PRISM_PATH } from './response-document.ts'

/** The request for Prism, which knows only one operation. */
export const PRISM_REQUEST: IHttpRequest = {
  method: PRISM_METHOD,
  url: { path: PRISM_PATH, query: {} },
  headers: {},
}
