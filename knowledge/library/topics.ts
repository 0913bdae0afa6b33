/** A question as it was asked, with its search terms. */
export type TermedQuestion = { question: string; terms: string[] }

/**
 * Groups questions by the word that most of them share: again and again the word that stands in most
 * questions not yet grouped makes a topic, as long as two share it; the rest stand alone.
 */
export function topicsOf<Q extends TermedQuestion>(
  questions: Q[],
): { term: string | null; questions: Q[] }[] {
  const topics: { term: string | null; questions: Q[] }[] = []
  let rest = questions
  while (rest.length > 0) {
    const term = mostShared(rest)
    const sharing = term === null ? rest.slice(0, 1) : rest.filter((q) => q.terms.includes(term))
    topics.push({ term, questions: sharing })
    rest = rest.filter((question) => !sharing.includes(question))
  }
  return topics
}

/** Of words equally common the first in the alphabet, so that the same list groups the same way. */
function mostShared(questions: TermedQuestion[]): string | null {
  const counts = new Map<string, number>()
  for (const { terms } of questions) {
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const shared = [...counts].filter(([, count]) => count > 1)
  shared.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return shared[0]?.[0] ?? null
}
