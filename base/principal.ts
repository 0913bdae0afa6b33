import type { Language } from './language.ts'

/** Who asks. Row rights, the gate and the audit all speak of this person. */
export type Principal = {
  /** `supervisor@suzhou`; `system` for the server's own jobs. */
  userId: string
  /** Sites whose rows may be seen, with the roles held there. */
  roles: { siteId: string; role: string }[]
  language: Language
}

export const sitesOf = (principal: Principal): string[] => [
  ...new Set(principal.roles.map((held) => held.siteId)),
]
