import { escapePattern } from '../../../base/escape-pattern.ts'

/** What `{name}` stood for in an address. */
export type Captures = Record<string, string>

/** A device says what it likes, and each `*` reads all that follows from each of its letters. */
export const longestAddress = 500

const placeholder = /\{(\w+)\}/g

/** `a/{machine}/State` fits one level of an address for each name, `*` fits anything. */
export function compilePattern(pattern: string): (address: string) => Captures | null {
  const names = [...pattern.matchAll(placeholder)].map(([, name]) => name ?? '')
  const source = pattern
    .split(/(\{\w+\}|\*)/)
    .map((part) => {
      if (part === '*') return '.*'
      return part.startsWith('{') ? '([^/]+)' : escapePattern(part)
    })
    .join('')
  const expression = new RegExp(`^${source}$`)
  return (address) => {
    if (address.length > longestAddress) return null
    const found = expression.exec(address)
    if (found === null) return null
    return Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? '']))
  }
}

export const placeholdersOf = (pattern: string): string[] =>
  [...pattern.matchAll(placeholder)].map(([, name]) => name ?? '')

/** Writes the captures into a template; a name that was not captured stays as it is. */
export const filled = (template: string, captures: Captures): string =>
  template.replace(placeholder, (whole, name: string) => captures[name] ?? whole)
