/** Every relative link of every Markdown page leads to a file, and its #fragment to a heading. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const withoutCode = (text: string) =>
  text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

/** The fragment that GitHub gives a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

const headingsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^#{1,6}\s+(.*)$/gm)].map(([, heading = '']) =>
    slug(heading),
  )

const objection = (page: string, link: string): string | null => {
  const [path = '', fragment = ''] = decodeURI(link).split('#')
  const target = path === '' ? page : join(path.startsWith('/') ? '.' : dirname(page), path)
  if (!existsSync(target)) return `no file ${target}`
  if (fragment === '' || statSync(target).isDirectory() || !target.endsWith('.md')) return null
  return headingsOf(target).includes(fragment) ? null : `no heading #${fragment} in ${target}`
}

const pages = globSync('**/*.md', { exclude: ['**/node_modules', '**/dist'] })
const problems = pages.flatMap((page) => {
  const text = withoutCode(readFileSync(page, 'utf8'))
  const links = [...text.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|(?:src|href)="([^"]+)"/g)]
  return links
    .map(([, inline, attribute]) => inline ?? attribute ?? '')
    .filter((link) => !/^[a-z][a-z+.-]*:/i.test(link))
    .flatMap((link) => {
      const problem = objection(page, link)
      return problem ? [`${page}: ${link}: ${problem}`] : []
    })
})

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`links: ${pages.length} pages lead somewhere`)
