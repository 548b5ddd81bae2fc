/** Every requirement of a description, as rules. */
export { listRules, RuleBook } from './registry.ts'
