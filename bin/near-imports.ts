/**
 * For every import from or within a package Node reads its package.json again, `exports` and all.
 * drizzle-orm's has 180 kB and is read some hundreds of times: more than a second of each start.
 */
import { type ResolveFnOutput, registerHooks } from 'node:module'

const within = /\/node_modules\/(drizzle-orm|@langchain\/core)\/.*\.js$/
const named = /^(drizzle-orm|@langchain\/core)(\/|$)/
const found = new Map<string, ResolveFnOutput>()

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context
    if (specifier.startsWith('.') && within.test(parentURL))
      return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
    if (!named.test(specifier)) return next(specifier, context)
    const at = found.get(specifier) ?? next(specifier, context)
    found.set(specifier, at)
    return { ...at, shortCircuit: true }
  },
})
