import { readFileSync } from 'node:fs'
import { firstLine, quoteShell, UsageError } from '../../command/index.ts'
import { createContext } from '../http/connection.ts'
import type { Tls } from '../http/tls.ts'
import type { CliOptions } from './options.ts'

/**
 * Reads the certificates of the connections.
 *
 * @param urls the addresses that requests go to
 * @throws UsageError if a file cannot be read or has no valid certificate or key, or if no address uses TLS
 */
export function readTls({ ca, cert, key }: CliOptions, urls: readonly URL[]): Tls | undefined {
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  const [option] = (['ca', 'cert', 'key'] as const).filter((name) => ({ ca, cert, key })[name] !== undefined)
  if (!urls.some(({ protocol }) => protocol === 'https:'))
    throw new UsageError(`\`--${option}\` needs an https:// base URL.`)
  if (cert === undefined && key !== undefined)
    throw new UsageError('`--key` needs --cert, the client certificate that it belongs to.')
  const authorities = ca === undefined ? undefined : readPem('--ca', ca, /CERTIFICATE/)
  const certificate = cert === undefined ? undefined : readPem('--cert', cert, /CERTIFICATE/)
  const privateKey = key === undefined ? certificate : readPem('--key', key, /PRIVATE KEY/)
  if (cert !== undefined && privateKey !== undefined && !/PRIVATE KEY/.test(privateKey))
    throw new UsageError(`\`--cert\`: ${cert} has no private key. Give it with --key.`)
  if (privateKey !== undefined && /ENCRYPTED/.test(privateKey))
    throw new UsageError(`\`--key\`: ${key ?? cert ?? ''} is encrypted. Give a key without a passphrase.`)
  const tls = {
    ...(authorities !== undefined && { ca: authorities }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(privateKey !== undefined && { key: privateKey }),
  }
  check(tls, ['ca'], `\`--ca\`: ${ca ?? ''} has no valid certificate`)
  check(tls, ['cert'], `\`--cert\`: ${cert ?? ''} has no valid certificate`)
  check(tls, ['cert', 'key'], `\`--key\`: ${key ?? cert ?? ''} is not the private key of the certificate`)
  const files = Object.entries({ '--cacert': ca, '--cert': cert, '--key': key })
  const curl = files.flatMap(([name, file]) => (file === undefined ? [] : [`${name} ${quoteShell(file)}`]))
  return { ...tls, curl }
}

function readPem(option: string, file: string, block: RegExp): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`\`${option}\`: ${file} does not exist.`)
    if (code === 'EISDIR') throw new UsageError(`\`${option}\`: ${file} is a folder.`)
    throw new UsageError(`\`${option}\`: ${file} cannot be read: ${firstLine(error)}.`)
  }
  if (!new RegExp(`-----BEGIN [A-Z0-9 ]*${block.source}-----`).test(text))
    throw new UsageError(`\`${option}\`: ${file} has no ${block.source.toLowerCase()} in PEM.`)
  return text
}

function check(tls: Omit<Tls, 'curl'>, names: readonly (keyof Omit<Tls, 'curl'>)[], message: string): void {
  const some = Object.fromEntries(Object.entries(tls).filter(([name]) => names.includes(name as 'ca')))
  try {
    createContext(some)
  } catch (error) {
    throw new UsageError(`${message}: ${firstLine(error)}.`)
  }
}
