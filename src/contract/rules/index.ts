/** Every requirement of a description, as rules. */
export { perOperation } from './per-operation.ts'
export { listRules, RuleBook } from './registry.ts'
export { whyUnreadable } from './unreadable.ts'
