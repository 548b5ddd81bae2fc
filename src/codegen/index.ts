/** What other rooms may use of code generation. */
export { apply } from './files.ts'
export { plan } from './generate.ts'
