/** Shell lines that run commands at once and wait for all: a loop, where the commands differ in one plain piece. */
export function concurrentCommands(commands: readonly string[]): string[] {
  const [first = '', ...others] = commands
  if (others.every((command) => command === first)) {
    return loop(
      commands.map((_, index) => String(index + 1)),
      first,
    )
  }
  const before = commonStart(commands).replace(/[\w.-]*$/, '')
  const rests = commands.map((command) => command.slice(before.length))
  const after = reversed(commonStart(rests.map(reversed))).replace(/^[\w.-]*/, '')
  const pieces = rests.map((rest) => rest.slice(0, rest.length - after.length))
  const open = quoteAt(before)
  if (open === undefined || !pieces.every((piece) => /^[\w.-]+$/.test(piece))) {
    return [...commands.map((command) => `${command} &`), 'wait']
  }
  return loop(pieces, `${before}${open}"$each"${open}${after}`)
}

function loop(pieces: readonly string[], command: string): string[] {
  return [`for each in ${pieces.join(' ')}; do`, `${command} &`, 'done; wait']
}

/** What a shell reads to its end: an escape, a whole quotation, or a plain character. */
const READ = /^(?:\\[\s\S]|\$'(?:[^'\\]|\\[\s\S])*'|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|[^'"\\$]|\$(?!'))*/

/** The single quote that is open at the end of a piece of shell, or none; undefined in another quotation. */
function quoteAt(text: string): "'" | '' | undefined {
  const rest = text.replace(READ, '')
  if (rest === '') return ''
  return rest.startsWith("'") ? "'" : undefined
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = 0
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1
  return first.slice(0, length)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
