import type { Rewrite } from './rewrite.ts'

/** What one asks for: `for the vendor talk`. */
export const occasions =
  'talk|call|meeting|review|report|audit|visit|deck|slides?|e?mail|prep|summary|minutes|handover|briefing|stand-?up|8D|PPAP'

/** What is said around a question, taken back, or says nothing of it. */
export const asides: Rewrite[] = [
  // `…, its for the 8D`.
  [
    new RegExp(
      `[,.;]?\\s*\\b(?:it'?s|that'?s)\\s+for\\s+(?:the|my|our|an?)\\s+(?:[\\w-]+\\s+)?(?:${occasions})(?=\\W*$)`,
      'giu',
    ),
    () => '',
  ],
  // `质量会上要用,…`, `帮 maintenance 看下 …`, `…,赶紧的`: who wants it, and how soon.
  [/^\s*\p{Script=Han}{1,4}[会议](?:上|里)?(?:[要得]?[用报讲说看])[,,]\s*/gu, () => ''],
  [/帮\s*[a-z]{3,}\s*看(?:一?[下眼看])?/giu, () => ''],
  [/[,,]?\s*(?:赶[紧快]的?|快点儿?|速度)(?=[\s。.!!]*$)/gu, () => ''],
  [/从头到(?:现在|尾)|从(?:开始|最初)到现在/gu, () => ''],
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
