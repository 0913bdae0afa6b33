type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  minItems?: number
}

/** Arguments that such a schema takes: what is required and nothing else. */
export function exampleOf(given: unknown, key = ''): unknown {
  const schema = given as Schema
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return exampleOf(schema.anyOf[0], key)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name], name)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => exampleOf(schema.items, key))
    case 'number':
    case 'integer':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    default:
      return words[key] ?? `by order of the page: ${key}`
  }
}

/** Of the demo factory, so that some of the calls name something that exists. */
const words: Record<string, string> = {
  ...{ equipment: 'SZ-CNC-01', machine: 'SZ-CNC-01', site: 'suzhou', title: 'As ordered' },
}
