import type { NewUser } from '../server/index.ts'
import { sites } from './plant/plant.ts'

export const demoPassword = 'jidoka-demo'

type Role = NewUser['roles'][number]['role']

const atSite: [role: Role, siteId: string, name: string][] = [
  ['operator', 'suzhou', '苏州操作员'],
  ['supervisor', 'suzhou', '苏州班长'],
  ['planner', 'suzhou', '苏州计划员'],
  ['maintenance', 'suzhou', '苏州维修工'],
  ['operator', 'dongguan', '东莞操作员'],
  ['supervisor', 'dongguan', '东莞班长'],
  ['operator', 'chengdu', '成都操作员'],
  ['supervisor', 'chengdu', '成都班长'],
]
const ofGroup: [role: Role, name: string][] = [
  ['manager', 'Group manager'],
  ['admin', 'Group administrator'],
]

/** Roles, not persons. */
export const demoUsers: NewUser[] = [
  ...atSite.map(([role, siteId, name]) => ({
    userId: `${role}@${siteId}`,
    name,
    password: demoPassword,
    language: 'zh' as const,
    roles: [{ siteId, role }],
  })),
  ...ofGroup.map(([role, name]) => ({
    userId: `${role}@group`,
    name,
    password: demoPassword,
    language: 'en' as const,
    roles: ['group', ...sites.map(({ id }) => id)].map((siteId) => ({ siteId, role })),
  })),
]

export const demoUserIds: string[] = demoUsers.map(({ userId }) => userId)

/** Somebody of the demo, as the tools know them. */
export function demoPrincipal(wanted: string) {
  const user = demoUsers.find(({ userId }) => userId === wanted)
  return { userId: wanted, roles: user?.roles ?? [], language: user?.language ?? ('zh' as const) }
}
