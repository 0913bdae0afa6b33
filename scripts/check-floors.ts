/**
 * The floors of docs/architecture.md: a folder imports only from folders on lower floors, never
 * from a neighbour, and only by their face. Types count like code.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'vite'

const floorOf: Record<string, number> = {
  ...{ base: 0, scripts: 0, store: 1, files: 1, charts: 1, scheduling: 1 },
  ...{ factory: 3, knowledge: 3, actions: 3 },
  ...{ tools: 4, agent: 5, playbooks: 5, server: 6, demo: 7, bin: 8 },
  // They run the whole house, the demo and the command line included; nothing imports them.
  ...{ evals: 9, test: 9 },
}

/** Files of `base` stand alone, so each is a face; tests may use a folder's test support. */
const isFace = (from: string, folder: string, file: string) =>
  folder === 'base' ||
  file === 'index.ts' ||
  (isTest(from) && /^test-[\w-]+\.ts$/.test(file)) ||
  (folder === 'bin' && file === 'main.ts')

const isTest = (path: string) => /\.test\.tsx?$|(^|\/)test-[^/]+$|^(test|evals)\//.test(path)

type Import = { specifier: string; typeOnly: boolean; offset: number }

const importsOf = (path: string, code: string): Import[] => {
  const { module, errors } = parseSync(path, code)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const fromImports = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    offset: moduleRequest.start,
  }))
  const fromExports = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) =>
      moduleRequest
        ? [{ specifier: moduleRequest.value, typeOnly: isType, offset: moduleRequest.start }]
        : [],
    )
  const fromCalls = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: code.slice(start + 1, end - 1),
    typeOnly: false,
    offset: start,
  }))
  return [...fromImports, ...fromExports, ...fromCalls]
}

/** What is wrong with `from` (in `home`) importing `target`, null when nothing is. */
const objection = (from: string, target: string, typeOnly: boolean): string | null => {
  const home = from.split('/')[0] ?? ''
  const [folder = '', ...rest] = target.split('/')
  if (home === folder || target.endsWith('.json')) return null
  if (isTest(from) && target.startsWith('test/support/')) return null
  if (home === 'web') {
    if (folder === 'charts' && isFace(from, folder, rest.join('/'))) return null
    const contract = target === 'server/http/contract.ts' && typeOnly
    return contract
      ? null
      : 'web/ imports charts/ by its face, and types of server/http/contract.ts'
  }
  const [own, other] = [floorOf[home], floorOf[folder]]
  if (own === undefined) return `the folder ${home}/ has no floor in scripts/check-floors.ts`
  if (other === undefined) return `the folder ${folder}/ has no floor in scripts/check-floors.ts`
  if (other > own) return `${folder}/ is above ${home}/`
  if (other === own) return `${folder}/ and ${home}/ are neighbours`
  if (!isFace(from, folder, rest.join('/'))) return `import ${folder}/ by ${folder}/index.ts`
  return null
}

const lineAt = (code: string, offset: number) => code.slice(0, offset).split('\n').length

const problems = new Set<string>()
const sources = globSync('*/**/*.{ts,tsx}', { exclude: ['**/node_modules', '**/dist'] })
for (const path of sources.sort()) {
  const code = readFileSync(path, 'utf8')
  for (const { specifier, typeOnly, offset } of importsOf(path, code)) {
    if (!specifier.startsWith('.')) continue
    const target = normalize(join(dirname(path), specifier))
    const problem = objection(path, target, typeOnly)
    if (problem) problems.add(`${path}:${lineAt(code, offset)} ${specifier}: ${problem}`)
  }
}

for (const problem of problems) console.error(problem)
if (problems.size > 0) process.exit(1)
console.log(`floors: ${sources.length} files import only downwards`)
