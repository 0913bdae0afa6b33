/** What breaks a picture or turns its text around: control, format and unpaired surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu
const longest = 48

/** A name as a picture can show it: one line of bounded length, whatever somebody called it. */
export function plainText(text: string, most = longest): string {
  const letters = [
    ...text
      .slice(0, 20 * most)
      .replace(unseen, ' ')
      .trim(),
  ]
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`
}
