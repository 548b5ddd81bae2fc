import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/**
 * Starts a headless Chromium: that of `@sparticuz/chromium` (unpacked once into the temporary folder), or if it does not
 * run on this machine, a Chromium or Chrome on the PATH, or an installed Chrome.
 *
 * It runs as root and on a minimal machine, and sends requests only to the pages under test: the flags disable its
 * updates, sync and look-ups, and only loopback hosts resolve.
 *
 * @throws Error with the attempts, if no browser starts
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = []
  for await (const { env, ...place } of candidates()) {
    try {
      return await chromium.launch({ ...place, args: FLAGS, env: { ...process.env, ...env } })
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(
    ['No Chromium starts on this machine. Install one as `chromium` on the PATH.', ...failures].join('\n'),
  )
}

/** Returns the program of the packaged Chromium, for projects that start it themselves. Undefined where it does not run. */
export async function browserPath(): Promise<string | undefined> {
  for await (const { executablePath } of candidates()) return executablePath
  return undefined
}

const FLAGS = [
  // A container runs as root, without user namespaces and with a small /dev/shm.
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--no-zygote',
  '--disable-gpu',
  // No updates, no sync, no metrics, no first-run page.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  // Renders text the same on every machine.
  '--font-render-hinting=none',
]

interface Candidate {
  executablePath?: string
  /** A browser at the place where its installer puts it on this system. */
  channel?: 'chrome'
  env?: Record<string, string>
}

async function* candidates(): AsyncGenerator<Candidate> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpack()
    const executablePath = join(folder, 'chromium')
    const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
    yield { executablePath, env }
    // A minimal machine has no NSS. The package contains it.
    yield { executablePath, env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } }
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const executablePath = join(folder, name)
      if (existsSync(executablePath)) yield { executablePath }
    }
  }
  yield { channel: 'chrome' }
}

/**
 * Returns the folder with the packaged Chromium, its libraries and fonts. If several processes start at once, each
 * unpacks into its own folder, and the first to rename it wins.
 */
async function unpack(): Promise<string> {
  const folder = join(tmpdir(), 'openapi-contracts-chromium-143.0.4')
  if (existsSync(folder)) return folder
  const fresh = await mkdtemp(`${folder}-`)
  const script =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()"
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    // The package unpacks below the temporary folder, and its libraries only for this runtime.
    env: { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  })
  await writeFile(join(fresh, 'fonts.conf'), fontsConfiguration(folder))
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true })
    if (!existsSync(folder)) throw error
  })
  return folder
}

/** Returns the font settings: the packaged Open Sans first, for machines without fonts. */
function fontsConfiguration(folder: string): string {
  const preferred = ['sans-serif', 'system-ui']
    .map(
      (name) =>
        `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${preferred}
<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`
}
