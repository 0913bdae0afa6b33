import { requireOpen } from './account-faults.ts'
import { endBindings, fingerprintOf, notBound, type Subject, writeBinding } from './bindings.ts'
import { type AccountDeps, changing, managed } from './changing.ts'
import { type Actor, noteAccount } from './note-account.ts'
import { endSessions } from './passwords.ts'

/** From now on that person of the provider opens the account. */
export async function bindAccount(
  deps: AccountDeps,
  by: Actor,
  { userId, ...subject }: Subject & { userId: string },
): Promise<void> {
  const now = deps.clock()
  await changing(deps, by, { userId, act: 'bind' }, async (tx, reach) => {
    const before = await managed(tx, by, { userId, reach })
    requireOpen(before)
    await writeBinding(tx.orm, { userId, now, ...subject })
    const sites = before.roles.map(({ siteId }) => siteId)
    const detail = { subject: fingerprintOf(subject) }
    await noteAccount(tx, by, { event: 'account_bound', userId, sites, at: now, detail })
  })
}

/** Nobody of the provider opens the account any more; whoever was signed in no longer is. */
export async function unbindAccount(deps: AccountDeps, by: Actor, userId: string): Promise<void> {
  const now = deps.clock()
  await changing(deps, by, { userId, act: 'unbind' }, async (tx, reach) => {
    const before = await managed(tx, by, { userId, reach })
    const gone = await endBindings(tx.orm, userId)
    if (gone.length === 0) throw notBound(userId)
    await endSessions(tx.orm, userId)
    const sites = [...before.roles, ...before.lockedRoles].map(({ siteId }) => siteId)
    for (const one of gone) {
      const detail = { subject: fingerprintOf(one) }
      await noteAccount(tx, by, { event: 'account_unbound', userId, sites, at: now, detail })
    }
  })
}
