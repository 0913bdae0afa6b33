// Asks for what every page begins with while the pages themselves are on their way: see app/ahead.ts.
globalThis.jidokaAhead = Object.fromEntries(
  ['/api/me', '/api/proposals?status=pending'].map((path) => [
    path,
    fetch(path, { credentials: 'same-origin' }).catch(() => null),
  ]),
)
