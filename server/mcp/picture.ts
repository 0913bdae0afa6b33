import type { CallToolResult } from '@modelcontextprotocol/server'
import { describeError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import { type ChartSpec, chartKey } from '../../tools/index.ts'
import type { Pictures } from '../render/index.ts'

/** Wide enough to be read; models count a picture of this size as one to two thousand tokens. */
const width = 800

type Drawing = { pictures: Pictures | null; language: Language }

/**
 * The chart of a result as a PNG beside its text, for a client that asked for pictures. One that cannot
 * be drawn is said in words: the figures stand in the text all the same.
 */
export async function withPicture(
  result: CallToolResult,
  { pictures, language }: Drawing,
): Promise<CallToolResult> {
  const chart = result._meta?.[chartKey] as ChartSpec | undefined
  if (pictures === null || chart === undefined) return result
  const drawn = await pictures
    .draw(chart, { language, scheme: 'light', width })
    .catch((error: unknown) => describeError(error))
  if (drawn === null) return result
  const part =
    drawn instanceof Uint8Array
      ? ({
          type: 'image',
          mimeType: 'image/png',
          data: Buffer.from(drawn).toString('base64'),
        } as const)
      : ({ type: 'text', text: `There is no picture: ${drawn.message}` } as const)
  return { ...result, content: [...result.content, part] }
}
