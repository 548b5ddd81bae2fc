/** Every demand of a description, as rules. */
export { bodyRuleId } from './body.ts'
export { listRules, RuleBook } from './rule-book.ts'
