import type { Reporter } from 'vitest/node'

/** Ends the report with `N passed, N failed`; a file that cannot be loaded counts as a failure. */
const closingLine: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      failed += module.errors().length
      for (const suite of module.children.allSuites()) failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failed += 1
      }
    }
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`))
  },
}

export default closingLine
