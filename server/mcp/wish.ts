import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import { type ToolWish, toolsetsIn } from '../../tools/index.ts'

const known = ['toolsets', 'read_only']

/**
 * `?toolsets=metrics,knowledge&read_only=true`. A word that is misspelt must not leave tools on that
 * somebody meant to switch off: whatever is not known is refused.
 *
 * @throws AppError `invalid_input` that names the parameter, its value and the known ones
 */
export function wishOf(query: URLSearchParams): ToolWish {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw unknownParameter(name)
    if (query.getAll(name).length > 1) throw givenTwice(name)
  }
  const sets = query.get('toolsets')
  return {
    toolsets: sets === null ? null : toolsetsIn(sets, 'toolsets'),
    readOnly: readOnlyIn(query.get('read_only')),
  }
}

function readOnlyIn(value: string | null): boolean {
  if (value === null || value === 'false') return false
  if (value === 'true') return true
  throw new AppError('invalid_input', `read_only cannot be "${value}".`, {
    field: 'read_only',
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
