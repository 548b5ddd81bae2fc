/** A proxy between a client and a server that checks both against the description. */
export { REPORT_PATH, startProxy } from './proxy.ts'
export type { Proxy, ProxyOptions } from './proxy.ts'
