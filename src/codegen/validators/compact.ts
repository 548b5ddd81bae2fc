import ts from 'typescript'
import { compileFor } from '../../schema/index.ts'
import { readDeclarations } from './declarations.ts'
import type { Declarations } from './declarations.ts'

/** Arguments that ajv passes between validators and that no generated code reads. */
const UNUSED = ['parentData', 'parentDataProperty', 'rootData']

/**
 * Rewrites ajv's standalone code so that it is small and tree-shakeable (ajv #2209, #2509):
 * - A schema that ajv keeps only for its `enum` is replaced by the `enum`.
 * - An error is one call instead of an object, two branches and a schema path.
 * - Functions are named after their schemas, so that a new schema does not rename all others.
 * - `require` of ajv's modules and formats becomes the name of a function in `runtime/`.
 */
export function compact(code: string): string {
  const file = ts.createSourceFile('ajv.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const declarations = readDeclarations(file)
  const print = (node: ts.Node): string => replacement(node, declarations, print) ?? splice(node, file, print)
  return print(file)
}

/** Returns the text of `node` with its children printed again. */
function splice(node: ts.Node, file: ts.SourceFile, print: (node: ts.Node) => string): string {
  const { text } = file
  let result = ''
  // Without `file`, each call would search it through all parents.
  let from = node.getStart(file)
  ts.forEachChild(node, (child) => {
    result += text.slice(from, child.getStart(file)) + print(child)
    from = child.end
  })
  return result + text.slice(from, node.end)
}

/** Returns the replacement of `node`. Undefined if only its children may be replaced. */
function replacement(
  node: ts.Node,
  { file, schemas, names, exported, obsolete }: Declarations,
  print: (node: ts.Node) => string,
): string | undefined {
  if (obsolete.has(node)) return ''
  if (ts.isVariableStatement(node)) return reportedError(node, print)
  if (ts.isIfStatement(node) && node.expression.getText(file) === 'vErrors === null') return ''
  if (ts.isObjectLiteralExpression(node)) return `{${printUsed(node.properties, print)}}`
  if (ts.isObjectBindingPattern(node)) return `{${printUsed(node.elements, print)}}`
  if (ts.isFunctionDeclaration(node) && exported.has(node.name?.text ?? '')) {
    return `export ${splice(node, file, print)}`
  }
  // ajv expects an object for a format of numbers, but all formats of `runtime/` are functions.
  if (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'validate' &&
    /^formats\d+\.validate$/.test(node.getText(file))
  ) {
    return names.get(node.expression.getText(file))
  }
  if (ts.isNewExpression(node)) return expressionLiteral(node)
  if (ts.isIdentifier(node)) return isKey(node) ? undefined : (names.get(node.text) ?? partOf(node, schemas))
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
    ? partOf(node, schemas)
    : undefined
}

/** Writes `new RegExp("^a", "u")` as `/^a/u`: a bundler does not remove an unused call. */
function expressionLiteral({ expression, arguments: args }: ts.NewExpression): string | undefined {
  const [pattern, flags] = [...(args ?? [])].filter((argument) => ts.isStringLiteral(argument))
  return expression.getText() === 'RegExp' && pattern !== undefined
    ? String(compileFor('native', pattern.text).pattern?.regExp ?? new RegExp(pattern.text, flags?.text))
    : undefined
}

/** Writes `const err3 = {instancePath, keyword: …, params: …}` as a call. The branches after it are removed. */
function reportedError(
  statement: ts.VariableStatement,
  print: (node: ts.Node) => string,
): string | undefined {
  const [declaration] = statement.declarationList.declarations
  const error = declaration?.initializer
  if (!/^err\d+$/.test(identifierOf(declaration?.name))) return undefined
  if (error === undefined || !ts.isObjectLiteralExpression(error)) return undefined
  const part = (name: string, otherwise: string): string => {
    const property = error.properties.find((candidate) => identifierOf(candidate.name) === name)
    return property !== undefined && ts.isPropertyAssignment(property)
      ? print(property.initializer)
      : otherwise
  }
  // Errors within `if` and `not` are only counted: for ajv they are empty objects.
  const path = part('instancePath', 'instancePath')
  return `vErrors = report(vErrors, ${path}, ${part('keyword', '""')}, ${part('params', '{}')});`
}

function printUsed(
  members: readonly (ts.ObjectLiteralElementLike | ts.BindingElement)[],
  print: (node: ts.Node) => string,
): string {
  const isContext = members.some(({ name }) => identifierOf(name) === 'instancePath')
  const used = members.filter(({ name }) => !isContext || !UNUSED.includes(identifierOf(name)))
  return used.map(print).join(', ')
}

function identifierOf(name: ts.Node | undefined): string {
  return name !== undefined && ts.isIdentifier(name) ? name.text : ''
}

/** Whether an identifier is the name of a property: a description may have a property `schema12`. */
function isKey(node: ts.Identifier): boolean {
  const { parent } = node
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node
}

/** Writes the value of `schema12.properties.status.enum` as a literal. */
function partOf(node: ts.Expression, schemas: Declarations['schemas']): string | undefined {
  const value = valueOf(node, schemas)
  return value === undefined ? undefined : JSON.stringify(value)
}

function valueOf(node: ts.Expression, schemas: Declarations['schemas']): unknown {
  if (ts.isIdentifier(node)) return schemas.get(node.text)
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isElementAccessExpression(node) && ts.isLiteralExpression(node.argumentExpression)
      ? node.argumentExpression.text
      : undefined
  if (key === undefined) return undefined
  const holder = valueOf((node as ts.AccessExpression).expression, schemas)
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<string, unknown>)[key]
    : undefined
}
