/** What a text says as JSON; null for what is none: every shape is judged by a schema anyway. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
