import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { type Person, personOf } from '../auth/index.ts'
import type { Account, Provider } from './contract.ts'

type LinkDeps = { db: Db; clock: Clock; newId: NewId }

export const offerMinutes = 10

/** The user id of an account; null when nobody linked it, or no longer. */
export async function linkedUser(
  db: Db,
  { provider, tenant, externalUser }: Account,
): Promise<string | null> {
  const [row] = await db.tx('channel', (tx) =>
    tx.rows<{ userId: string }>(sql`select user_id as "userId" from channel_link
      where provider = ${provider} and tenant = ${tenant} and external_user = ${externalUser}
        and revoked_at is null`),
  )
  return row?.userId ?? null
}

/** Who an account is. */
export async function linkedPerson(db: Db, account: Account): Promise<Person | null> {
  const userId = await linkedUser(db, account)
  return userId === null ? null : personOf(db, userId)
}

/** A code for an address that a person opens signed in; only its hash is kept. Offers of before end. */
export async function offerLink({ db, clock }: LinkDeps, account: Account): Promise<string> {
  const code = randomBytes(24).toString('base64url')
  const expiresAt = new Date(clock().getTime() + offerMinutes * 60_000)
  const { provider, tenant, externalUser } = account
  await db.tx('channel', async (tx) => {
    await tx.rows(sql`delete from channel_link_offer where used_at is null and provider = ${provider}
      and tenant = ${tenant} and external_user = ${externalUser}`)
    await tx.rows(sql`insert into channel_link_offer
      (sha256, provider, tenant, external_user, expires_at)
      values (${sha256(code)}, ${provider}, ${tenant}, ${externalUser}, ${expiresAt})`)
  })
  return code
}

export type OpenOutcome = 'opened' | 'not_found' | 'expired' | 'used'
export type Opened = {
  outcome: OpenOutcome
  /** To be sent from the chat, by the account that is to be linked. */
  number: string | null
  account: Account | null
}

/** Takes an offer as the signed-in person; once. */
export async function openLink(
  { db, clock }: LinkDeps,
  principal: Principal,
  code: string,
): Promise<Opened> {
  const number = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = sha256(code)
  const found = await db.tx(
    'channel',
    async (tx) => {
      const [row] = await tx.rows<{ outcome: OpenOutcome }>(
        sql`select jidoka_open_link(${hash}, ${sha256(number)}, ${clock()}) as outcome`,
      )
      const [account] = await tx.rows<Account>(sql`
        select provider, tenant, external_user as "externalUser" from channel_link_offer
        where sha256 = ${hash}`)
      return { outcome: row?.outcome ?? 'not_found', account: account ?? null }
    },
    { principal },
  )
  return { ...found, number: found.outcome === 'opened' ? number : null }
}

export type SealOutcome = 'linked' | 'wrong_number' | 'not_found'

/** The number of the page came from the account; it is linked to whoever opened the page. */
export async function sealLink(
  { db, clock, newId }: LinkDeps,
  account: Account,
  number: string,
): Promise<SealOutcome> {
  const { provider, tenant, externalUser } = account
  const [row] = await db.tx('channel', (tx) =>
    tx.rows<{ outcome: SealOutcome }>(sql`select jidoka_seal_link(${newId('lnk')}, ${provider},
      ${tenant}, ${externalUser}, ${sha256(number)}, ${clock()}) as outcome`),
  )
  return row?.outcome ?? 'not_found'
}

export type LinkView = {
  id: string
  provider: Provider
  tenant: string
  externalUser: string
  linkedAt: string
}

/** The standing links of a person, newest first. */
export async function linksOf(db: Db, userId: string): Promise<LinkView[]> {
  const rows = await db.tx('channel', (tx) =>
    tx.rows<Omit<LinkView, 'linkedAt'> & { linkedAt: Date }>(sql`
      select id, provider, tenant, external_user as "externalUser", linked_at as "linkedAt"
      from channel_link where user_id = ${userId} and revoked_at is null
      order by linked_at desc, id`),
  )
  return rows.map((row) => ({ ...row, linkedAt: row.linkedAt.toISOString() }))
}

/** Ends one's own link, or anybody's as an administrator. */
export async function revokeLink(
  { db, clock }: LinkDeps,
  actor: { principal: Principal; channel: string },
  id: string,
): Promise<'revoked' | 'not_found'> {
  const [row] = await db.tx(
    'channel',
    (tx) =>
      tx.rows<{ outcome: 'revoked' | 'not_found' }>(
        sql`select jidoka_revoke_link(${id}, ${actor.channel}, ${clock()}) as outcome`,
      ),
    { principal: actor.principal },
  )
  return row?.outcome ?? 'not_found'
}
