/** What other rooms may use of code generation. */
export { plan, write } from './generate.ts'
