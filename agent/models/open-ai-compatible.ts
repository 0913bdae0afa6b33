import { ChatOpenAICompletions } from '@langchain/openai'
import { type ChainLink, type ModelChain, modelChain, type Price } from './chain.ts'

export type ModelEndpoint = {
  /** Up to and including `/v1`. */
  baseUrl: string
  apiKey: string
  name: string
  /** Of one call; 60 s when absent. */
  timeoutMs?: number | undefined
  /** Over the wire in pieces: keeps gateways from closing a long answer. */
  stream?: boolean | undefined
  price?: Price | undefined
}

/**
 * Any endpoints that speak OpenAI chat completions (Qwen, DeepSeek, vLLM, Ollama, …): the second is
 * asked when the first does not answer.
 */
export function openAiCompatible(first: ModelEndpoint, ...others: ModelEndpoint[]): ModelChain {
  return modelChain([linkTo(first), ...others.map(linkTo)])
}

/** LangChain would fetch the tokens of the vendor's models from the network to count a stream's. */
class Completions extends ChatOpenAICompletions {
  override async getNumTokens(content: unknown): Promise<number> {
    return Math.ceil(JSON.stringify(content ?? '').length / 4)
  }
}

/**
 * This class has that wire alone: `ChatOpenAI` would move to the Responses API for some model names.
 * It tries once; the chain repeats, and knows what the endpoint said about when.
 */
const linkTo = (endpoint: ModelEndpoint): ChainLink => ({
  name: endpoint.name,
  ...(endpoint.price ? { price: endpoint.price } : {}),
  model: new Completions({
    model: endpoint.name,
    apiKey: endpoint.apiKey,
    configuration: { baseURL: endpoint.baseUrl },
    temperature: 0,
    maxRetries: 0,
    timeout: endpoint.timeoutMs ?? 60_000,
    streaming: endpoint.stream ?? false,
  }),
})
