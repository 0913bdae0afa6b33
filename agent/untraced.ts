import { BaseCallbackHandler } from '@langchain/core/callbacks/base'

/**
 * Sits where LangChain would put its tracer whenever the environment has LANGSMITH_TRACING set:
 * it adds none beside a handler of this name, so nothing of a turn leaves the server.
 */
export const untraced = Object.assign(BaseCallbackHandler.fromMethods({}), {
  name: 'langchain_tracer',
  getRunTreeWithTracingConfig: () => undefined,
  updateFromRunTree: () => undefined,
})
