/**
 * Folds a shell command into lines of about `width` characters, with a backslash at each fold, so that it reads
 * well and still runs when it is copied. It folds between words alone, keeps an option with its value, and leaves
 * alone what it cannot read as shell words.
 */
export function foldCommand(command: string, width: number): string {
  const commands = readWords(command)
  return commands === undefined ? command : commands.map((words) => foldWords(words, width)).join('\n')
}

function foldWords(words: readonly string[], width: number): string {
  const lines: string[] = []
  let line = ''
  for (const unit of withValues(words)) {
    const longer = line === '' ? unit : `${line} ${unit}`
    if (line === '' || longer.length <= width - ' \\'.length) {
      line = longer
    } else {
      lines.push(line)
      line = `  ${unit}`
    }
  }
  return [...lines, line].join(' \\\n')
}

/** Words, where an option and the value after it are one. */
function withValues(words: readonly string[]): string[] {
  const units: string[] = []
  let option: string | undefined
  for (const word of words) {
    if (option !== undefined && !word.startsWith('-')) {
      units.push(`${option} ${word}`)
      option = undefined
      continue
    }
    if (option !== undefined) units.push(option)
    option = word.startsWith('-') ? word : undefined
    if (option === undefined) units.push(word)
  }
  return option === undefined ? units : [...units, option]
}

/**
 * A piece of shell: a comment, a blank (a folded line's end is one too), the end of a command, or a piece of a
 * word (POSIX Shell Command Language §2.2, and `$'…'`).
 */
const PIECE =
  /(?<comment>(?<![^\s])#[^\n]*)|(?<blank>(?: |\\\n)+)|(?<end>\n)|\$'(?:[^'\\]|\\[\s\S])*'|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\]/gy

/** The words of each command, or undefined where a quote is left open. */
function readWords(text: string): string[][] | undefined {
  const commands: string[][] = []
  let words: string[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') words.push(word)
    word = ''
  }
  let read = 0
  for (const match of text.matchAll(PIECE)) {
    const [piece] = match
    read += piece.length
    if (match.groups?.['blank'] !== undefined) {
      endWord()
    } else if (match.groups?.['end'] !== undefined) {
      endWord()
      commands.push(words)
      words = []
    } else {
      word += onOneLine(piece)
    }
  }
  endWord()
  return read === text.length ? [...commands, words] : undefined
}

/** A quoted piece that holds line feeds, with them escaped: whatever indents or joins lines leaves it whole. */
function onOneLine(piece: string): string {
  if (!piece.includes('\n')) return piece
  if (piece.startsWith("$'")) return piece.replaceAll('\n', '\\n')
  if (!piece.startsWith("'")) return piece
  const inner = piece.slice(1, -1).replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return `$'${inner}'`
}
