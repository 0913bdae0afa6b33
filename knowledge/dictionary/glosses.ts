import { termsOf } from '../retrieval/terms.ts'

/** What a definition of CC-CEDICT says instead of a translation. */
const noTranslation =
  /^(?:(?:\w+ )?variant of|see (?:also )?\S*\p{Script=Han}|surname |given name|CL:|used in |also written|abbr\. (?:for|to)|also pr\.|Taiwan pr\.|euphemism|Kangxi radical|classifier for)/u
const remarks = /\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]/g
const longestGloss = 3

/** Each next sense of a word is rarer than the one before. */
const nextSense = 0.7
/** For each word that says nothing by itself: `this year` is not quite `year`. */
const emptyWord = 0.7
const beforeComma = 0.5
const oneOfTwo = 0.6
const withoutParticle = 0.5

const particle = /^(?:up|out|off|on|down|away|back|over|through|forth|one|someth|sth)$/
const lightVerb = /^(?:make|becom|carri|give|take|put|get|have)$/

/** English terms, joined by a space, with how likely (0–1) the Chinese word means them. */
export function glossesOf(senses: string[]): Map<string, number> {
  const found = new Map<string, number>()
  let sense = 0
  for (const gloss of senses.flatMap(partsOf)) {
    const weight = nextSense ** sense
    const readings = readingsOf(gloss).flatMap(([text, share]) => termsIn(text, weight * share))
    for (const [terms, share] of readings) {
      if ((found.get(terms) ?? 0) < share) found.set(terms, share)
    }
    if (readings.length > 0) sense += 1
  }
  return found
}

function partsOf(sense: string): string[] {
  return sense
    .replace(remarks, ' ')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !noTranslation.test(part) && !/\p{Script=Han}/u.test(part))
}

type Reading = [text: string, weight: number]

/** `Warsaw, capital of Poland` is `Warsaw`, `to inspect and verify` is either. */
function readingsOf(gloss: string): Reading[] {
  const bare = gloss.replace(/^to /, '')
  const either = bare.split(/ and (?:to )?| or (?:to )?|\//)
  const short = either.length > 1 && either.every((one) => one.trim().split(/\s+/).length <= 2)
  return [
    [bare, 1],
    ...(bare.includes(',') ? [[bare.split(',')[0] ?? '', beforeComma] as Reading] : []),
    ...(short ? either.map((one): Reading => [one, oneOfTwo]) : []),
  ]
}

function termsIn(text: string, weight: number): Reading[] {
  const words = text
    .replace(/^(?:be|the|an?) /i, '')
    .trim()
    .split(/\s+/)
  const terms = [...new Set(termsOf(words.join(' ')))]
  const [first = '', second] = terms
  if (terms.length === 0 || terms.length > longestGloss || words.length > longestGloss + 2)
    return []
  const share = weight * emptyWord ** Math.max(0, words.length - terms.length)
  const whole: Reading = [terms.join(' '), share]
  if (second === undefined || terms.length > 2) return [whole]
  if (particle.test(second)) return [whole, [first, share * withoutParticle]]
  return lightVerb.test(first) ? [whole, [second, share * withoutParticle]] : [whole]
}
