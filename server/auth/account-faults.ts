import { AppError } from '../../base/app-error.ts'
import type { KeptAccount } from './rights.ts'

/** @throws AppError `conflict` for an account that is locked */
export function requireOpen({ userId, lockedAt }: KeptAccount): void {
  if (lockedAt === null) return
  throw new AppError('conflict', `The account ${userId} is locked.`, {
    field: 'userId',
    hint: 'Unlock it first.',
    zh: { message: `账号 ${userId} 已停用。`, hint: '请先启用。' },
  })
}

export const noUser = (userId: string) =>
  new AppError('not_found', `There is no user "${userId}".`, {
    field: 'userId',
    hint: 'Make one with `jidoka user add`; `jidoka user list` shows all.',
    zh: { message: `没有用户“${userId}”。`, hint: '请检查用户名。' },
  })

export const isTaken = (userId: string) =>
  new AppError('conflict', `The account ${userId} stands already.`, {
    field: 'userId',
    hint: 'Choose another name.',
    zh: { message: `账号 ${userId} 已存在。`, hint: '请换一个名称。' },
  })

export const notLocked = (userId: string) =>
  new AppError('conflict', `The account ${userId} is not locked.`, {
    field: 'userId',
    hint: 'Look at it again: somebody else may have unlocked it.',
    zh: { message: `账号 ${userId} 并未停用。`, hint: '请重新查看：可能已被他人启用。' },
  })
