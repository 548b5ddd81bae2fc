import { get, joinPointer, parsePointer } from '../description/index.ts'
import type { Description, Operation, Response } from '../description/index.ts'
import { ASSERTIONS, keywordDemands } from './keyword-rules.ts'
import type { KeywordDemand } from './keyword-rules.ts'
import { namesResource, refusalAnswers } from './answers.ts'
import { isGuarded } from './credentials.ts'
import { essence, isReadable } from './payload.ts'
import type { Rule } from './rule.ts'

/** Every demand of a description as a rule: the denominator of a run. */
export class RuleBook {
  readonly description: Description
  private readonly byId = new Map<string, Rule>()
  private readonly byPointer = new Map<string, string>()

  constructor(description: Description) {
    this.description = description
    for (const operation of description.operations) {
      this.addRequest(operation)
      this.addStateful(operation)
      for (const response of operation.responses) this.addResponse(operation, response)
      this.addAlways(operation)
    }
  }

  get rules(): Rule[] {
    return [...this.byId.values()]
  }

  has(id: string): boolean {
    return this.byId.has(id)
  }

  rule(id: string): Rule {
    const rule = this.byId.get(id)
    if (rule === undefined) throw new RangeError(`There is no rule ${id}.`)
    return rule
  }

  /** The rule of a keyword of a response's schema. */
  at(pointer: string): string | undefined {
    return this.byPointer.get(pointer)
  }

  private add(id: string, text: string, pointer: string, reachedBy: string): void {
    if (this.byId.has(id)) return
    const { file, line } = this.description.source(pointer)
    this.byId.set(id, { id, text, pointer, source: `${file}:${line}`, reachedBy })
  }

  private demands(pointer: string, absent: 'readOnly' | 'writeOnly'): KeywordDemand[] {
    return keywordDemands(this.description.document, pointer, absent)
  }

  private addRequest(operation: Operation): void {
    const { id } = operation
    const valid = 'needs a valid request to succeed: give --fixtures'
    this.add(
      `${id}/method`,
      `The path answers to ${operation.pathMethods.join(', ')} and to no other method.`,
      operation.pointer,
      valid,
    )
    this.add(
      `${id}/route`,
      'A path that is not described is refused.',
      refusalAnswers(operation, { in: 'route' }).pointer,
      valid,
    )
    for (const { object, pointer } of operation.parameters) {
      const place = `${id}/${object.in}.${object.name}`
      const known = operation.refusals.some(
        ({ name, keyword }) => name === object.name && keyword === 'unknown',
      )
      this.add(
        `${place}/accepted`,
        `${object.in} \`${object.name}\`: a valid value is accepted.`,
        pointer,
        known && object.in !== 'path'
          ? 'needs a value that this server knows, which no description can name'
          : valid,
      )
      if (object.in === 'path') {
        if (namesResource(operation)) {
          this.add(`${place}/unknown`, `An unknown \`${object.name}\` is refused.`, pointer, valid)
        }
        this.add(`${place}/odd`, `An odd \`${object.name}\` breaks nothing.`, pointer, valid)
        continue
      }
      if (object.required === true) {
        this.add(
          `${place}/required`,
          `${object.in} \`${object.name}\` is required.`,
          joinPointer(pointer, 'required'),
          valid,
        )
      }
      const unknown = operation.refusals.find(
        (refusal) =>
          refusal.in === object.in && refusal.name === object.name && refusal.keyword === 'unknown',
      )
      if (unknown !== undefined) {
        this.add(
          `${place}/unknown`,
          `${object.in} \`${object.name}\`: a value that names nothing is refused.`,
          unknown.at,
          valid,
        )
      }
      for (const demand of this.demands(joinPointer(pointer, 'schema'), 'readOnly')) {
        if (!isCarried(demand, get(this.description.document, demand.pointer))) continue
        const id = [place, ...demand.path, demand.keyword].join('/')
        this.add(
          id,
          `${object.in} \`${object.name}\`: ${demand.text.replace(/^the value: /, '')}`,
          demand.pointer,
          valid,
        )
      }
    }
    this.addBody(operation, valid)
    this.addSecurity(operation, valid)
  }

