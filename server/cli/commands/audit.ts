import { auditVerify as operation } from '../../operations/index.ts'
import { type Command, jsonOption } from '../command.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  args: '',
  summary: 'Check the hash chain of the record; exit status 1 when it was changed.',
  options: jsonOption,
  run: async ({ given, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform(operation, {}, { signal: io.signal })
    if (given('json')) print(JSON.stringify(found))
    else if (found.ok) print(`ok: ${found.checked} entries, unbroken`)
    else print(`BROKEN after ${found.checked} good entries: ${JSON.stringify(found.firstBad)}`)
    return found.ok ? 0 : 1
  },
}
