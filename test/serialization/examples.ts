import type { MediaTypeObject, ParameterObject, Schema } from '../../src/description/index.ts'

/**
 * Values and their texts, written by hand from the specifications: OpenAPI 3.1.1 (Parameter Object: Style Values, Style
 * Examples; Encoding Object; appendices C to E), RFC 6570, RFC 3986 and RFC 9110. Writer, reader, mock and client are
 * all tested with it.
 */
export interface Example {
  /** The section that defines the text. */
  readonly source: string
  /** The parameter `color`, or a form's encoding. */
  readonly parameter?: Omit<ParameterObject, 'name'>
  readonly form?: MediaTypeObject
  readonly value: unknown
  /** The text that is sent: a path segment, a query, a header, a cookie or a form. */
  readonly text: string
  /** Other texts with the same meaning. */
  readonly alsoRead?: readonly string[]
  /** Why a generated client cannot send it. */
  readonly notByClient?: string
  /** Why it cannot be tested over HTTP. */
  readonly notOverHttp?: string
}

const STYLES = 'OpenAPI 3.1.1, Style Examples'
const RESERVED = 'RFC 3986, section 2.2; RFC 6570, section 3.2.1'

const string: Schema = { type: 'string' }
const number: Schema = { type: 'number' }
const boolean: Schema = { type: 'boolean' }
const list: Schema = { type: 'array', items: string }
const record: Schema = { type: 'object', properties: { R: number, G: number, B: number } }
const colors = ['blue', 'black', 'brown']
const rgb = { R: 100, G: 200, B: 150 }

type Rest = Pick<Example, 'alsoRead' | 'notByClient' | 'notOverHttp'> & { readonly source?: string }

function inLocation(location: ParameterObject['in']) {
  return (
    style: Pick<ParameterObject, 'style' | 'explode'>,
    schema: Schema,
    value: unknown,
    text: string,
    { source = STYLES, ...rest }: Rest = {},
  ): Example => {
    const required = location === 'path' ? { required: true } : {}
    return { source, parameter: { in: location, ...required, ...style, schema }, value, text, ...rest }
  }
}

const query = inLocation('query')
const path = inLocation('path')
const header = inLocation('header')
const cookie = inLocation('cookie')

const noEmptyPath = { notByClient: 'The client rejects an empty path parameter.' }

