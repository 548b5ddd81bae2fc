import type { Api } from './apis.ts'
import type { Bundled } from './bundle.ts'

/**
 * Lints and bundles a description; see `bundleApi` in `bundle.ts`. Redocly is loaded with the first call, because most
 * commands read a generated bundle and never need it.
 */
export async function bundleApi(root: string, api: Api, options: { lint?: boolean } = {}): Promise<Bundled> {
  const bundler = await import('./bundle.ts')
  return bundler.bundleApi(root, api, options)
}
