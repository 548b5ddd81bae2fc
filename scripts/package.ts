// `npm run package`: makes the package, installs it outside of the repository, and uses it there as its users do.
import { rmSync } from 'node:fs'
import { checkManifest } from './package/check-manifest.ts'
import { tryCommands } from './package/try-commands.ts'
import { tryImports } from './package/try-imports.ts'
import { emptyProject, install, measure } from './package/install.ts'
import { pack } from './package/pack.ts'

/** `contract` and `generate` must not install more, in MB. */
const LIMIT = 90

const folders: string[] = []
try {
  const tarball = pack()
  folders.push(tarball.folder)
  console.log(
    `${tarball.name}: ${tarball.files.length} files, ${mega(tarball.packed)} packed, ${mega(tarball.unpacked)} unpacked`,
  )

  const project = emptyProject()
  folders.push(project)
  install(project, [tarball.path])
  const ours = measure(project)
  console.log(`\n${'installed'.padEnd(36)} ${'packages'.padStart(8)} ${'MB'.padStart(6)}`)
  report('openapi-contracts', ours)
  for (const others of ['@redocly/cli@2.77.0', '@stoplight/prism-cli@5.14.2']) {
    const folder = emptyProject()
    folders.push(folder)
    install(folder, [others])
    report(others, measure(folder))
  }

  const problems = [
    ...(ours.bytes > LIMIT * 1e6 ? [`The package installs more than ${LIMIT} MB.`] : []),
    ...(await checkManifest(tarball)),
    ...tryCommands(project),
    ...tryImports(project),
  ]
  for (const problem of problems) console.error(`✗ ${problem}`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

function report(name: string, { packages, bytes }: ReturnType<typeof measure>): void {
  console.log(`${name.padEnd(36)} ${String(packages).padStart(8)} ${(bytes / 1e6).toFixed(0).padStart(6)}`)
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
