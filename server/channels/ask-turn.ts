import type { Answer } from '../../agent/index.ts'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import type { Person } from '../auth/index.ts'
import { readAnswer } from '../http/read-answer.ts'
import { turnEvents } from '../turns.ts'
import { threadIdOf } from './audience.ts'
import type { ChannelDeps } from './channel-deps.ts'
import { type Adapter, conversationOf, type Inbound, type LiveReply } from './contract.ts'
import { type Claimed, noteProgress } from './inbox.ts'
import { words } from './words.ts'

export type Question = Extract<Inbound, { kind: 'message' }>

export type Asking = {
  deps: ChannelDeps
  claimed: Claimed
  event: Question
  adapter: Adapter
  person: Person
}

/** Longer than the budget of a turn. */
const turnMs = 150_000

type Wish = {
  principal: Principal
  live: LiveReply | null
  /** The words are shown as they come; else only that somebody is at work. */
  streams: boolean
}

export type Asked = { threadId: string } & ({ answer: Answer } | { answer: null; why: string })

/**
 * Asks the question once: an earlier try that was answered is answered the same, and one that broke
 * off keeps its number, so that it proposes nothing twice.
 *
 * @throws AppError `conflict` while the turn of an earlier try still counts as running
 */
export async function askTurn(asking: Asking, wish: Wish): Promise<Asked> {
  const { deps, claimed, event } = asking
  const threadId = threadIdOf(conversationOf(event.place), wish.principal)
  const known = await answered(asking, { ...wish, threadId })
  if (known !== null) return { threadId, answer: known }
  const { principal, live } = wish
  // Of a conversation one process handles one question: an earlier try has none any more.
  const left = claimed.attempts > 1 ? { abandonedAfterMs: 0 } : {}
  const turn = { principal, threadId, question: event.text, channel: event.place.channel, ...left }
  await live?.status(words[principal.language].thinking)
  for await (const found of turnEvents(deps, {
    ...turn,
    signal: AbortSignal.timeout(turnMs),
  })) {
    switch (found.type) {
      case 'started':
        claimed.progress = {
          ...claimed.progress,
          turns: { ...claimed.progress.turns, [threadId]: found.seq },
        }
        await noteProgress(deps, claimed)
        break
      case 'tool_started':
        await live?.status(
          words[principal.language].reading(titleOf(asking, found.tool, principal)),
        )
        break
      case 'text':
        if (wish.streams) await live?.text(found.delta)
        break
      case 'done':
        return { threadId, answer: found.answer }
      case 'failed':
        if (found.code === 'conflict') throw new AppError('conflict', found.message)
        return { threadId, answer: null, why: found.message }
    }
  }
  throw new AppError('internal', 'a turn ended without an answer')
}

async function answered(
  { deps, claimed }: Asking,
  { principal, threadId }: { principal: Principal; threadId: string },
): Promise<Answer | null> {
  const seq = claimed.progress.turns?.[threadId]
  if (seq === undefined) return null
  const found = await readAnswer(deps.db, principal, { thread: threadId, seq }).catch(() => null)
  return found?.answer ?? null
}

const titleOf = ({ deps }: Asking, name: string, { language }: Principal): string =>
  deps.tools.find((tool) => tool.name === name)?.title[language] ?? name
