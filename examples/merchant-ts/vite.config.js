export default { build: { outDir: 'dist/page' } }
