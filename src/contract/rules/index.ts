/** Every demand of a description, as rules. */
export { bodyRuleId, readOnlyRuleId } from './body.ts'
export { listRules, RuleBook } from './registry.ts'
