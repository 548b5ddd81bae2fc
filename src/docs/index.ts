/** What other rooms may use of the documentation site. */
export { DOCS_SOURCES, startDocsServer } from './serve/serve.ts'
