/** A code as it stands in a text. */
export type Code = { kind: 'error' | 'part'; text: string; at: number }

/** These say by themselves that they are alarms. */
const plainAlarm =
  /(?<![A-Z0-9-])(?:ALM|ERR|ALARM|FAULT|SPN|FMI|DTC)[-_ ]?\d{1,5}(?:[-.]\d{1,3})?(?![A-Z0-9])/g
/** These are alarms only where the line, its table or its headings speak of such. */
const shortAlarm = /(?<![A-Z0-9/-])(?:E|ER|F|A|AL|W|P|H)[-_]?\d{2,5}(?:[-.]\d{1,3})?(?![A-Z0-9-])/g
const bareAlarm =
  /(?:(?:error|alarm|fault)(?: code)?|报警|故障代码|错误代码|报警号|代码)[\s:：#]*(?<code>\d{2,5})(?![\d.%°]|\s*[a-z℃])/giu
const speaksOfAlarms = /\b(?:alarms?|errors?|faults?)\b|报警|故障|错误|警报/iu
const called =
  /(?:part\s*(?:no\.?|number|#)|p\/n|item\s*no\.?|spare\s*no\.?|料号|零件号|物料号|备件号|件号|图号|订货号)[\s:：#]*(?<code>(?=[A-Z0-9./-]*\d)[A-Z0-9][A-Z0-9./-]{2,30}[A-Z0-9])/giu
/** Letters and digits with something between: `SS-25-316`, `6205-2RS`, `7014C/P4`. */
const shaped =
  /(?<![A-Z0-9./-])(?=[A-Z0-9./-]*\d)(?=[A-Z0-9./-]*[A-Z])[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){1,4}(?![A-Z0-9/]|-[A-Za-z0-9])/g
const standards =
  /^(?:ISO|DIN|GB|EN|IEC|ASTM|ANSI|JIS|UL|CE|RS|IP|PT|AC|DC|NLGI|USB|PM|AM)[-/ ]?\d|^\d+(?:MM|KW|V|A|HZ|KG|NM)?[-/]\d+(?:MM|KW|V|A|HZ|KG|NM)$|^\d+[-/][A-Z]$/

/** Error codes and part numbers of a passage, in the order of its text, each place once. */
export function codesOf(text: string, headings: string): Code[] {
  const alarms = alarmsOf(text, speaksOfAlarms.test(headings))
  const parts = [
    ...[...text.matchAll(called)].map((match) => ({
      kind: 'part' as const,
      text: match.groups?.code ?? '',
      at: match.index + match[0].length - (match.groups?.code ?? '').length,
    })),
    ...[...text.matchAll(shaped)]
      .filter(([code]) => !standards.test(code))
      .map(({ 0: code, index: at }) => ({ kind: 'part' as const, text: code, at })),
  ]
  const found = [...alarms, ...parts]
  const places = new Set<number>()
  return found.filter(({ at }) => !places.has(at) && places.add(at)).sort((a, b) => a.at - b.at)
}

function alarmsOf(text: string, everywhere: boolean): Code[] {
  const found: Code[] = [...text.matchAll(plainAlarm)].map(alarm)
  let at = 0
  for (const line of text.split(/[\n\f]/)) {
    const start = at
    at += line.length + 1
    for (const match of line.matchAll(bareAlarm)) {
      const code = match.groups?.code ?? ''
      found.push({
        kind: 'error',
        text: code,
        at: start + match.index + match[0].length - code.length,
      })
    }
    if (!everywhere && !speaksOfAlarms.test(line)) continue
    for (const match of line.matchAll(shortAlarm)) {
      if (!standards.test(match[0])) found.push({ ...alarm(match), at: start + match.index })
    }
  }
  return found
}

const alarm = ({ 0: text, index: at }: RegExpMatchArray): Code => ({
  kind: 'error',
  text,
  at: at ?? 0,
})

/** One form for however a code is written. */
export const keyOf = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
