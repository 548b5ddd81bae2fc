import { defineConfig } from 'vitest/config'
import { scaled } from './test/time-scale.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      // The runtime of the clients is tested where it is generated.
      include: ['src/**/*.ts', 'generated/*/runtime/**/*.ts'],
      reportsDirectory: 'dist/coverage',
      reporter: ['text-summary', ['text', { file: 'summary.txt' }], 'html', 'json-summary'],
    },
    // Prints failures and the summary.
    reporters: ['minimal'],
    maxWorkers: 2,
    // A test that hangs ends; no verdict depends on these times.
    testTimeout: scaled(120_000),
    hookTimeout: scaled(120_000),
  },
})
