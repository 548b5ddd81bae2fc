import ts from 'typescript'

/** The words that the vocabulary bans, each with the word to use. */
export interface BannedWords {
  /** Exact identifiers, banned in code. */
  readonly identifiers: ReadonlyMap<string, string>
  /** Phrases in lower case, banned in comments, strings and prose. */
  readonly phrases: ReadonlyMap<string, string>
}

/** A banned word, and where it is. */
export interface BannedUse {
  readonly file: string
  readonly line: number
  readonly word: string
  readonly instead: string
}

/**
 * Reads the table `word | meaning | not`: in its last column, `code` is an identifier and "text" a phrase.
 *
 * @throws Error where the page has no such table
 */
export function bannedWords(page: string): BannedWords {
  const identifiers = new Map<string, string>()
  const phrases = new Map<string, string>()
  for (const line of page.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim())
    const [, word = '', , not = ''] = cells
    if (cells.length !== 5) continue
    for (const [, name = ''] of not.matchAll(/`([^`]+)`/g)) identifiers.set(name, plain(word))
    for (const [, phrase = ''] of not.matchAll(/["“]([^"”]+)["”]/g))
      phrases.set(phrase.toLowerCase(), plain(word))
  }
  if (identifiers.size === 0 || phrases.size === 0)
    throw new Error('The vocabulary has no table that bans words.')
  return { identifiers, phrases }
}

function plain(cell: string): string {
  return cell.replaceAll(/[*`]/g, '')
}

/** Finds every banned word in a file, by its place in code or in prose. */
export function findBanned(file: string, text: string, banned: BannedWords): BannedUse[] {
  const pieces = /\.(?:ts|js|mjs)$/.test(file) ? piecesOfCode(text) : [{ isCode: false, text, start: 0 }]
  const pattern = phrasePattern(banned)
  const found = pieces.flatMap((piece) => {
    if (piece.isCode) {
      const instead = banned.identifiers.get(piece.text)
      return instead === undefined ? [] : [{ word: piece.text, instead, index: piece.start }]
    }
    return [...piece.text.matchAll(pattern)].map((match) => ({
      word: match[0],
      instead: banned.phrases.get(match[0].toLowerCase().replaceAll(/[\s*/]+/g, ' ')) ?? '',
      index: piece.start + match.index,
    }))
  })
  return found.map(({ word, instead, index }) => ({ file, line: lineOf(text, index), word, instead }))
}

/** One pattern of all phrases, the longest first; the words of a phrase may stand on two lines. */
function phrasePattern({ phrases }: BannedWords): RegExp {
  const sources = [...phrases.keys()]
    .sort((left, right) => right.length - left.length)
    .map((phrase) =>
      phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`[\s*/]+`),
    )
  return new RegExp(String.raw`(?<![\w-])(?:${sources.join('|')})(?![\w-])`, 'gi')
}

interface Piece {
  readonly isCode: boolean
  readonly text: string
  readonly start: number
}

/** The identifiers of a program, and its comments, strings and templates. */
function piecesOfCode(text: string): Piece[] {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false)
  const pieces: Piece[] = []
  const add = (isCode: boolean, start: number, end: number): void =>
    void pieces.push({ isCode, text: text.slice(start, end), start })
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) add(true, node.getStart(source), node.end)
    else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      if (!isModuleName(node)) add(false, node.getStart(source), node.end)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  for (const { pos, end } of commentsOf(text)) add(false, pos, end)
  return pieces
}

function isModuleName(node: ts.Node): boolean {
  return ts.isStringLiteral(node) && /^\.{0,2}\//.test(node.text)
}

function commentsOf(text: string): { pos: number; end: number }[] {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true)
  const comments = new Map<number, { pos: number; end: number }>()
  const visit = (node: ts.Node): void => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ])
      comments.set(range.pos, range)
    for (const child of node.getChildren(source)) visit(child)
  }
  visit(source)
  return [...comments.values()]
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
