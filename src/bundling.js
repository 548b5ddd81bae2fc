// Plugins of esbuild for both bundles of the command line: that of the clone (`src/main.js`), and that of the npm package
// (`scripts/package/bundle.ts`).

/** @import { Plugin } from 'esbuild' */

/** @param {string} file @returns whether it is a file of openapi-typescript, or of a package of its own */
export const isOfOpenapiTypescript = (file) => /node_modules[\\/]openapi-typescript[\\/]/.test(file)

/**
 * Bundles openapi-typescript without its own linter, of which `src/codegen/types.ts` uses only how a reference is read.
 *
 * @type {Plugin}
 */
export const leanTypeScript = {
  name: 'openapi-typescript',
  setup(build) {
    build.onResolve({ filter: /^@redocly\/openapi-core$/ }, ({ path, importer }) =>
      isOfOpenapiTypescript(importer) ? { path, namespace: 'unused' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {}',
      loader: 'js',
    }))
  },
}

/**
 * Loads the compiler by `require`. For an `import`, Node.js would read its 9 MB two more times: to find out what kind of
 * module it is, and what it exports.
 *
 * @type {Plugin}
 */
export const requiredCompiler = {
  name: 'typescript',
  setup(build) {
    build.onResolve({ filter: /^typescript$/ }, ({ path, namespace }) =>
      namespace === 'required' ? { path, external: true } : { path, namespace: 'required' },
    )
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
      loader: 'js',
    }))
  },
}
