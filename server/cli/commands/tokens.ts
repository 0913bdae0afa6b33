import { type Command, jsonOption } from '../command.ts'

export const tokenIssue: Command = {
  name: 'token issue',
  args: 'USER',
  summary: 'Make an access token for MCP clients; it is shown once.',
  options: {
    ...jsonOption,
    label: { value: 'TEXT', help: 'what it is for' },
    scope: { value: 'read|propose', help: 'may be given twice (default: both)' },
    days: { value: 'N', help: 'how long it lives (default: 30)' },
  },
  run: async ({ positionals, text, all, given, io, print, note, connect }) => {
    const connection = await connect()
    const input = {
      userId: positionals[0] ?? '',
      ...(given('label') ? { label: text('label') } : {}),
      ...(given('scope') ? { scopes: all('scope') } : {}),
      ...(given('days') ? { days: Number(text('days')) } : {}),
    }
    // The operation itself checks what was typed, and names what is wrong.
    const issued = await connection.perform('token-issue', input, {
      signal: io.signal,
    })
    if (given('json')) print(JSON.stringify(issued))
    else print(issued.token)
    note(`for ${issued.audience}, until ${issued.expiresAt}`)
    return 0
  },
}

export const tokenList: Command = {
  name: 'token list',
  args: '[USER]',
  summary: 'Access tokens and their ends, without the tokens themselves.',
  options: jsonOption,
  run: async ({ positionals: [userId], given, io, print, connect }) => {
    const connection = await connect()
    const input = userId === undefined ? {} : { userId }
    const tokens = await connection.perform('token-list', input, { signal: io.signal })
    if (given('json')) print(JSON.stringify(tokens))
    for (const { id, userId: of, label, scopes, revokedAt, expiresAt } of given('json')
      ? []
      : tokens) {
      const end = revokedAt === null ? `until ${expiresAt}` : `revoked ${revokedAt}`
      print(`${id}  ${of}  ${label}  ${scopes.join(',')}  ${end}`)
    }
    return 0
  },
}

export const tokenRevoke: Command = {
  name: 'token revoke',
  args: 'ID',
  summary: 'Take an access token back, at once.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { id: positionals[0] ?? '' }
    const { id, userId } = await connection.perform('token-revoke', input, { signal: io.signal })
    print(`${id} of ${userId} opens nothing any more.`)
    return 0
  },
}
