import { z } from 'zod'
import type { ToolResult } from '../../../../tools/index.ts'
import { askBack } from '../../../answer.ts'
import { composeChange } from './change.ts'
import type { Speech } from './speech.ts'

const found = z.object({ tickets: z.array(z.object({ id: z.string(), title: z.string() })) })

/** A ticket that was named by its machine: what is proposed for the only open one, else which is meant. */
export function composeWhichTicket(
  speech: Speech,
  listed: ToolResult<unknown>,
  filed: ToolResult<unknown> | undefined,
): string {
  const { say, reading, nameOf } = speech
  const { tickets } = found.parse(listed.data)
  const [first] = tickets
  if (first !== undefined && filed !== undefined)
    return composeChange({ ...speech, reading: { ...reading, ticketId: first.id } }, filed, [])
  const machine = nameOf('equipment', reading.equipment[0]?.id ?? '')
  if (first === undefined)
    return askBack(
      say(
        `${machine} 没有未关闭的工单。请给出工单编号。`,
        `${machine} has no open ticket. Give the id of the ticket that you mean.`,
      ),
    )
  const lines = tickets.map(({ id, title }) => `- ${id} · ${title}`)
  return askBack([say('请问是哪一张工单?', 'Which ticket?'), ...lines].join('\n'))
}
