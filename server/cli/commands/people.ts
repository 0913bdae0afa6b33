import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { AppError } from '../../../base/app-error.ts'
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

export const userAdd: Command = {
  name: 'user add',
  args: 'NAME@SITE --role SITE:ROLE',
  summary: 'Make or change a local account; the password is read from stdin.',
  options: {
    role: { value: 'SITE:ROLE', help: 'may be given several times' },
    name: { value: 'TEXT', help: 'name to show' },
    language: { value: 'zh|en', help: 'default: en' },
    'same-person-as': { value: 'USER', help: 'another account of this person; they count as one' },
  },
  run: async ({ positionals, text, all, given, io, print, connect }) => {
    const connection = await connect()
    const input = {
      userId: positionals[0] ?? '',
      password: await firstLine(io.stdin),
      roles: all('role').map(readRole),
      ...(given('name') ? { name: text('name') } : {}),
      ...(given('language') ? { language: text('language') } : {}),
      ...(given('same-person-as') ? { samePersonAs: text('same-person-as') } : {}),
    }
    const made = await connection.perform('user-add', input, {
      signal: io.signal,
    })
    print(`${made.userId} may sign in.`)
    return 0
  },
}

function readRole(typed: string): { siteId: string; role: string } {
  const [siteId, role, ...rest] = typed.split(':')
  if (siteId && role && rest.length === 0) return { siteId, role }
  throw new AppError('invalid_input', `--role cannot be "${typed}".`, {
    field: '--role',
    hint: 'Write SITE:ROLE, for example suzhou:supervisor.',
  })
}

async function firstLine(stdin: Readable): Promise<string> {
  for await (const line of createInterface({ input: stdin })) return line
  throw new AppError('invalid_input', 'No password came on stdin.', {
    hint: 'Type it and press Enter, or pipe it in.',
  })
}
