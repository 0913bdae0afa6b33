import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FakeSlack, slackSecrets, team } from '../fakes/slack.ts'
import type { FakeWecom } from '../fakes/wecom.ts'
import { agentId, appSecret, botId, botSecret, corpId, wecomKeys } from '../fakes/wecom-keys.ts'
import { emptyFolder, type ServingJidoka, serveJidoka } from './jidoka.ts'

type Fakes = { slack: FakeSlack; wecom: FakeWecom }

export type Replica = Awaited<ReturnType<typeof replicaOf>>

const settings = ({ slack, wecom }: Fakes) => `
channels:
  slack: { team: ${team}, apiUrl: "${slack.apiUrl}", allowPrivate: true, botToken: "\${T1}", appToken: "\${T2}" }
  wecom:
    corpId: ${corpId}
    apiUrl: ${wecom.url}
    allowPrivate: true
    app: { agentId: ${agentId}, secret: "\${T3}", token: "\${T4}", aesKey: "\${T5}" }
    bot: { id: ${botId}, secret: "\${T6}", url: "${wecom.wsUrl}" }
`

/** A server of the product on a database, that can be killed and is started again. */
export async function replicaOf(url: string, fakes: Fakes) {
  const folder = await emptyFolder()
  await writeFile(join(folder.path, 'jidoka.yaml'), settings(fakes))
  const env = {
    ...{ DATABASE_URL: url, T1: slackSecrets.botToken, T2: slackSecrets.appToken, T3: appSecret },
    ...{ T4: wecomKeys.token.reveal(), T5: wecomKeys.aesKey.reveal(), T6: botSecret },
  }
  const start = () => serveJidoka(['--data', folder.path], { env })
  const state: { serving: ServingJidoka | null } = { serving: await start() }
  return {
    address: () => state.serving?.url ?? null,
    kill: async () => {
      const { serving } = state
      state.serving = null
      await serving?.kill()
    },
    start: async () => {
      state.serving = await start()
    },
    close: async () => {
      await state.serving?.kill()
      await folder.remove()
    },
  }
}
