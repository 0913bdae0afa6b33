import type { Rewrite } from './rewrite.ts'

/** What one asks for: `for the vendor talk`. */
export const occasions =
  'talk|call|meeting|review|report|audit|visit|deck|slides?|e?mail|prep|summary|minutes|handover|briefing|stand-?up'

/** What is said around a question, taken back, or says nothing of it. */
export const asides: Rewrite[] = [
  [/\b(?:or|just)\s+(?:the\s+)?same\s+(?:old|as\s+(?:ever|always|before))\b/giu, () => ''],
  [
    /^\s*(?:yikes|ouch|wow|whoa|oof|jeez|damn|oh\s+(?:no|dear|boy)|新来的)[\s.,!,。…]+/giu,
    () => '',
  ],
  // `For the quality meeting: …` says what it is for.
  [
    new RegExp(
      `(?:^|[,;.]\\s*)for\\s+(?:the|my|our|an?|his|her|their|tomorrow's|today's)\\s+(?:[\\w-]+\\s+){0,2}(?:${occasions})\\b\\s*[,:]?\\s*`,
      'giu',
    ),
    () => '',
  ],
  // `scrap of solder... i mean reflow oven 1`: what is taken back.
  [/(?:^|(?<=\s))[\w-]+\s*(?:\.{2,}|…)\s*(?:sorry,?\s*|no,?\s*)?i\s+mean(?:t)?\s+/giu, () => ''],
  [/\b(how\s+(?:much|many)\b[^?]*\bdid\b[^?]*)\bbook\b/giu, ([, ahead]) => `${ahead}have`],
  [/\b(how\s+(?:much|many)\b[^?]*\bdid\b[^?]*)\bcause\b/giu, ([, ahead]) => `${ahead}have`],
  [/[((]不含[^))]{1,6}[))]/gu, () => ''],
  // `…,开质量会要用`: what it is for.
  [/[,,]\s*(?:开|做|写)\p{Script=Han}{1,6}(?:要)?用(?=[\s。.!!]*$)/giu, () => ''],
  [/\bat\s+our\s+(?:place|end)\b/giu, () => 'here'],
  [/\bevery\s+(?:single\s+)?one\s+of\s+(?=the|our|these|those)/giu, () => 'each of '],
]
