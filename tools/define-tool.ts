import type { z } from 'zod'
import type { ProposalDraft, ProposalView, RouteOf } from '../actions/index.ts'
import type { Figure } from '../base/figure.ts'
import type { Language, Localized } from '../base/language.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { ChartSpec } from '../charts/index.ts'
import type { Providers } from '../knowledge/index.ts'
import type { Db } from '../store/index.ts'
import type { Toolset } from './toolsets.ts'

export type { Figure } from '../base/figure.ts'
export type { ChartSpec } from '../charts/index.ts'

export type Citation = {
  /** Where the document is kept: a site, or `group`. */
  site: string
  document: string
  title: string
  revision: number
  page: number | null
  heading: string
  /** Word for word from the revision. */
  quote: string
  /** Where the quote stands: characters `from` to `to` of a passage of the revision. */
  range: { passage: number; from: number; to: number }
}

/** A document whose words a model was given, whether or not they answered. */
export type DocumentRead = Pick<Citation, 'site' | 'document' | 'title' | 'revision'>

export type ProposalRef = {
  action_id: string
  tool: string
  status: string
  inbox_url: string
  expires_at: string
}

/** What a tool gives back. `data` is its structured content; the rest is drawn from it. */
export type ToolResult<Output> = {
  data: Output
  figures?: Figure[]
  chart?: ChartSpec
  citations?: Citation[]
  documentsRead?: DocumentRead[]
  proposal?: ProposalRef
}

export type ToolContext = {
  db: Db
  principal: Principal
  language: Language
  clock: Clock
  newId: NewId
  signal: AbortSignal
  /** Base address of the inbox, no trailing slash. */
  baseUrl: string
  /** web, mcp, cli, slack, wecom. */
  channel: string
  /** Same key, same proposal: thread, turn and tool call; or the client's own request. */
  idempotencyKey: string
  /** True once this turn has read passages, tickets or notes (invariant 5). */
  tainted: boolean
  /** Documents that the thread has read, each once; they stand on the card of a proposal. */
  documentsRead?: DocumentRead[]
  /** What the tool was asked, as it was checked; kept with a proposal, so that it can be edited. */
  input?: unknown
  /** Which connector takes an effect to another system; absent: none does. */
  routeOf?: RouteOf
  /** Embeddings and reranker; absent: passages are found by words alone. */
  providers?: Providers
  /** What becomes of a draft; absent: it is proposed. */
  file?: (draft: ProposalDraft) => Promise<ProposalView>
}

export type ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> = {
  name: string
  title: Localized
  /** For a model: what it answers, what it does not, in a few sentences. */
  description: string
  /** `read` never changes anything; `propose` files a proposal for a person to decide. */
  effect: 'read' | 'propose'
  /** What it is for; absent: it comes with whatever is asked for. */
  toolset?: Toolset
  /** Names of the effects that it proposes; absent: one, of its own name. */
  files?: string[]
  /** Its result is worth a card: a chart or a proposal. */
  card?: true
  /** Its result holds text that a stranger could have written. */
  readsUntrusted: boolean
  input: Input
  output: Output
  /** A method, so that a list may hold tools of different inputs: `runTool` has parsed them. */
  run(ctx: ToolContext, input: z.output<Input>): Promise<ToolResult<z.output<Output>>>
}

/** A tool once its schemas no longer matter to the one who lists it. */
export type AnyTool = ToolDefinition<z.ZodObject, z.ZodObject>

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: ToolDefinition<Input, Output>,
): ToolDefinition<Input, Output> {
  return tool
}
