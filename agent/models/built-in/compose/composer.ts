import type { ToolResult } from '../../../../tools/index.ts'
import type { Speech } from './speech.ts'

/** Words for the results of one question; the first result is what was asked. */
export type Composer = (
  speech: Speech,
  result: ToolResult<unknown>,
  rest: ToolResult<unknown>[],
) => string
