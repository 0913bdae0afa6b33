import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'

type Role = (typeof schema.userRole.$inferInsert)['role']

/** People by their rows alone, where nobody signs in: hashing a password takes longer than the test. */
export async function addPersonRows(
  db: Db,
  people: { userId: string; siteId: string; role: Role }[],
): Promise<void> {
  await db.tx('app', async ({ orm }) => {
    for (const { userId: id, siteId, role } of people) {
      const row = { id, name: id, email: `${id}.test`, emailVerified: false }
      const at = { createdAt: plantNow, updatedAt: plantNow }
      await orm.insert(schema.user).values({ ...row, ...at, language: 'en' })
      await orm.insert(schema.userRole).values({ userId: id, siteId, role })
    }
  })
}
