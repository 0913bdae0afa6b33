import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequests,
  inputRequired,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { answerTo, type Fixtures, nothing, says } from './fixture.ts'

const nameForm = z.object({ name: z.string() })
const colourForm = z.object({ color: z.string() })
const okForm = z.object({ ok: z.boolean() })
const spoken = z.object({ content: z.object({ text: z.string() }) })
const rooted = z.object({ roots: z.array(z.unknown()) })

const askName = (message = 'What is your name?') =>
  inputRequired.elicit({ message, requestedSchema: nameForm })
const askOk = () => inputRequired.elicit({ message: 'Please confirm', requestedSchema: okForm })
const askModel = (text: string) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text } }],
    maxTokens: 50,
  })
const nameOf = ({ mcpReq }: ServerContext, key = 'user_name') =>
  acceptedContent(mcpReq.inputResponses, key, nameForm)?.name

/** Tools that need something of the client before they can answer. */
export function registerInputTools(fixtures: Fixtures): void {
  const { server } = fixtures
  const config = {
    description: 'Asks the client first.',
    inputSchema: nothing,
  }
  server.registerTool('test_input_required_result_elicitation', config, (_args, ctx) => {
    const name = nameOf(ctx)
    return name === undefined
      ? inputRequired({ inputRequests: { user_name: askName() } })
      : says(`Hello, ${name}!`)
  })
  const sampling = (tool: string, key: string, question: string) =>
    server.registerTool(tool, config, (_args, ctx) => {
      const reply = spoken.safeParse(answerTo(ctx, key)).data
      return reply === undefined
        ? inputRequired({ inputRequests: { [key]: askModel(question) } })
        : says(`Sampling response: ${reply.content.text}`)
    })
  sampling(
    'test_input_required_result_sampling',
    'capital_question',
    'What is the capital of France?',
  )
  sampling('test_missing_capability', 'llm_answer', 'Reply with the single word: pong')
  server.registerTool('test_input_required_result_list_roots', config, (_args, ctx) => {
    const roots = rooted.safeParse(answerTo(ctx, 'client_roots')).data?.roots
    return roots === undefined
      ? inputRequired({
          inputRequests: { client_roots: inputRequired.listRoots() },
        })
      : says(`Client exposed ${roots.length} root(s)`)
  })
  server.registerTool('test_input_required_result_capabilities', config, (_args, ctx) =>
    ctx.mcpReq.inputResponses === undefined ? askDeclared(ctx) : says('fulfilled'),
  )
  registerStatefulTools(fixtures, config)
}

function askDeclared({ mcpReq }: ServerContext) {
  const envelope: Record<string, unknown> = mcpReq.envelope ?? {}
  const declared = z
    .record(z.string(), z.unknown())
    .parse(envelope[CLIENT_CAPABILITIES_META_KEY] ?? {})
  const inputRequests: InputRequests = {
    ...(declared.elicitation ? { user_name: askName() } : {}),
    ...(declared.sampling ? { greeting: askModel('Generate a short greeting') } : {}),
    ...(declared.roots ? { client_roots: inputRequired.listRoots() } : {}),
  }
  return Object.keys(inputRequests).length === 0
    ? says('nothing can be asked')
    : inputRequired({ inputRequests })
}

type Config = { description: string; inputSchema: typeof nothing }

/** Tools that remember, in a sealed state, what they asked. */
function registerStatefulTools({ server, states }: Fixtures, config: Config): void {
  for (const kind of ['request_state', 'tampered_state']) {
    server.registerTool(`test_input_required_result_${kind}`, config, async (_args, ctx) => {
      const confirmed = acceptedContent(ctx.mcpReq.inputResponses, 'confirm', okForm) !== undefined
      if (confirmed && ctx.mcpReq.requestState() !== undefined) return says('state-ok')
      return inputRequired({
        inputRequests: { confirm: askOk() },
        requestState: await states.mint({ kind }, ctx),
      })
    })
  }
  server.registerTool('test_input_required_result_multiple_inputs', config, async (_args, ctx) => {
    const name = nameOf(ctx)
    const greeting = spoken.safeParse(answerTo(ctx, 'greeting')).data?.content.text
    const roots = rooted.safeParse(answerTo(ctx, 'client_roots')).data?.roots
    if (name !== undefined && greeting !== undefined && roots !== undefined) {
      return says(`${greeting} ${name}: ${roots.length} root(s)`)
    }
    return inputRequired({
      inputRequests: {
        user_name: askName(),
        greeting: askModel('Generate a greeting'),
        client_roots: inputRequired.listRoots(),
      },
      requestState: await states.mint({ kind: 'multiple_inputs' }, ctx),
    })
  })
  server.registerTool('test_input_required_result_multi_round', config, async (_args, ctx) => {
    const state = ctx.mcpReq.requestState<{ round: number; name?: string }>()
    if (state === undefined) {
      return inputRequired({
        inputRequests: { step1: askName('Step 1: What is your name?') },
        requestState: await states.mint({ round: 1 }, ctx),
      })
    }
    if (state.round === 1) {
      const message = 'Step 2: What is your favorite color?'
      return inputRequired({
        inputRequests: {
          step2: inputRequired.elicit({
            message,
            requestedSchema: colourForm,
          }),
        },
        requestState: await states.mint({ round: 2, name: nameOf(ctx, 'step1') }, ctx),
      })
    }
    const colour = acceptedContent(ctx.mcpReq.inputResponses, 'step2', colourForm)?.color
    return says(`${state.name ?? 'unknown'} likes ${colour ?? 'unknown'}`)
  })
}