const inQuery: Example[] = [
  query({}, string, 'blue', 'color=blue'),
  query({}, string, '', 'color='),
  query({}, number, -1.5, 'color=-1.5', { source: 'OpenAPI 3.1.1, appendix B: numbers as JSON writes them' }),
  query({}, { type: 'integer' }, 7, 'color=7'),
  query({}, boolean, false, 'color=false'),
  query({}, { type: ['string', 'null'], enum: ['7', 'a'] }, '7', 'color=7'),
  query({}, string, 'a b', 'color=a%20b', { source: RESERVED, alsoRead: ['color=a+b'] }),
  query({}, string, 'a+b', 'color=a%2Bb', { source: RESERVED }),
  query({}, string, '100%', 'color=100%25', { source: RESERVED }),
  query({}, string, '%41', 'color=%2541', { source: RESERVED }),
  query({}, string, ':/?#[]@$&+,;=', 'color=%3A%2F%3F%23%5B%5D%40%24%26%2B%2C%3B%3D', { source: RESERVED }),
  query({}, string, "!'()*", 'color=%21%27%28%29%2A', {
    source: RESERVED,
    alsoRead: ["color=!'()*", 'color=!%27()*'],
  }),
  query({}, string, '-._~', 'color=-._~', { source: 'RFC 3986, section 2.3' }),
  query({}, string, 'é重🎨', 'color=%C3%A9%E9%87%8D%F0%9F%8E%A8', { source: 'RFC 6570, section 1.6' }),
  query({}, list, colors, 'color=blue&color=black&color=brown'),
  query({}, list, ['blue'], 'color=blue'),
  query({}, list, ['a,b', 'c'], 'color=a%2Cb&color=c', { source: 'RFC 6570, section 3.2.8' }),
  query({}, { type: 'array', items: number }, [1, 2], 'color=1&color=2'),
  query({}, record, rgb, 'R=100&G=200&B=150'),
  query({ explode: true }, record, { R: 100 }, 'R=100'),
  query({ explode: false }, string, 'a,b', 'color=a%2Cb', { source: 'RFC 6570, section 3.2.8' }),
  query({ explode: false }, list, colors, 'color=blue,black,brown'),
  query({ explode: false }, list, ['blue'], 'color=blue'),
  query({ explode: false }, list, ['a,b', 'c d'], 'color=a%2Cb,c%20d', { source: 'RFC 6570, section 3.2.8' }),
  query({ explode: false }, list, ['%', '重'], 'color=%25,%E9%87%8D', { source: 'RFC 6570, section 3.2.8' }),
  query({ explode: false }, record, rgb, 'color=R,100,G,200,B,150'),
  query({ explode: false }, { anyOf: [string, list] }, ['blue', 'black'], 'color=blue,black'),
  query({ explode: false }, { oneOf: [list, string] }, 'blue', 'color=blue'),
  query({ explode: false }, { allOf: [{ oneOf: [list, record] }] }, rgb, 'color=R,100,G,200,B,150'),
  query({ style: 'spaceDelimited' }, list, colors, 'color=blue%20black%20brown', {
    alsoRead: ['color=blue+black+brown'],
  }),
  query({ style: 'pipeDelimited' }, list, colors, 'color=blue%7Cblack%7Cbrown', {
    alsoRead: ['color=blue|black|brown'],
  }),
  query({ style: 'pipeDelimited', explode: false }, list, ['a,b', 'c'], 'color=a%2Cb%7Cc'),
  query({ style: 'spaceDelimited' }, record, rgb, 'color=R%20100%20G%20200%20B%20150'),
  query({ style: 'pipeDelimited' }, record, rgb, 'color=R%7C100%7CG%7C200%7CB%7C150'),
  query(
    { style: 'deepObject', explode: true },
    record,
    rgb,
    'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    {
      alsoRead: ['color[R]=100&color[G]=200&color[B]=150'],
    },
  ),
  query(
    { style: 'deepObject', explode: true },
    { type: 'object', additionalProperties: string },
    { 'a&b': '=' },
    'color%5Ba%26b%5D=%3D',
  ),
]

const inPath: Example[] = [
  path({}, string, 'blue', 'blue'),
  path({}, { type: 'integer' }, 7, '7'),
  path({}, boolean, true, 'true'),
  path({}, string, 'a,b', 'a%2Cb', { source: RESERVED }),
  path({}, string, 'é', '%C3%A9', { source: 'RFC 6570, section 1.6' }),
  path({}, string, 'a/b c', 'a%2Fb%20c', {
    source: RESERVED,
  }),
  path({}, string, 'a+b', 'a%2Bb', { source: RESERVED, alsoRead: ['a+b'] }),
  path({}, list, colors, 'blue,black,brown'),
  path({}, list, ['a,b', 'c'], 'a%2Cb,c', { source: 'RFC 6570, section 3.2.2' }),
  path({}, record, rgb, 'R,100,G,200,B,150'),
  path({ explode: true }, list, colors, 'blue,black,brown'),
  path({ explode: true }, record, rgb, 'R=100,G=200,B=150'),
  path({ style: 'label' }, string, 'blue', '.blue'),
  path({ style: 'label' }, string, '', '.', {
    ...noEmptyPath,
    source: 'RFC 6570, section 3.2.5',
    notOverHttp: 'Clients remove dot segments (RFC 3986, section 5.2.4).',
  }),
  path({ style: 'label', explode: false }, list, colors, '.blue,black,brown'),
  path({ style: 'label', explode: false }, record, rgb, '.R,100,G,200,B,150'),
  path({ style: 'label', explode: true }, list, colors, '.blue.black.brown'),
  path({ style: 'label', explode: true }, record, rgb, '.R=100.G=200.B=150'),
  path({ style: 'matrix' }, string, 'blue', ';color=blue'),
  path({ style: 'matrix' }, string, '', ';color', {
    ...noEmptyPath,
    source: 'RFC 6570, section 3.2.7',
    alsoRead: [';color='],
  }),
  path({ style: 'matrix', explode: false }, list, colors, ';color=blue,black,brown'),
  path({ style: 'matrix', explode: false }, record, rgb, ';color=R,100,G,200,B,150'),
  path({ style: 'matrix', explode: true }, list, colors, ';color=blue;color=black;color=brown'),
  path({ style: 'matrix', explode: true }, list, ['a;b'], ';color=a%3Bb', {
    source: RESERVED,
  }),
  path({ style: 'matrix', explode: true }, record, rgb, ';R=100;G=200;B=150'),
]

