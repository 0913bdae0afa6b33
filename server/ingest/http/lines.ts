/** A line of a body: its number from 1, and its text; null with a reason where it has none. */
export type Line = { line: number; text: string; unreadable: string | null }

const newline = 0x0a

/**
 * Lines of a stream of bytes, blank ones left out. A line that is too long or no UTF-8 is marked,
 * and what follows it is read as usual; no more than one line is held in memory.
 */
export async function* readLines(
  body: AsyncIterable<Uint8Array>,
  { mostBytes }: { mostBytes: number },
): AsyncGenerator<Line[]> {
  const state = { line: 0, rest: Buffer.alloc(0), skipping: false }
  for await (const chunk of body) {
    const bytes = Buffer.concat([state.rest, chunk])
    const end = bytes.lastIndexOf(newline)
    state.rest = bytes.subarray(end + 1)
    const lines = end === -1 ? [] : linesOf(bytes.subarray(0, end), state)
    if (state.rest.length > mostBytes) {
      if (!state.skipping) lines.push(tooLong(state, mostBytes))
      state.skipping = true
      state.rest = Buffer.alloc(0)
    }
    if (lines.length > 0) yield lines
  }
  const last = state.rest.length > 0 || state.skipping ? linesOf(state.rest, state) : []
  if (last.length > 0) yield last
}

type State = { line: number; rest: Buffer; skipping: boolean }

/** The line's number is taken when its end comes. */
const tooLong = ({ line, rest }: State, mostBytes: number): Line => ({
  line: line + 1,
  text: rest.subarray(0, 200).toString('utf8'),
  unreadable: `is longer than ${mostBytes} bytes`,
})

function linesOf(bytes: Buffer, state: State): Line[] {
  const texts = textsOf(bytes)
  const skipped = state.skipping ? 1 : 0
  state.skipping = false
  const first = state.line + 1
  state.line += texts.length
  return texts
    .map(({ text, unreadable }, at) => ({ line: first + at, text: text.trim(), unreadable }))
    .slice(skipped)
    .filter(({ text, unreadable }) => text !== '' || unreadable !== null)
}

type Text = { text: string; unreadable: string | null }

/** All lines at once, and one by one only where something is no UTF-8. */
function textsOf(bytes: Buffer): Text[] {
  const whole = decoded(bytes)
  if (whole !== null) return whole.split('\n').map((text) => ({ text, unreadable: null }))
  const texts: Text[] = []
  let start = 0
  while (start <= bytes.length) {
    const found = bytes.indexOf(newline, start)
    const end = found === -1 ? bytes.length : found
    const line = bytes.subarray(start, end)
    const text = decoded(line)
    texts.push(
      text === null
        ? { text: line.toString('latin1'), unreadable: 'is not UTF-8' }
        : { text, unreadable: null },
    )
    start = end + 1
  }
  return texts
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
