import type { Choices } from './choices.ts'
import { check, fingerprint } from './checks.ts'
import type { Wanted } from './checks.ts'
import { readDescribed } from './examples.ts'
import type { JsonObject, Reply } from './examples.ts'
import { Keys } from './keys.ts'
import { Replies } from './replies.ts'
import type { Header } from './replies.ts'
import { executionTime, Resources } from './resources.ts'

export type ApiName = 'leanrails' | 'stripe'

/** A body as a framework parsed it, or the example of its rejection. */
export type Body = { readonly fields: unknown } | { readonly rejection: string } | undefined

/** A request, as far as a framework has read it. */
export interface Received {
  /** The path parameter, decoded. */
  readonly id: string
  /** The values of a repeated header are joined, or one of them counts. */
  readonly header: Header
  readonly body: Body
}

/** One API, without HTTP. */
export interface Domain {
  readonly api: ApiName
  readonly choices: Choices
  readonly resources: Resources
  readonly replies: Replies
  cancel(received: Received): Promise<Reply>
}

/** Creates an API with the choices of one server. */
export function createDomain(api: ApiName, choices: Choices): Domain {
  const described = readDescribed(api)
  const resources = new Resources(described, choices)
  const replies = new Replies(api, described, choices)

  const rejected = (rejection: string, header: Header): Reply => {
    if (rejection === 'id_too_long') return replies.idTooLong(header)
    if (rejection === 'too_large') return replies.tooLarge(header)
    if (rejection === 'media_type_unsupported') return replies.mediaTypeUnsupported(header)
    if (rejection === 'key_publishable') return replies.publishable(header)
    return replies.reject(rejection, header)
  }

  const execute = async ({ id, header }: Received, { account, parameters }: Wanted): Promise<Reply> => {
    await executionTime()
    const resource = resources.find(account, id)
    if (resource === undefined) return replies.reject('intent_missing', header)
    const { next } = resource
    resource.next = undefined
    if (next !== undefined) return replies.provoked(next, header)
    const { succeeds, example } = described.outcome(resource.status)
    if (example !== undefined && !(succeeds && choices.processing === 200)) {
      const shown = api === 'stripe' ? { payment_intent: resources.render(resource) } : {}
      return replies.reject(example, header, shown)
    }
    resources.cancel(resource, parameters.reason)
    return replies.finish(200, expanded(resources.render(resource), parameters.expand), header)
  }

  const keys = new Keys({
    choices,
    stores: ({ status }) => status !== 429 && (api === 'stripe' || status < 500),
    replayed: (reply) => replies.replayed(reply),
    reject: (example) => replies.reject(example),
  })

  const cancel = async (received: Received): Promise<Reply> => {
    const wanted = check(received, api, choices)
    if ('rejection' in wanted) return rejected(wanted.rejection, received.header)
    const { account, key } = wanted
    if (key === undefined) return execute(received, wanted)
    const belongsTo = fingerprint(received, wanted, choices)
    if (belongsTo === undefined) return rejected('body_malformed', received.header)
    return keys.once(JSON.stringify([account, key]), belongsTo, () => execute(received, wanted))
  }

  return { api, choices, resources, replies, cancel }
}

/** Returns a body with objects in place of the ids at `paths`. */
function expanded(body: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce<JsonObject>((result, path) => {
    const [name = ''] = path.split('.')
    const value = result[name]
    return typeof value === 'string' ? { ...result, [name]: { id: value, object: name } } : result
  }, body)
}
