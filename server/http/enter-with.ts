import { AppError } from '../../base/app-error.ts'
import { choosePassword, endAllSessions, personOf, refuseShort, standingOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'

type Entering = { email: string; newPassword: string | undefined }

/**
 * What follows a password that was right: an account that is locked stays shut, one-time passwords only
 * choose another, and a new one takes the place of the one before. Nobody is left signed in who may not be.
 *
 * @throws AppError `conflict` that names the field which is missing or over
 */
export async function enterWith(
  deps: ServerDeps,
  { email, newPassword }: Entering,
): Promise<{ userId: string; mayEnter: boolean }> {
  const standing = await standingOf(deps.db, email)
  if (standing === null) return { userId: email, mayEnter: false }
  const { userId, lockedAt, onceUntil } = standing
  const person = await personOf(deps.db, userId)
  if (lockedAt !== null || person === null) {
    await endAllSessions(deps.db, userId)
    return { userId, mayEnter: false }
  }
  const isOver = onceUntil !== null && onceUntil <= deps.clock()
  if (isOver || (onceUntil !== null && newPassword === undefined)) {
    await endAllSessions(deps.db, userId)
    throw isOver ? onceOver() : chooseAnother()
  }
  if (newPassword === undefined) return { userId, mayEnter: true }
  await choosePassword(deps, { principal: person.principal, channel: 'web' }, newPassword)
  return { userId, mayEnter: true }
}

/** @throws AppError for a new password that is too short, or that is the one before */
export function refuseNewPassword(password: string, newPassword: string | undefined): void {
  if (newPassword === undefined) return
  refuseShort(newPassword, 'newPassword')
  if (newPassword === password) throw samePassword()
}

const onceOver = () =>
  new AppError('conflict', 'This one-time password is over.', {
    field: 'password',
    hint: 'Ask an administrator for another one.',
    zh: { message: '此一次性密码已过期。', hint: '请向管理员索取新的一次性密码。' },
  })

const chooseAnother = () =>
  new AppError('conflict', 'This password is good for choosing another one.', {
    field: 'newPassword',
    hint: 'Give a new password with it.',
    zh: { message: '此密码仅用于设置新密码。', hint: '请同时给出新密码。' },
  })

const samePassword = () =>
  new AppError('conflict', 'The new password is the one before.', {
    field: 'newPassword',
    hint: 'Choose another one.',
    zh: { message: '新密码与原密码相同。', hint: '请换一个。' },
  })
