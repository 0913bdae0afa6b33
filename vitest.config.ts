import { defineConfig } from 'vitest/config'
import closingLine from './test/support/closing-line.ts'

const ignored = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    globalSetup: ['./test/support/run-setup.ts', './test/support/postgres-setup.ts'],
    reporters: ['default', closingLine],
    // Each file that opens a store holds a whole PostgreSQL in memory.
    maxWorkers: 2,
    // As the command does: packages are found in seconds less.
    execArgv: ['--import', new URL('./bin/near-imports.ts', import.meta.url).href],
    // One process runs many files: modules and the engine of the store are compiled once.
    isolate: false,
    // Time limits catch what hangs; how fast something is, benches say.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, 'test/**'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/**/*.test.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
