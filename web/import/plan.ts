import type {
  ImportDraft,
  ImportField,
  ImportGuess,
  ImportPlan,
  ImportSheet,
  ImportStream,
} from '../../server/http/contract.ts'

/** What a person has decided about one sheet so far. */
export type SheetChoice = {
  sheet: string | null
  used: boolean
  stream: string | null
  /** Field by place of the column; null: not imported. */
  fields: (string | null)[]
  /** Places that the person has set. */
  chosen: number[]
  constants: Record<string, string>
}

export type Choices = { source: string; sheets: SheetChoice[] }

export const choicesOf = ({ source, sheets }: ImportDraft): Choices => ({
  source,
  sheets: sheets.map(({ sheet, stream, columns, constants }) => ({
    ...{ sheet, stream, constants, used: stream !== null, chosen: [] },
    fields: columns.map(({ field }) => field),
  })),
})

export function withField(choice: SheetChoice, at: number, field: string | null): SheetChoice {
  return {
    ...choice,
    fields: choice.fields.with(at, field),
    chosen: [...new Set([...choice.chosen, at])],
  }
}

/** Another kind of rows keeps the columns whose fields it has too. */
export function withStream(choice: SheetChoice, stream: ImportStream | undefined): SheetChoice {
  const known = new Set(stream?.fields.map(({ id }) => id))
  const kept = Object.entries(choice.constants).filter(([field]) => known.has(field))
  return {
    ...choice,
    stream: stream?.id ?? null,
    used: stream !== undefined,
    fields: choice.fields.map((field) => (field !== null && known.has(field) ? field : null)),
    constants: Object.fromEntries(kept),
  }
}

/** What was guessed anew fills what the person has not set. */
export function withGuess(choice: SheetChoice, { columns, constants }: ImportGuess): SheetChoice {
  return {
    ...choice,
    constants: { ...constants, ...choice.constants },
    fields: choice.fields.map((field, at) =>
      choice.chosen.includes(at) ? field : (columns[at]?.field ?? null),
    ),
  }
}

/** Required fields that neither a column nor a value gives. */
export function missingFields(choice: SheetChoice, stream: ImportStream): ImportField[] {
  return constantFields(choice, stream).filter(
    ({ id, required }) => required && (choice.constants[id] ?? '').trim() === '',
  )
}

/** Fields that one value may be given for: required or given, and in no column. */
export const constantFields = ({ fields, constants }: SheetChoice, stream: ImportStream) =>
  stream.fields.filter(
    ({ id, required }) => (required || constants[id] !== undefined) && !fields.includes(id),
  )

/** Fields that two columns claim; only an instant may stand in two, its day and its time. */
export const doubledFields = ({ fields }: SheetChoice, stream: ImportStream): string[] =>
  stream.fields
    .filter(({ kind }) => kind !== 'instant')
    .map(({ id }) => id)
    .filter((id) => fields.indexOf(id) !== fields.lastIndexOf(id))

export type Fault = 'source' | 'nothing' | 'missing' | 'twice'

export function faultsOf(choices: Choices, streams: readonly ImportStream[]): Fault[] {
  const used = choices.sheets.filter(({ used }) => used)
  const faults = new Set<Fault>()
  if (choices.source.trim() === '') faults.add('source')
  if (used.length === 0) faults.add('nothing')
  for (const choice of used) {
    const stream = streams.find(({ id }) => id === choice.stream)
    if (stream === undefined || missingFields(choice, stream).length > 0) faults.add('missing')
    else if (doubledFields(choice, stream).length > 0) faults.add('twice')
  }
  return [...faults]
}

/** What the server is told to do. */
export function planOf(choices: Choices, sheets: readonly ImportSheet[]): ImportPlan {
  return {
    source: choices.source.trim(),
    sheets: choices.sheets.flatMap(({ used, stream, sheet, fields, constants }, at) => {
      if (!used || stream === null) return []
      const columns = sheets[at]?.columns ?? []
      const named = columns.flatMap(({ name }, place): [string, string][] => {
        const field = fields[place] ?? null
        return field === null ? [] : [[name, field]]
      })
      const given = Object.entries(constants).filter(
        ([field, text]) => text.trim() !== '' && !fields.includes(field),
      )
      return [
        { sheet, stream, columns: Object.fromEntries(named), constants: Object.fromEntries(given) },
      ]
    }),
  }
}

export type Certainty = 'saved' | 'sure' | 'likely' | 'check' | 'none' | 'chosen'

type Guess = { field: string | null; confidence: number; isChosen: boolean; isSaved: boolean }

export function certaintyOf({ field, confidence, isChosen, isSaved }: Guess): Certainty {
  if (isChosen) return 'chosen'
  if (isSaved) return 'saved'
  if (field === null) return 'none'
  if (confidence >= 0.9) return 'sure'
  return confidence >= 0.6 ? 'likely' : 'check'
}
