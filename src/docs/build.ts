import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../command/index.ts'
import { DescriptionError, listApis, readDescription, warningLines } from '../description/index.ts'
import type { LoadOptions } from '../description/index.ts'
import { buildApiPage } from './pages/api-page.ts'
import { blockNames, renderBlock } from './blocks/index.ts'
import { readGuides } from './markdown/guide.ts'
import type { Guide } from './markdown/guide.ts'
import { html } from '../html/index.ts'
import type { Html } from '../html/index.ts'
import { markdown } from './markdown/markdown.ts'
import { renderPage } from './pages/page.ts'
import type { Page } from './pages/page.ts'
import { readSamples } from './markdown/samples.ts'
import { apiCards } from './blocks/api-cards.ts'
import { apiPage, bundleFile, START } from './site.ts'
import type { BuiltFile, Site } from './site.ts'
import { sourcePages } from './pages/source-page.ts'
import { apiSections } from './search/api-sections.ts'
import { searchIndex } from './search/search-index.ts'
import { pageSections } from './search/page-sections.ts'

/**
 * Reads the descriptions, guides and samples of the site. Guides and samples are optional.
 *
 * @param api the name or the path of the only API of the site; then it has no guides and no samples
 * @param load how to read the descriptions
 * @throws DescriptionError with each problem at file:line
 */
export async function readSite(root: string, api?: string, load: LoadOptions = {}): Promise<Site> {
  const names = api === undefined ? listApis(root).map(({ name }) => name) : [api]
  const descriptions = await Promise.all(names.map((name) => readDescription(root, name, load)))
  const guides = api === undefined ? readGuides(root) : []
  const [first, ...others] = descriptions
  const title = first === undefined || others.length > 0 ? 'Documentation' : first.document.info.title
  return {
    root,
    name: guides[0]?.site ?? title,
    descriptions,
    guides,
    samples: api === undefined ? readSamples(root) : [],
  }
}

/** Renders every file of the site in memory. */
export async function buildSite(site: Site): Promise<BuiltFile[]> {
  const texts = [
    ...(site.guides.length === 0 ? [startPage(site)] : []),
    ...site.guides.map((guide) => ({ ...guide, body: guideBody(site, guide) })),
  ].map((page) => ({ page, sections: pageSections(page.body) }))
  const apis = site.descriptions.map((description) => ({ description, sections: apiSections(description) }))
  const index = searchIndex([
    ...texts.map(({ page: { file, title }, sections }) => ({ file, title, sections })),
    ...apis.map(({ description, sections }) => ({
      file: apiPage(description),
      title: description.document.info.title,
      sections,
    })),
  ])
  const pages = [...texts, ...sourcePages(site).map((page) => ({ page, sections: [] }))]
  return [
    ...pages.map(({ page, sections }) => ({
      name: page.file,
      text: renderPage(site, page, sections, index),
    })),
    ...(await Promise.all(
      apis.map(async ({ description, sections }) => ({
        name: apiPage(description),
        text: await buildApiPage(site, description, sections, index),
      })),
    )),
  ]
}

/** What to build, and how. */
export interface BuildOptions {
  /** The name or the path of the only API. */
  readonly api?: string
  /** Keep all other files in the folder. */
  readonly keep?: boolean
  /** How to read the descriptions. */
  readonly load?: LoadOptions
  /** Receives a line for each warning of the descriptions. */
  readonly warn?: (line: string) => void
}

/**
 * Builds the site into `output`. It writes nothing until every page is rendered.
 *
 * @throws DescriptionError with each problem at file:line
 * @throws UsageError if the folder cannot be written
 */
export async function buildDocs(
  root: string,
  output: string,
  { api, keep = false, load, warn }: BuildOptions = {},
): Promise<BuiltFile[]> {
  const site = await readSite(root, api, load)
  for (const line of warningLines(site.descriptions.flatMap(({ warnings }) => warnings))) warn?.(line)
  const files = await buildSite(site)
  try {
    if (!keep) rmSync(output, { recursive: true, force: true })
    mkdirSync(output, { recursive: true })
    for (const { name, text } of files) writeFileSync(join(output, name), text)
    for (const description of site.descriptions)
      writeFileSync(
        join(output, bundleFile(description)),
        `${JSON.stringify(description.document, null, 2)}\n`,
      )
  } catch (error) {
    throw new UsageError(
      `Cannot write the site to \`${output}\`: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return files
}

/** Returns the start page of a site without guides: its APIs and their operations. */
function startPage(site: Site): Page {
  const [first, ...others] = site.descriptions
  const about = first === undefined || others.length > 0 ? undefined : first.document.info.description
  const titles = site.descriptions.map(({ document }) => document.info.title).join(', ')
  const body = html`${about === undefined ? undefined : markdown(about, { deeper: 1 })} ${apiCards(site)}`
  return { file: START.file, title: site.name, description: `Documentation of ${titles}.`, body }
}

function guideBody(site: Site, guide: Guide): Html {
  const block = (name: string, line: number, level: number): Html => {
    const rendered = renderBlock(site, name, level + 1)
    if (rendered !== undefined) return rendered
    throw new DescriptionError([
      {
        source: `${guide.source}:${guide.firstLine + line - 1}`,
        message: `Unknown block \`{{${name}}}\`. Use one of: ${blockNames.join(', ')}.`,
      },
    ])
  }
  return markdown(guide.text, { block })
}