const HEADERS = 'OpenAPI 3.1.1, Style Examples and appendix D'

const inHeaderOrCookie: Example[] = [
  header({}, string, 'blue', 'blue', { source: HEADERS }),
  header({}, string, 'a, b', 'a, b', { source: HEADERS }),
  header({}, number, 1.5, '1.5', { source: HEADERS }),
  header({}, boolean, true, 'true', { source: HEADERS }),
  header({}, list, colors, 'blue,black,brown', {
    source: HEADERS,
    alsoRead: ['blue, black , brown'],
  }),
  header({}, list, ['blue'], 'blue', { source: HEADERS }),
  header({}, record, rgb, 'R,100,G,200,B,150', { source: HEADERS }),
  header({ explode: true }, record, rgb, 'R=100,G=200,B=150', { source: HEADERS }),
  cookie({}, string, 'blue', 'color=blue'),
  cookie({}, number, 7, 'color=7'),
  cookie({}, boolean, true, 'color=true'),
  cookie({ explode: false }, list, ['blue'], 'color=blue'),
]

const CONTENT = 'OpenAPI 3.1.1, Fixed Fields for use with `content`'
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } })

const inContent: Example[] = [
  {
    source: CONTENT,
    parameter: { in: 'query', ...json(record) },
    value: rgb,
    text: 'color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D',
  },
  { source: CONTENT, parameter: { in: 'query', ...json(string) }, value: 'a b', text: 'color=%22a%20b%22' },
  {
    source: CONTENT,
    parameter: { in: 'query', ...json(list) },
    value: ['a', 'b'],
    text: 'color=%5B%22a%22%2C%22b%22%5D',
  },
  { source: CONTENT, parameter: { in: 'query', ...json(number) }, value: 7, text: 'color=7' },
  {
    source: CONTENT,
    parameter: { in: 'query', content: { 'text/plain': { schema: string } } },
    value: 'a,b',
    text: 'color=a%2Cb',
  },
  {
    source: CONTENT,
    parameter: { in: 'header', ...json(record) },
    value: rgb,
    text: '{"R":100,"G":200,"B":150}',
  },
  {
    source: CONTENT,
    parameter: { in: 'path', required: true, ...json(list) },
    value: [1, 2].map(String),
    text: '%5B%221%22%2C%222%22%5D',
  },
]

const FORMS = 'OpenAPI 3.1.1, Encoding the `x-www-form-urlencoded` Media Type'
const ENCODING = 'OpenAPI 3.1.1, Encoding Object'

function form(
  properties: Record<string, Schema>,
  value: unknown,
  text: string,
  encoding?: MediaTypeObject['encoding'],
  { source = FORMS, ...rest }: Rest = {},
): Example {
  const schema: Schema = { type: 'object', properties }
  return { source, form: encoding ? { schema, encoding } : { schema }, value, text, ...rest }
}

