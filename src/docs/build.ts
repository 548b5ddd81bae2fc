import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../command/index.ts'
import { DescriptionError, listApis, readDescription } from '../description/index.ts'
import { buildApiPage } from './pages/api-page.ts'
import { blockNames, renderBlock } from './blocks/index.ts'
import { readGuides } from './markdown/guide.ts'
import type { Guide } from './markdown/guide.ts'
import type { Html } from '../html/index.ts'
import { markdown } from './markdown/markdown.ts'
import { renderPage } from './pages/page.ts'
import { readSamples } from './markdown/samples.ts'
import { apiPage } from './site.ts'
import type { BuiltFile, Site } from './site.ts'
import { buildSourcePages } from './pages/source-page.ts'

/**
 * Reads the descriptions, guides and samples of the site.
 *
 * @throws DescriptionError with each problem at file:line
 */
export async function readSite(root: string): Promise<Site> {
  const descriptions = await Promise.all(listApis(root).map(({ name }) => readDescription(root, name)))
  const guides = readGuides(root)
  return { root, name: guides[0]?.site ?? 'Documentation', descriptions, guides, samples: readSamples(root) }
}

/** Renders every file of the site in memory. */
async function buildSite(site: Site): Promise<BuiltFile[]> {
  const guides = site.guides.map((guide) => ({
    name: guide.file,
    text: renderPage(site, { ...guide, body: guideBody(site, guide) }),
  }))
  const apis = site.descriptions.map(async (description) => ({
    name: apiPage(description),
    text: await buildApiPage(site, description),
  }))
  return [...guides, ...buildSourcePages(site), ...(await Promise.all(apis))]
}

/**
 * Builds the site into `output` and removes everything else there. It writes nothing until every page is rendered.
 *
 * @throws DescriptionError with each problem at file:line
 * @throws UsageError if the folder cannot be written
 */
export async function buildDocs(root: string, output: string): Promise<BuiltFile[]> {
  const files = await buildSite(await readSite(root))
  try {
    rmSync(output, { recursive: true, force: true })
    mkdirSync(output, { recursive: true })
    for (const { name, text } of files) writeFileSync(join(output, name), text)
  } catch (error) {
    throw new UsageError(
      `Cannot write the site to \`${output}\`: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return files
}

function guideBody(site: Site, guide: Guide): Html {
  const block = (name: string, line: number): Html => {
    const rendered = renderBlock(site, name)
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
