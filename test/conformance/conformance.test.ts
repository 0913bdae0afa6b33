import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConformanceServer, revision, runConformance } from '../support/conformance/suite.ts'

let server: Awaited<ReturnType<typeof openConformanceServer>>

beforeAll(async () => {
  server = await openConformanceServer()
})
afterAll(() => server.close())

test(`passes all 37 scenarios that revision ${revision} requires`, async () => {
  const { required, passed, output, code } = await runConformance(server.url)
  expect(required).toHaveLength(37)
  expect(passed, output.slice(-6000)).toEqual(required)
  expect(code).toBe(0)
})
