import { test } from 'vitest'
import { expectRow, head, KEPT, OK, withOperation, withPaths } from './rows.ts'
import type { Row } from './rows.ts'

const PATHS = `paths:\n${KEPT}`

const ROWS: readonly Row[] = [
  // info, servers, tags and the like
  {
    fault: 'no `info.version`',
    text: `openapi: 3.1.1\ninfo: { title: T } # !\nservers: [{ url: 'https://example.com' }]\n${PATHS}`,
    warnings: [/`info.version` is missing/],
  },
  {
    fault: 'no `info.title`',
    text: `openapi: 3.1.1\ninfo: { version: '1' } # !\nservers: [{ url: 'https://example.com' }]\n${PATHS}`,
    warnings: [/`info.title` is missing/],
  },
  {
    fault: 'no `info`',
    text: `openapi: 3.1.1 # !\nservers: [{ url: 'https://example.com' }]\n${PATHS}`,
    warnings: [/`info` is missing/],
  },
  {
    fault: 'a number as version',
    text: `openapi: 3.1.1\ninfo: { title: T, version: 1.0 }\n${PATHS}`,
    warnings: [],
  },
  {
    fault: 'a number as version of OpenAPI',
    text: `openapi: 3.1\ninfo: { title: T, version: '1' }\n${PATHS}`,
    warnings: [],
  },
  { fault: 'no `servers`', text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\n${PATHS}`, warnings: [] },
  {
    fault: 'an empty list of servers',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers: []\n${PATHS}`,
    warnings: [],
  },
  {
    fault: 'servers as an object',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers: { url: 'https://example.com' } # !\n${PATHS}`,
    warnings: [/Expected `servers` to be an array/],
  },
  {
    fault: 'a server without a URL',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers:\n  - description: None. # !\n${PATHS}`,
    warnings: [/The server needs a `url`/],
  },
  {
    fault: 'an undefined server variable',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers:\n  - url: 'https://{region}.example.com' # !\n${PATHS}`,
    warnings: [/The server variable `region` needs a `default`/],
  },
  {
    fault: 'a server variable whose default is a number',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers:\n  - url: 'https://example.com:{port}' # !\n    variables: { port: { default: 443 } }\n${PATHS}`,
    warnings: [/The server variable `port` needs a `default` text/],
  },
  {
    fault: 'a relative server',
    text: `openapi: 3.1.1\ninfo: { title: T, version: '1' }\nservers: [{ url: /v1/ }]\n${PATHS}`,
    warnings: [],
  },
  {
    fault: 'a tag that is not described',
    text: withOperation(
      `parameters: [{ name: id, in: path, required: true, schema: {} }]\ntags: [none]\n${OK}`,
    ),
    warnings: [],
  },
  // paths
  { fault: 'no `paths`', text: `${head()}components: {}\n`, warnings: [] },
  {
    fault: '`paths` that are null',
    text: `${head()}paths: # !\n`,
    warnings: [/Expected `paths` to be an object/],
  },
  {
    fault: 'paths as a list',
    text: `${head()}paths: [] # !\n`,
    warnings: [/Expected `paths` to be an object/],
  },
  {
    fault: 'a path without a slash',
    text: withPaths(`a: # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/The path `a` must begin with `\/`/],
  },
  {
    fault: 'a path with a query',
    text: withPaths(`/a?b=c: # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/The path `\/a\?b=c` has a query. It is read as `\/a` with query parameters/],
  },
  {
    fault: 'two paths that differ only in their queries',
    text: withPaths(
      `/a?b=c: # !\n  get: { operationId: a, ${OK.trim()} }\n/a?b=d: # !\n  get: { operationId: b, ${OK.trim()} }\n`,
    ),
    warnings: [/`\/a\?b=c` has a query. Describe it/, /`\/a\?b=d` has a query. Describe it/],
    leftOut: ['a', 'b'],
  },
  {
    fault: 'a path with a query that is no list of fields',
    text: withPaths(
      `/a?{b}: # !\n  get: { operationId: a, parameters: [{ name: b, in: path, required: true, schema: {} }], ${OK.trim()} }\n`,
    ),
    warnings: [/has a query. Describe it/],
    leftOut: ['a'],
  },
  {
    fault: 'a path with a fragment',
    text: withPaths(`'/a#b': # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/fragment/],
    leftOut: ['a'],
  },
  { fault: 'a path that is null', text: withPaths(`/a: # !\n`), warnings: [/The path is not an object/] },
  {
    fault: 'a brace without end',
    text: withPaths(`'/a/{id': # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/brace/],
  },
  {
    fault: 'a name twice in a path',
    text: withPaths(
      `/a/{id}/b/{id}: # !\n  get: { operationId: a, ${OK.trim()}, parameters: [{ name: id, in: path, required: true, schema: {} }] }\n`,
    ),
    warnings: [/`\{id\}` twice/],
  },
  {
    fault: 'an empty name in a path',
    text: withPaths(`/a/{}: # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/brace/],
  },
  {
    fault: 'ambiguous paths',
    text: withPaths(
      `/a/{x}: { get: { operationId: a, ${OK.trim()}, parameters: [{ name: x, in: path, required: true, schema: {} }] } }\n/a/{y}: # !\n  post: { operationId: b, ${OK.trim()}, parameters: [{ name: y, in: path, required: true, schema: {} }] }\n`,
    ),
    warnings: [/same as `\/a\/\{x\}`/],
  },
  {
    fault: 'an unknown method',
    text: withPaths(`/a:\n  fetch: {} # !\n  get: { operationId: a, ${OK.trim()} }\n`),
    warnings: [/Unknown key `fetch`/],
  },
  {
    fault: 'a method in upper case',
    text: withPaths(`/a:\n  GET: { operationId: a, ${OK.trim()} } # !\n`),
    warnings: [/`GET`.*lower case/],
  },
  // operations
  {
    fault: 'an operation that is null',
    text: withPaths(`/a:\n  get: # !\n`),
    warnings: [/Expected .*object/],
  },
  {
    fault: 'an empty operation',
    text: withPaths(`/a:\n  get: {} # !\n`),
    warnings: [/has no `operationId`. It is named `getA`/],
  },
  {
    fault: 'an operation without `operationId`',
    text: withPaths(`/a/b-c:\n  get: { ${OK.trim()} } # !\n`),
    warnings: [/It is named `getABC`/],
  },
  {
    fault: 'an empty `operationId`',
    text: withPaths(`/a:\n  get: { operationId: '', ${OK.trim()} } # !\n`),
    warnings: [/It is named `getA`/],
  },
  {
    fault: 'an `operationId` that is a number',
    text: withPaths(`/a:\n  get:\n    operationId: 5 # !\n    ${OK}`),
    warnings: [/Expected `operationId` to be a string/],
  },
  {
    fault: 'a repeated `operationId`',
    text: withPaths(`/a:\n  get: { operationId: kept, ${OK.trim()} } # !\n`),
    warnings: [/`kept` is used twice. This operation is named `kept2`/],
  },
  {
    fault: 'an odd `operationId`',
    text: withPaths(`/a:\n  get: { operationId: 'get-user/by id', ${OK.trim()} }\n`),
    warnings: [],
  },
  {
    fault: 'a reserved word as `operationId`',
    text: withPaths(`/a:\n  get: { operationId: delete, ${OK.trim()} }\n`),
    warnings: [],
  },
  {
    fault: 'tags as a text',
    text: withPaths(`/a:\n  get:\n    operationId: a\n    tags: x # !\n    ${OK}`),
    warnings: [/Expected `tags` to be an array/],
  },
  {
    fault: 'deprecated as a text',
    text: withPaths(`/a:\n  get:\n    operationId: a\n    deprecated: 'yes' # !\n    ${OK}`),
    warnings: [/Expected `deprecated` to be true or false/],
  },
  // responses
  {
    fault: 'no responses',
    text: withPaths(`/a:\n  get: # !\n    operationId: a\n`, '', '3.0.3'),
    warnings: [/no responses/],
  },
  { fault: 'no responses in 3.1', text: withPaths(`/a:\n  get: { operationId: a }\n`), warnings: [] },
  {
    fault: 'empty responses',
    text: withPaths(`/a:\n  get: # !\n    operationId: a\n    responses: {}\n`, '', '3.0.3'),
    warnings: [/no responses/],
  },
  {
    fault: 'responses with integer keys',
    text: withPaths(`/a:\n  get: { operationId: a, responses: { 200: { description: OK. } } }\n`),
    warnings: [],
  },
  {
    fault: 'responses as a list',
    text: withPaths(`/a:\n  get:\n    operationId: a\n    responses: [] # !\n`),
    warnings: [/Expected `responses` to be an object/],
  },
  {
    fault: 'a response that is null',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      200: # !\n      204: { description: OK. }\n`,
    ),
    warnings: [/The response is not an object/],
  },
  {
    fault: 'a response without a description',
    text: withPaths(`/a:\n  get: { operationId: a, responses: { '200': {} } }\n`),
    warnings: [],
  },
  {
    fault: 'the content of a response that has none',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '204': { description: OK., content: { application/json: {} } } # !\n      '304': { description: OK., content: {} }\n`,
    ),
    warnings: [/A response 204 has no content \(RFC 9110\)\. `content` is ignored/],
  },
  {
    fault: 'an unknown status',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200': { description: OK. }\n      ok: { description: OK. } # !\n      '999': { description: OK. } # !\n`,
    ),
    warnings: [/`ok` is not a status code/, /`999` is not a status code/],
  },
  {
    fault: 'a range in lower case',
    text: withPaths(`/a:\n  get: { operationId: a, responses: { '2xx': { description: OK. } } }\n`),
    warnings: [],
  },
  {
    fault: 'a media type with blanks',
    text: withPaths(
      `/a:\n  get: { operationId: a, responses: { '200': { description: OK., content: { ' Application/JSON ; charset=utf-8 ': { schema: {} } } } } }\n`,
    ),
    warnings: [],
  },
  {
    fault: 'no media type',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content:\n          json: { schema: {} } # !\n`,
    ),
    warnings: [/`json` is not a media type/],
  },
  {
    fault: 'a media type twice',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content:\n          application/json: { schema: {} }\n          application/json: { schema: {} } # !\n`,
    ),
    warnings: [/Duplicate key/],
  },
  {
    fault: 'a content that is null',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content: # !\n`,
    ),
    warnings: [/Expected `content` to be an object/],
  },
  {
    fault: 'both example and examples',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content: { application/json: { example: 1, examples: { a: { value: 2 } } } }\n`,
    ),
    warnings: [],
  },
  {
    fault: 'examples as a list',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content:\n          application/json:\n            examples: [1] # !\n`,
    ),
    warnings: [/Expected `examples` to be an object/],
  },
  {
    fault: 'an example without `value`',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        content:\n          application/json:\n            examples:\n              one: 5 # !\n`,
    ),
    warnings: [/Expected an object. Received `5`/],
  },
  {
    fault: 'a response header that is null',
    text: withPaths(
      `/a:\n  get:\n    operationId: a\n    responses:\n      '200':\n        description: OK.\n        headers:\n          X-A: # !\n`,
    ),
    warnings: [/Expected an object. Received `null`/],
  },
]

test.each(ROWS)('a description is read in spite of $fault', expectRow)
