import { AppError } from '../base/app-error.ts'
import { nearHint } from '../base/near.ts'

/** What tools are for. A client may ask for some of these; `action_status` comes with each. */
export const toolsets = [
  'metrics',
  'equipment',
  'knowledge',
  'maintenance',
  'planning',
  'quality',
  'changes',
] as const
export type Toolset = (typeof toolsets)[number]

/** What a client asks to be offered; null: all. It takes away from what the person may, never adds. */
export type ToolWish = { toolsets: readonly Toolset[] | null; readOnly: boolean }

type Upper = { wish: ToolWish; fileable: ReadonlySet<string> }

type Offered = { name: string; effect: 'read' | 'propose'; toolset?: Toolset; files?: string[] }

/** Of the tools those that are wished for and, of those that file, those that the person may use. */
export function offeredTools<Tool extends Offered>(
  tools: readonly Tool[],
  { wish: { toolsets: wished, readOnly }, fileable }: Upper,
): Tool[] {
  const mayFile = ({ name, files = [name] }: Offered) => files.some((one) => fileable.has(one))
  return tools.filter(
    (tool) =>
      (tool.effect === 'read' || (!readOnly && mayFile(tool))) &&
      (tool.toolset === undefined || wished === null || wished.includes(tool.toolset)),
  )
}

/**
 * `metrics,knowledge`, as an address or a command line has it.
 *
 * @throws AppError `invalid_input` that names the value and the known ones
 */
export function toolsetsIn(text: string, field: string): Toolset[] {
  return text.split(',').map((part) => {
    const named = part.trim()
    const known = toolsets.find((one) => one === named)
    if (known !== undefined) return known
    throw new AppError('invalid_input', `${field}: there is no toolset "${named}".`, {
      field,
      hint: nearHint(named, toolsets),
    })
  })
}
