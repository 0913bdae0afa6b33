/**
 * What nobody outside may see, however it came into a text: what is kept of it stands in group 1. What
 * may begin anywhere in a long word has a bound: it would read the rest of the word from each letter.
 */
const secrets: RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?=")|$)/g,
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g,
  // Tokens and ingest keys of this server.
  /\bjd[ki]_[A-Za-z0-9_-]{8,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:gh[pousr]|glpat|xox[abprs])[_-][A-Za-z0-9_-]{10,}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,}\.[\w-]*/g,
  /\b((?:Bearer|Basic) )[A-Za-z0-9._~+/=-]{8,}/g,
  /([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]+:)[^\s:/@]+(?=@)/gi,
  /((?:passw(?:or)?d|passphrase|api[_-]?key|secret|(?:access|refresh|session|id)[_-]?token|authorization|密码|口令|密钥)["']?\s*(?:[:=：]|is|为|是)\s*["']?)[^\s"',;，；。<>\\]{4,}/gi,
]

/** The text without keys, tokens and passwords: models of others and logs have no need of them. */
export const withoutSecrets = (text: string): string =>
  secrets.reduce((rest, secret) => rest.replace(secret, keep), text)

/** Without a group, the second argument is the offset. */
const keep = (_: string, kept: unknown): string => `${typeof kept === 'string' ? kept : ''}[secret]`