  private addBody(operation: Operation, valid: string): void {
    const { id, body } = operation
    if (body === undefined) return
    const required = body.required
    this.add(
      `${id}/body/${required ? 'required' : 'optional'}`,
      required ? 'A body is required.' : 'The body may be left out.',
      get(this.description.document, `${body.pointer}/required`) === undefined
        ? body.pointer
        : `${body.pointer}/required`,
      valid,
    )
    this.add(
      `${id}/body/contentType`,
      'A body of another media type is refused.',
      `${body.pointer}/content`,
      valid,
    )
    for (const content of body.content) {
      this.add(
        `${id}/body/${content.mediaType}`,
        `A body of ${content.mediaType} is accepted.`,
        content.pointer,
        valid,
      )
      this.add(
        `${id}/body/${content.mediaType}/malformed`,
        `A malformed ${content.mediaType} body is refused, and breaks nothing.`,
        content.pointer,
        valid,
      )
      for (const name of Object.keys(content.object.examples ?? {})) {
        this.add(
          `${id}/examples/${name}`,
          `The example \`${name}\` is accepted.`,
          joinPointer(content.pointer, 'examples', name),
          valid,
        )
      }
      const closed = this.demands(`${content.pointer}/schema`, 'readOnly')
      // In a form everything is text: only brackets can say another structure.
      const isForm = essence(content.mediaType) === 'application/x-www-form-urlencoded'
      const untestable = (demand: KeywordDemand): boolean =>
        demand.keyword === 'type' && (demand.path.length === 0 || demand.path.at(-1) === '[]')
      for (const demand of closed.filter((one) => !isForm || !untestable(one))) {
        this.add(bodyRuleId(operation, demand), `Body: ${demand.text}`, demand.pointer, valid)
      }
      if (
        !closed.some(
          (demand) =>
            /^(?:additional|unevaluated)Properties$/.test(demand.keyword) && demand.path.length === 0,
        )
      ) {
        this.add(
          `${id}/body/unknown-properties`,
          'Properties that are not described are ignored.',
          `${content.pointer}/schema`,
          valid,
        )
      }
    }
  }

  private addSecurity(operation: Operation, valid: string): void {
    const { id, security } = operation
    const guarded = isGuarded(operation, this.description)
    for (const { name, pointer, scheme } of security) {
      this.add(`${id}/security/${name}`, `The security scheme \`${name}\` is accepted.`, pointer, valid)
      if (!guarded) continue
      this.add(
        `${id}/security/${name}/malformed`,
        `Malformed credentials of \`${name}\` are refused.`,
        pointer,
        valid,
      )
      this.add(`${id}/security/${name}/wrong`, `A wrong key in \`${name}\` is refused.`, pointer, valid)
      for (const [index, refused] of (scheme['x-credentials']?.refused ?? []).entries()) {
        this.add(
          `${id}/security/${name}/${refused.keyword}`,
          refused.description ?? `A ${refused.keyword} key is refused.`,
          joinPointer(pointer, 'x-credentials', 'refused', index),
          valid,
        )
      }
    }
    if (!guarded) return
    this.add(
      `${id}/security/missing`,
      'A request without credentials is refused.',
      refusalAnswers(operation, { in: 'security', keyword: 'missing' }).pointer,
      valid,
    )
    const unseen = operation.refusals.find(
      (refusal) => refusal.in === 'path' && refusal.keyword === 'unknown',
    )
    if (unseen !== undefined) {
      this.add(
        `${id}/security/isolation`,
        'Another account’s resource does not exist for this key, and stays untouched.',
        unseen.at,
        'needs --other-api-key',
      )
    }
  }

  private addStateful(operation: Operation): void {
    const { id, idempotency, lifecycle } = operation
    const needs = 'needs fresh resources: give --fixtures'
    if (idempotency !== undefined) {
      const at = (...tokens: string[]): string => joinPointer(idempotency.pointer, ...tokens)
      this.add(
        `${id}/idempotency/header`,
        `\`${idempotency.header}\` carries the key, and any string that its schema allows is one.`,
        at('header'),
        needs,
      )
      this.add(
        `${id}/idempotency/replay`,
        'The same request with the same key gets the saved answer, and nothing is executed twice.',
        at(),
        needs,
      )
      for (const name of Object.keys(idempotency.replay?.headers ?? {})) {
        this.add(
          `${id}/idempotency/replay/${name}`,
          `A replayed answer says so in \`${name}\`.`,
          at('replay', 'headers', name),
          needs,
        )
      }
      for (const [index, kind] of idempotency.saves.entries()) {
        const how = kind === 'failure' ? 'needs `provoke` in the fixture module for a 5xx status' : needs
        this.add(
          `${id}/idempotency/saves/${kind}`,
          `A ${kind} is saved under its key.`,
          at('saves', String(index)),
          how,
        )
      }
      for (const [index, kind] of idempotency.leavesFree.entries()) {
        const how = kind === 'rate-limit' ? 'needs `provoke` in the fixture module for 429' : needs
        this.add(
          `${id}/idempotency/leavesFree/${kind}`,
          `A request that ended in ${kind} leaves its key free.`,
          at('leavesFree', String(index)),
          how,
        )
      }
      for (const [index, kind] of idempotency.reused.differs.entries()) {
        this.add(
          `${id}/idempotency/reused/${kind}`,
          `A key that was used with another ${kind} is refused.`,
          at('reused', 'differs', String(index)),
          needs,
        )
      }
      this.add(
        `${id}/idempotency/inProgress`,
        'Of requests at once with one key one is executed; the others get its answer or are told to wait.',
        at('inProgress'),
        needs,
      )
      this.add(
        `${id}/idempotency/scope`,
        'Keys belong to one account; another’s are its own.',
        at('scope'),
        'needs --other-api-key',
      )
    }
    if (lifecycle !== undefined) {
      const at = (...tokens: string[]): string => joinPointer(lifecycle.pointer, ...tokens)
      for (const state of Object.keys(lifecycle.states)) {
        this.add(
          `${id}/lifecycle/${state}`,
          `In the state \`${state}\` the operation is answered as described, and a refusal changes nothing.`,
          at('states', state),
          `needs a fixture for \`${state}\``,
        )
      }
      this.add(`${id}/lifecycle/to`, `The state that follows is \`${lifecycle.to}\`.`, at('to'), needs)
      this.add(`${id}/lifecycle/once`, 'Of several requests at once exactly one has an effect.', at(), needs)
    }
  }

