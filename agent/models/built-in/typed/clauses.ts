/** Where one question may end and the next begin: signs, and words that join two sentences. */
const breaks =
  /(?<!\d)[,,]|(?<=\d)[,,](?=\s|\p{Script=Han})(?!\s*20\d\d(?!\d))|[;;。??!!\n]+|,?\s+(?:\+|plus|as\s+well\s+as|along\s+with|together\s+with)\s+|(?:外加|再加上)|\s+and\s+(?=(?:why|how|what|which|who|when|where|is|are|was|were|did|does|do|show|list|tell)\b)|(?<=(?:多少|几)\p{Script=Han}{0,2})\s+(?=\p{Script=Han}+(?:多少|几))|(?<=(?:多少|几|多[久长])\p{Script=Han}{0,3})[、和及](?=[^、,,]{0,8}(?:多少|几|多[久长]))|(?:然后|另外|还有(?!没)|顺便|以及)(?=\S{2})|[、和及](?=(?:几[张个条次台]|多少|哪[些几个条台]|谁))/giu

/** `成都几条线里头,哪条最低`, `按故障代码看,工单各多少`: of what, or by what, and no question yet. */
const ofThose =
  /(?<=里头|里面|里边|当中|之中|之间|之内)[,,](?=.*[哪谁])|(?<=[按照]\p{Script=Han}{1,6}(?:来?[看分算排说]|统计))[,,]/gu

/** Two figures that are each asked for with a time or a place of their own. */
const joints = /\s+and\s+|和|以及|跟|与|、/giu

export function clausesOf(said: string): string[] {
  return said
    .normalize('NFKC')
    .replace(ofThose, '')
    .split(breaks)
    .map((clause) =>
      clause
        .replace(/^\s*plus\s+/iu, '')
        .replace(/^\s*(?:and|also|then|please)\s+(?=(?:why|how|what|which|are|is)\b)/iu, '')
        .trim(),
    )
    .filter((clause) => clause !== '')
}

/** The halves of a clause at each `and`, for who can judge whether both are questions. */
export function halvesOf(clause: string): [string, string][] {
  return [...clause.matchAll(joints)].map((found) => [
    clause.slice(0, found.index).trim(),
    clause.slice(found.index + found[0].length).trim(),
  ])
}
