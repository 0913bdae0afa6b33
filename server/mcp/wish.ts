import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import { type ToolWish, toolsetsIn } from '../../tools/index.ts'

const known = ['toolsets', 'read_only', 'pictures']

/** And whether the charts of results come as pictures, too. */
export type McpWish = ToolWish & { pictures: boolean }

/**
 * `?toolsets=metrics,knowledge&read_only=true&pictures=true`. A word that is misspelt must not leave tools on that
 * somebody meant to switch off: whatever is not known is refused.
 *
 * @throws AppError `invalid_input` that names the parameter, its value and the known ones
 */
export function wishOf(query: URLSearchParams): McpWish {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw unknownParameter(name)
    if (query.getAll(name).length > 1) throw givenTwice(name)
  }
  const sets = query.get('toolsets')
  return {
    toolsets: sets === null ? null : toolsetsIn(sets, 'toolsets'),
    readOnly: isOn(query, 'read_only'),
    pictures: isOn(query, 'pictures'),
  }
}

function isOn(query: URLSearchParams, name: string): boolean {
  const value = query.get(name)
  if (value === null || value === 'false') return false
  if (value === 'true') return true
  throw new AppError('invalid_input', `${name} cannot be "${value}".`, {
    field: name,
    hint: 'Known: true, false.',
  })
}

function unknownParameter(name: string): AppError {
  return new AppError('invalid_input', `The parameter "${name}" of the address is not known.`, {
    field: name,
    hint: nearHint(name, known),
  })
}

const givenTwice = (name: string): AppError =>
  new AppError('invalid_input', `The parameter "${name}" is given more than once.`, {
    field: name,
    hint: 'Give it once; toolsets takes several names with commas between.',
  })