  private addResponse(operation: Operation, response: Response): void {
    const place = `${operation.id}/responses/${response.status}`
    const needs = `needs an answer ${response.status}${/^(429|5)/.test(response.status) ? `: \`provoke\` in the fixture module for ${response.status}` : ''}`
    this.add(
      place,
      `The answer ${response.status}: ${firstSentence(response.object.description)}`,
      response.pointer,
      needs,
    )
    for (const content of response.content) {
      this.add(
        `${place}/${content.mediaType}`,
        `The answer ${response.status} is ${content.mediaType}.`,
        content.pointer,
        needs,
      )
      if (!isReadable(content.mediaType)) continue
      for (const demand of this.demands(`${content.pointer}/schema`, 'writeOnly')) {
        this.addSchemaRule(demand, `${place}/body`, needs)
      }
    }
    for (const header of response.headers) {
      const at = `${place}/headers/${header.name}`
      this.add(
        at,
        `The answer ${response.status} has the header \`${header.name}\`${header.object.required === true ? '' : ', where it has it, valid'}.`,
        header.pointer,
        needs,
      )
    }
    for (const [index, criterion] of (response.object['x-criteria'] ?? []).entries()) {
      this.add(
        `${place}/criteria/${index + 1}`,
        criterion.description ?? criterion.condition,
        joinPointer(response.pointer, 'x-criteria', index),
        needs,
      )
    }
  }

  private addSchemaRule(demand: KeywordDemand, place: string, answer: string): void {
    const id = schemaRuleId(this.description, demand, place)
    const needs = demand.path.length === 0 ? answer : `needs an answer with \`${demand.path.join('.')}\``
    this.add(id, demand.text, demand.pointer, needs)
    this.byPointer.set(demand.pointer, id)
  }

  private addAlways(operation: Operation): void {
    const { id } = operation
    const pointer = `${operation.pointer}/responses`
    this.add(`${id}/responses`, 'Every answer has a documented status.', pointer, 'needs an answer')
    this.add(`${id}/no-server-error`, 'No request makes the server fail.', pointer, 'needs an answer')
    this.add(
      `${id}/no-leak`,
      'No answer holds a secret of the request or a stack trace.',
      pointer,
      'needs an answer',
    )
  }
}

/** Keywords that text in a parameter can break. */
const CARRIED: readonly string[] = [...ASSERTIONS.string, ...ASSERTIONS.number, 'enum', 'const']

/** Whether a parameter can break a keyword: all is text there, and text is an array of one. */
function isCarried({ keyword, path }: KeywordDemand, value: unknown): boolean {
  if (path.length > 1 || (path.length === 1 && path[0] !== '[]')) return false
  if (CARRIED.includes(keyword)) return true
  if (path.length > 0) return false
  if (keyword === 'type') return ['integer', 'number', 'boolean'].includes(String(value))
  return keyword === 'maxItems' || keyword === 'uniqueItems' || (keyword === 'minItems' && Number(value) > 1)
}

/** The rule of a keyword in a request's body. */
export function bodyRuleId(
  operation: Operation,
  demand: { keyword: string; path: readonly string[] },
): string {
  const path = demand.path.length === 0 ? '' : `/${demand.path.join('.')}`
  return `${operation.id}/body${path}/${demand.keyword}`
}

/** `schemas/Error/code/type` in a component; below its response elsewhere. */
function schemaRuleId(description: Description, demand: KeywordDemand, place: string): string {
  const tokens = parsePointer(demand.pointer)
  const component = tokens[0] === 'components'
  const start = component ? 3 : tokens.indexOf('schema') + 1
  const root = component ? `schemas/${tokens[2] ?? ''}` : place
  const below = tokens
    .slice(start)
    .filter((token, index, all) => token !== 'properties' || all[index - 1] === 'properties')
  const last = below.at(-1)
  if (below.at(-2) === 'required' && /^\d+$/.test(last ?? '')) {
    below.splice(-1, 1, String(get(description.document, demand.pointer)))
  }
  return [root, ...below].join('/')
}

function firstSentence(text: string): string {
  return /^[^\n]*?\.(?=\s|$)/.exec(text.trim())?.[0] ?? text.trim().split('\n')[0] ?? ''
}

/** Every rule of a description, in its order. */
export function listRules(description: Description): Rule[] {
  return new RuleBook(description).rules
}
