import { defineConfig } from 'vitest/config'
import { scaled } from './test/time-scale.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Prints failures and the summary.
    reporters: ['minimal'],
    maxWorkers: 2,
    testTimeout: scaled(30_000),
    hookTimeout: scaled(60_000),
  },
})
