import { join, relative } from 'node:path'
import { quoteShell } from '../command/index.ts'
import { toUrlPath } from './package-manager.ts'
import type { Project } from './project.ts'

/** What the written files need to know of the API. */
export interface InitApi {
  readonly name: string
  readonly file: string
  /** The states of its life cycles. */
  readonly states: readonly string[]
  /** Where a server of the project listens. */
  readonly baseUrl: string
}

const ABOUT = `/**
 * Creates what the contract needs: a description cannot say how. Where the API itself creates what it later reads, nothing
 * is needed. What this module cannot create stays untested, and the report says so.
 */
`

function createBody({ states }: InitApi): string {
  const list = states.length === 0 ? '`default`' : states.map((state) => `\`${state}\``).join(', ')
  return `  // Creates a fresh resource in a state (${list}), and returns its path parameters, for example
  // through an endpoint that only a test server has:
  //
  // async create(state, { baseUrl, apiKey, fetch }) {
  //   const response = await fetch(\`\${baseUrl}/test/things?state=\${state}\`, {
  //     method: 'POST',
  //     headers: { Authorization: \`Bearer \${apiKey}\` },
  //   })
  //   return response.ok ? { id: (await response.json()).id } : undefined
  // },
  create: () => Promise.resolve(undefined),
`
}

/** A file to write. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** Returns the fixture module: JavaScript with JSDoc types, or TypeScript. */
export function fixtureModule(api: InitApi, extension: FixtureExtension): string {
  if (extension !== 'mjs')
    return `import type { Fixtures } from 'openapi-contracts/contract'

${ABOUT}export default {
${createBody(api)}} satisfies Fixtures
`
  return `${ABOUT}/** @type {import('openapi-contracts/contract').Fixtures} */
const fixtures = {
${createBody(api)}}

export default fixtures
`
}

export type FixtureExtension = 'mjs' | 'ts' | 'mts'

/** The types of a JavaScript module, for a suite in TypeScript. */
export const FIXTURE_TYPES = `import type { Fixtures } from 'openapi-contracts/contract'

declare const fixtures: Fixtures
export default fixtures
`

/** Returns the suite for Vitest. @param fixtures how the suite imports the fixture module */
export function contractTest(api: InitApi, fixtures: string): string {
  return `import { describeContract } from 'openapi-contracts/contract'
import { describe } from 'vitest'
import fixtures from '${fixtures}'

// Your server, which must be running, and its API key: set API_URL and API_KEY. To start it here instead, pass a function
// that resolves to { baseUrl, apiKey, fixtures, close } as the subject.
const { API_URL = '${api.baseUrl}', API_KEY = '' } = process.env

const subject = { baseUrl: API_URL, apiKey: API_KEY, fixtures }

describe('server', async () => {
  await describeContract({ api: ${JSON.stringify(api.name).replace(/^"|"$/g, "'")}, subject })
})
`
}

/**
 * Returns the CI file, and where it belongs.
 *
 * @param fixtures the path of the fixture module
 * @param suffix what its name ends with, if the project tests several APIs
 */
export function ciFile(project: Project, api: InitApi, fixtures: string, suffix: string): NewFile {
  const { root, path } = project.repository
  const name = `contract${path === '' ? suffix : `-${api.name}`}`
  const [folder, text] =
    project.ci === 'gitlab'
      ? ['.gitlab', gitlabFile(project, api, fixtures, name)]
      : ['.github/workflows', githubFile(project, api, fixtures)]
  return { path: toUrlPath(relative(project.root, join(root, folder, `${name}.yml`))), text }
}

/** Returns the command that tests a server. */
export function contractLine(project: Project, api: InitApi, fixtures: string): string {
  const call = project.hasToolkit ? project.manager.exec : 'npx --yes'
  return `${call} openapi-contracts contract --api ${quoteShell(api.name)} --base-url ${quoteShell(api.baseUrl)} --fixtures ${quoteShell(fixtures)}`
}

const WAIT = (url: string): string => `timeout 60 sh -c 'until curl -s -o /dev/null ${url}; do sleep 1; done'`

function startLine(project: Project): string {
  return project.isNode && project.hasStart
    ? `${project.manager.start} &`
    : 'echo "Start your server here, in the background."'
}

/** Returns a text as a YAML scalar: plain, unless YAML would read a comment or a key in it. */
function scalar(text: string): string {
  return / #|: |:$/.test(text) ? JSON.stringify(text) : text
}

/** Returns the commands that install the packages of a project. */
function installLines({ isNode, manager }: Project): string[] {
  return isNode ? [...(manager.setup === undefined ? [] : [manager.setup]), manager.install] : []
}

function githubFile(project: Project, api: InitApi, fixtures: string): string {
  const { path } = project.repository
  const folder = path === '' ? '' : `    defaults: { run: { working-directory: ${JSON.stringify(path)} } }\n`
  const install = installLines(project)
    .map((line) => `      - run: ${line}\n`)
    .join('')
  return `name: contract
on: [push, pull_request]

jobs:
  contract:
    runs-on: ubuntu-latest
${folder}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
${install}      - name: Start the server
        run: ${startLine(project)}
      - name: Wait for the server
        run: ${WAIT(api.baseUrl)}
      - name: Test the contract
        run: ${scalar(`${contractLine(project, api, fixtures)} --reporter github`)}
        env:
          API_KEY: \${{ secrets.API_KEY }}
`
}

function gitlabFile(project: Project, api: InitApi, fixtures: string, name: string): string {
  const { path } = project.repository
  const lines = [...(path === '' ? [] : [`cd ${quoteShell(path)}`]), ...installLines(project)]
  const install = lines.map((line) => `    - ${JSON.stringify(line)}\n`).join('')
  return `# Include it in .gitlab-ci.yml: include: { local: .gitlab/${name}.yml }
${name}:
  image: node:22
  script:
${install}    - ${JSON.stringify(startLine(project))}
    - ${JSON.stringify(WAIT(api.baseUrl))}
    - ${JSON.stringify(`${contractLine(project, api, fixtures)} --reporter gitlab=contract.json`)}
  artifacts:
    when: always
    reports: { codequality: ${JSON.stringify(path === '' ? 'contract.json' : `${path}/contract.json`)} }
`
}