const inForm: Example[] = [
  form({ a: string, b: number, c: boolean }, { a: 'x', b: 1.5, c: true }, 'a=x&b=1.5&c=true'),
  form({ a: string }, { a: '' }, 'a='),
  form({ a: string }, { a: 'x y&z=1+%' }, 'a=x%20y%26z%3D1%2B%25', undefined, {
    source: 'OpenAPI 3.1.1, appendix E',
    alsoRead: ['a=x+y%26z%3D1%2B%25'],
  }),
  form({ a: string }, { a: '重' }, 'a=%E9%87%8D'),
  form({ a: list }, { a: ['x', 'y,z'] }, 'a=x&a=y%2Cz'),
  form({ a: list }, { a: ['x'] }, 'a=x'),
  form({ a: { anyOf: [list, { type: 'integer' }] } }, { a: ['x', 'y'] }, 'a=x&a=y'),
  form({ a: record }, { a: rgb }, 'a=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D', undefined, {
    source: `${ENCODING}, \`contentType\` (until 3.1.0 open)`,
  }),
  form({ a: list }, { a: ['x,y', 'z'] }, 'a=x%2Cy,z', { a: { explode: false } }, { source: ENCODING }),
  form({ a: list }, { a: ['x', 'y'] }, 'a=x&a=y', { a: { style: 'form' } }, { source: ENCODING }),
  form({ a: list }, { a: ['x', 'y'] }, 'a=x%20y', { a: { style: 'spaceDelimited' } }, { source: ENCODING }),
  form({ a: list }, { a: ['x', 'y'] }, 'a=x%7Cy', { a: { style: 'pipeDelimited' } }, { source: ENCODING }),
  form({ a: record }, { a: rgb }, 'a=R,100,G,200,B,150', { a: { explode: false } }, { source: ENCODING }),
  form(
    { a: record },
    { a: rgb },
    'a%5BR%5D=100&a%5BG%5D=200&a%5BB%5D=150',
    { a: { style: 'deepObject', explode: true } },
    { source: ENCODING },
  ),
  form(
    { a: record, b: string },
    { a: { R: 100 }, b: 'x' },
    'a=%7B%22R%22%3A100%7D&b=x',
    { a: { contentType: 'application/json' } },
    { source: ENCODING },
  ),
  form({ a: string }, { a: '7' }, 'a=7', { a: { contentType: 'text/plain' } }, { source: ENCODING }),
  form(
    { a: string },
    { a: 'x' },
    'a=%22x%22',
    { a: { contentType: 'application/json' } },
    { source: ENCODING },
  ),
]

export const examples: readonly Example[] = [
  ...inQuery,
  ...inPath,
  ...inHeaderOrCookie,
  ...inContent,
  ...inForm,
]

/** Values without a defined text, or with a different one in each version. The contract never sends them. */
export interface OpenCell {
  readonly reason: string
  readonly parameter?: Omit<ParameterObject, 'name'>
  readonly form?: MediaTypeObject
  readonly value: unknown
}

export const openCells: readonly OpenCell[] = [
  {
    reason: 'Appendix D: whether a header is percent-encoded depends on the implementation.',
    parameter: { in: 'header', schema: string },
    value: '100%',
  },
  {
    reason: 'Appendix D: `&` cannot separate cookies, so a list in exploded `form` has no text.',
    parameter: { in: 'cookie', schema: list },
    value: colors,
  },
  {
    reason: 'Appendix D: as for lists.',
    parameter: { in: 'cookie', schema: record },
    value: rgb,
  },
  {
    reason: 'Appendix D: whether a cookie is percent-encoded depends on the implementation.',
    parameter: { in: 'cookie', schema: string },
    value: 'a%b',
  },
  ...['spaceDelimited', 'pipeDelimited'].map((style) => ({
    reason: 'Style Examples: not applicable with `explode`.',
    parameter: { in: 'query' as const, style, explode: true, schema: list },
    value: colors,
  })),
  {
    reason: 'Style Examples: `deepObject` is not applicable to lists.',
    parameter: { in: 'query', style: 'deepObject', explode: true, schema: list },
    value: colors,
  },
  {
    reason: 'Style Values: `deepObject` does not define nested structures.',
    parameter: { in: 'query', style: 'deepObject', explode: true, schema: { type: 'object' } },
    value: { a: { b: 1 } },
  },
  {
    reason: 'RFC 6570 has no empty lists: they are like undefined values.',
    parameter: { in: 'query', schema: list },
    value: [],
  },
  {
    reason: 'Style Values: a delimiter in a value cannot be distinguished from a delimiter between values.',
    parameter: { in: 'query', style: 'pipeDelimited', schema: list },
    value: ['a|b', 'c'],
  },
  {
    reason: 'RFC 6570 does not encode `.`: in a `label` with `explode` it separates.',
    parameter: { in: 'path', style: 'label', explode: true, schema: list },
    value: ['a.b', 'c'],
  },
  {
    reason: '3.0 wrote `.blue.black.brown` for a `label` without `explode`.',
    parameter: { in: 'path', style: 'label', schema: list },
    value: colors,
  },
  {
    reason: 'A form without `encoding`: 3.1.0 names the style `form`, 3.1.1 JSON.',
    form: { schema: { type: 'object', properties: { a: record } } },
    value: { a: rgb },
  },
  {
    reason: 'Encoding Object: whether `contentType` is that of a list or of each item.',
    form: {
      schema: { type: 'object', properties: { a: list } },
      encoding: { a: { contentType: 'application/json' } },
    },
    value: { a: ['x', 'y'] },
  },
]
