import { sourceText } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { faultCodeOf } from './fault-codes.ts'
import type { RuleId } from './ids.ts'
import type { Rule } from './rule.ts'
import type { Add, AddRules, RuleOptions } from './add.ts'
import { bodyRules } from './body.ts'
import { idempotencyRules } from './idempotency.ts'
import { lifecycleRules } from './lifecycle.ts'
import { parameterRules } from './parameters.ts'
import { everyResponseRules, responseRules } from './responses.ts'
import { reverseRules } from './reverse.ts'
import { routingRules } from './routing.ts'
import { sequenceRules } from './sequences.ts'
import { securityRules } from './security.ts'
import { whyUnreadable } from './unreadable.ts'

const REQUEST_RULES: readonly AddRules[] = [
  routingRules,
  parameterRules,
  bodyRules,
  securityRules,
  idempotencyRules,
  lifecycleRules,
  sequenceRules,
]

/** All rules of a description: the denominator of a run. */
export class RuleBook {
  readonly description: Description
  private readonly byId = new Map<RuleId, Rule>()
  private readonly byPointer = new Map<string, RuleId>()
  /** Lists of pointers → the rules for them. Responses of the same shape have the same list. */
  private readonly byPointers = new WeakMap<readonly string[], readonly RuleId[]>()
  /** The rules of request bodies, by operation and pointer. */
  private readonly bodyRules = new Map<string, Map<string, RuleId>>()

  /** The operations whose rules cannot be listed completely → the reason. */
  readonly problems = new Map<Operation, string>()

  constructor(description: Description, options: RuleOptions = { hasFixtures: false }) {
    this.description = description
    for (const operation of description.operations) {
      const bodyRules = this.bodyRules.get(operation.id) ?? new Map<string, RuleId>()
      this.bodyRules.set(operation.id, bodyRules)
      const add: Add = (id, text, pointer, untestedReason) => {
        if (this.byId.has(id)) return
        const fault = faultCodeOf(id, operation)
        this.add({ id, text, pointer, untestedReason, ...(fault && { fault }) })
        if (id.startsWith(`${operation.id}/body/`) && !bodyRules.has(pointer)) bodyRules.set(pointer, id)
      }
      const addKeyword: Add = (id, text, pointer, untestedReason) => {
        add(id, text, pointer, untestedReason)
        this.byPointer.set(pointer, id)
      }
      try {
        for (const addRules of REQUEST_RULES) addRules(add, operation, description, options)
        for (const response of operation.responses) {
          responseRules(add, addKeyword, operation, response, description)
        }
      } catch (error) {
        // One operation that cannot be read must not end the run.
        this.problems.set(operation, whyUnreadable(error))
      }
      everyResponseRules(add, operation, description, options)
    }
    const addReverse: Add = (id, text, pointer, untestedReason) => {
      this.add({ id, text, pointer, untestedReason })
    }
    reverseRules(addReverse, description)
  }

  get rules(): Rule[] {
    return [...this.byId.values()]
  }

  rule(id: RuleId): Rule | undefined {
    return this.byId.get(id)
  }

  has(id: RuleId): boolean {
    return this.byId.has(id)
  }

  /** Returns the rule for the keyword of a response's schema at a JSON Pointer. */
  ruleIdAt(pointer: string): RuleId | undefined {
    return this.byPointer.get(pointer)
  }

  /** Returns the rules for the keywords of a response's schema at JSON Pointers, each once. */
  ruleIdsAt(pointers: readonly string[]): readonly RuleId[] {
    const known = this.byPointers.get(pointers)
    if (known !== undefined) return known
    const ids = [...new Set(pointers.flatMap((pointer) => this.ruleIdAt(pointer) ?? []))]
    this.byPointers.set(pointers, ids)
    return ids
  }

  /** Returns the rule for the keyword of a request body's schema at a JSON Pointer. */
  bodyRuleAt({ id }: Operation, pointer: string): RuleId | undefined {
    return this.bodyRules.get(id)?.get(pointer)
  }

  private add(rule: Omit<Rule, 'source'>): void {
    if (this.byId.has(rule.id)) return
    this.byId.set(rule.id, { ...rule, source: sourceText(this.description, rule.pointer) })
  }
}

/** Returns every rule of a description, in the order of the description. */
export function listRules(description: Description): Rule[] {
  return new RuleBook(description).rules
}
