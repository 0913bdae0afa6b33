import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { AppError } from '../../../base/app-error.ts'
import { type Command, jsonOption } from '../command.ts'

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

export const userList: Command = {
  name: 'user list',
  args: '',
  summary: 'Accounts, with what each may do where.',
  options: jsonOption,
  run: async ({ given, io, print, connect }) => {
    const connection = await connect()
    const people = await connection.perform('user-list', {}, { signal: io.signal })
    if (given('json')) print(JSON.stringify(people))
    for (const { userId, language, roles, lockedAt, subject } of given('json') ? [] : people) {
      const held = roles.map(({ siteId, role }) => `${siteId}:${role}`).join(' ') || 'no role'
      const bound = subject === null ? '' : '  by the provider'
      print(`${userId}  ${language}  ${lockedAt === null ? held : `locked ${lockedAt}`}${bound}`)
    }
    return 0
  },
}

export const userRoles: Command = {
  name: 'user roles',
  args: 'NAME@SITE [--role SITE:ROLE]',
  summary: 'Give an account these roles instead of those it has; without --role none, at once.',
  options: { role: { value: 'SITE:ROLE', help: 'may be given several times' } },
  run: async ({ positionals, all, io, print, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '', roles: all('role').map(readRole) }
    const { userId, roles } = await connection.perform('user-roles', input, { signal: io.signal })
    const held = roles.map(({ siteId, role }) => `${siteId}:${role}`)
    print(held.length === 0 ? `${userId} has no role any more.` : `${userId}: ${held.join(' ')}`)
    return 0
  },
}

export const userPassword: Command = {
  name: 'user password',
  args: 'NAME@SITE',
  summary: 'Make a one-time password, for choosing another at the next sign-in; it is shown once.',
  options: jsonOption,
  run: async ({ positionals, given, io, print, note, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '' }
    const made = await connection.perform('user-password', input, { signal: io.signal })
    if (given('json')) print(JSON.stringify(made))
    else print(made.password)
    note(`for ${made.userId}, until ${made.until}`)
    return 0
  },
}

export const userLock: Command = {
  name: 'user lock',
  args: 'NAME@SITE',
  summary: 'Close an account at once: its sessions and access tokens end, its roles are put aside.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '' }
    const { userId } = await connection.perform('user-lock', input, { signal: io.signal })
    print(`${userId} may not sign in any more.`)
    return 0
  },
}

export const userUnlock: Command = {
  name: 'user unlock',
  args: 'NAME@SITE',
  summary: 'Open a locked account again, with the roles that it had; its tokens stay ended.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '' }
    const { userId } = await connection.perform('user-unlock', input, { signal: io.signal })
    print(`${userId} may sign in again.`)
    return 0
  },
}

export const userBind: Command = {
  name: 'user bind',
  args: 'NAME@SITE SUBJECT',
  summary: 'Let a person of the sign-in provider open an account, by the subject it knows them by.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '', subject: positionals[1] ?? '' }
    const made = await connection.perform('user-bind', input, { signal: io.signal })
    print(`${made.subject} of ${made.issuer} signs in as ${made.userId}.`)
    return 0
  },
}

export const userUnbind: Command = {
  name: 'user unbind',
  args: 'NAME@SITE',
  summary: 'Nobody of the sign-in provider opens an account any more; its sessions end.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { userId: positionals[0] ?? '' }
    const { userId } = await connection.perform('user-unbind', input, { signal: io.signal })
    print(`Nobody of the sign-in provider signs in as ${userId}.`)
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
