import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where servers are written, relative to the root of a project. */
const FOLDERS = ['', 'src', 'app', 'server', 'cmd', 'src/main/resources']

/** Settings first: they override what a source has as a default. */
const SETTINGS = /^(?:\.env(?:\.(?:example|local|development))?|application\.(?:properties|ya?ml))$/

const SOURCES = /\.(?:[cm]?[jt]s|py|go|rb|php|java|kt|cs|rs)$/

const TESTS = /(?:^test|[._-](?:test|spec)\.|\.config\.|\.d\.[cm]?ts$)/i

/** A larger file is no entry of a server. */
const MAX_BYTES = 200_000

/** How a port is written in a script, a setting or a source. */
const WRITTEN = [
  // `process.env.PORT ?? 8080`, `os.environ.get('PORT', 8000)`, `PORT=3000`
  /\bPORT\b['"]?\]?\)?\s*(?:\?\?|\|\||,|:-|:=|=|:)\s*['"]?(\d{2,5})\b/,
  // `app.listen(8080`, `ListenAndServe(":8080"`, `('127.0.0.1', 8000)`
  /\blisten\w*\(\s*['"]?(?:[\w.]*:)?(\d{2,5})\b/i,
  /['"](?:127\.0\.0\.1|0\.0\.0\.0|localhost|)['"]\s*,\s*(\d{2,5})\s*\)/,
  // `--port 8080`, `server.port=8081`, `uvicorn.run(app, port=8000)`
  /(?:--port|\bserver\.port)[ =]\s*(\d{2,5})\b/,
  /\brun\w*\([^)]*\bport\s*[=:]\s*(\d{2,5})\b/i,
]

/** Returns the port that the server of a project listens on, as its scripts, settings and sources write it. */
export function findPort(root: string, scripts: Readonly<Record<string, string>> = {}): number | undefined {
  const commands = ['start', 'dev', 'serve'].flatMap((name) => scripts[name] ?? [])
  const texts = [...commands, ...filesOf(root, SETTINGS), ...filesOf(root, SOURCES)]
  for (const text of texts) {
    const port = portIn(text)
    if (port !== undefined) return port
  }
  return undefined
}

/** Returns the port that a text gives a server: the one of the first way of writing it that occurs. */
function portIn(text: string): number | undefined {
  const written = WRITTEN.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])
  return written.map(Number).find((port) => port >= 80 && port <= 65_535)
}

/** Yields the texts of the files of a kind, those that are named like an entry first. */
function* filesOf(root: string, kind: RegExp): Generator<string> {
  for (const folder of FOLDERS)
    for (const name of namesIn(join(root, folder)).filter((each) => kind.test(each) && !TESTS.test(each))) {
      const path = join(root, folder, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isFile() === true && stat.size <= MAX_BYTES) yield readFileSync(path, 'utf8')
    }
}

function namesIn(folder: string): string[] {
  const isEntry = (name: string): boolean => /^(?:server|main|app|index)\./i.test(name)
  try {
    const names = readdirSync(folder)
    return [...names.filter(isEntry), ...names.filter((name) => !isEntry(name))]
  } catch {
    return []
  }
}
