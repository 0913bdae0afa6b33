import { ChatOpenAICompletions } from '@langchain/openai'

export type ModelEndpoint = {
  /** Up to and including `/v1`. */
  baseUrl: string
  apiKey: string
  name: string
}

/**
 * Any endpoint that speaks OpenAI chat completions (Qwen, DeepSeek, vLLM, Ollama, …). This class
 * has that wire alone: `ChatOpenAI` would move to the Responses API for some model names.
 */
export function openAiCompatible(endpoint: ModelEndpoint): ChatOpenAICompletions {
  return new ChatOpenAICompletions({
    model: endpoint.name,
    apiKey: endpoint.apiKey,
    configuration: { baseURL: endpoint.baseUrl },
    temperature: 0,
    maxRetries: 1,
    timeout: 60_000,
  })
}
