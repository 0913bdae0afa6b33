/** Words of the page of one's own access. `words-zh.ts` has the same shape. */
export const en = {
  heading: 'My access',
  lead: 'What opens for you: AI clients that you let in, access tokens for scripts, and your password.',
  tokens: 'Access tokens and AI clients',
  none: 'Nothing is open. An AI client that you let in stands here too.',
  client: 'AI client',
  scopes: { read: 'Read', propose: 'File proposals' } as Record<
    'read' | 'propose' | string,
    string
  >,
  comma: ', ',
  since: 'Since',
  until: (opens: boolean): string => (opens ? 'until' : 'ended'),
  revokedAt: 'revoked',
  ended: (count: number) => `No longer open (${count})`,
  revoke: 'Revoke',
  revokeThat: (label: string) => `Revoke ${label}`,
  revoked: (label: string) => `“${label}” opens nothing any more.`,
  make: 'A new access token',
  makeHint: 'For scripts and for AI clients that cannot sign you in. It acts with your rights.',
  label: 'What it is for',
  labelHint: 'So that you know it again, such as “shift report”',
  labelMissing: 'Say what it is for.',
  never: 'A token can approve nothing.',
  days: 'How long it is open',
  span: (days: number) => (days === 1 ? '1 day' : days === 366 ? '1 year' : `${days} days`),
  issue: 'Make the token',
  once: 'Your token',
  onceFor: (audience: string, until: string) =>
    `Copy it now: it is not shown again. It opens ${audience} until ${until}.`,
  copy: 'Copy',
  copied: 'Copied',
  change: 'Another password',
  changeIt: 'Change the password',
  changed: 'The password is changed. Everywhere else you are signed out.',
  sign: {
    lead: 'This takes your password once more.',
    password: 'Your password now',
    missing: 'Enter your password.',
  },
  outcomes: {
    wrong_password: 'The password is wrong. Nothing was changed.',
    too_many: 'Too many attempts. Wait a minute, then try again.',
    sign_in_again: 'This needs a sign-in of the last five minutes: sign in once more.',
  } as Record<string, string>,
  cancel: 'Cancel',
  unsure: 'It is not clear whether that worked. Look again.',
}

export type AccessWords = typeof en
