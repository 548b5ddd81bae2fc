import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { DescriptionError } from '../../description/index.ts'

/** A hand-written page of `openapi/guides/`: Markdown with `{{blocks}}` that are made from the descriptions. */
export interface Guide {
  /** File name of its page: `idempotency.html`. */
  file: string
  /** Path of the Markdown file, relative to the root. */
  source: string
  /** Heading of the page. */
  title: string
  /** Shorter title, for the navigation. */
  label: string
  /** Heading of the navigation under which the page is. */
  group: string
  /** One sentence, for search engines and cards. */
  description: string
  /** The Markdown after the front matter. */
  text: string
  /** Line of the file where `text` begins. */
  firstLine: number
  site: string | undefined
}

interface FrontMatter {
  title?: string
  label?: string
  group?: string
  description?: string
  order?: number
  site?: string
}

const FOLDER = 'openapi/guides'

/**
 * Reads the guides of a project, in the order of their front matter.
 *
 * @throws DescriptionError for a guide without a title, description or order
 */
export function readGuides(root: string): Guide[] {
  const folder = join(root, FOLDER)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readGuide(root, name))
    .sort((a, b) => a.order - b.order)
    .map(({ guide }) => guide)
}

function readGuide(root: string, name: string): { guide: Guide; order: number } {
  const source = `${FOLDER}/${name}`
  const text = readFileSync(join(root, source), 'utf8')
  const [head = '', yaml = ''] = /^---\n(.*?)\n---\n/s.exec(text) ?? []
  const { title, label, group = 'Guides', description, order, site } = readFrontMatter(source, yaml)
  if (title === undefined || description === undefined || order === undefined) {
    throw new DescriptionError([
      {
        source: `${source}:1`,
        message:
          'Missing front matter: a guide begins with `title`, `description` and `order` between `---` lines.',
      },
    ])
  }
  const guide: Guide = {
    file: name.replace(/\.md$/, '.html'),
    source,
    title,
    label: label ?? title,
    group,
    description,
    text: text.slice(head.length),
    firstLine: head.split('\n').length,
    site,
  }
  return { guide, order }
}

function readFrontMatter(source: string, yaml: string): FrontMatter {
  try {
    return (parse(yaml) ?? {}) as FrontMatter
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new DescriptionError([
      { source: `${source}:1`, message: `Invalid YAML in the front matter: ${message}` },
    ])
  }
}
