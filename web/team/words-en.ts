/** Every word of the team page. `words-zh.ts` has its shape. */
export const en = {
  heading: 'Team page',
  lead: 'What the supervisors of the site have published. The figures are worked out for you, now.',
  site: 'Site',
  team: 'Page',
  wholeSite: (site: string) => `All of ${site}`,
  empty: 'Nothing is published here yet',
  emptyHint: 'Save a question in the explorer, then publish it here.',
  toExplorer: 'Go to the explorer',
  openView: 'Open in the explorer',
  publishedBy: (who: string, when: string) => `Published by ${who}, ${when}`,
  newer: 'The view was changed since.',
  publishNewer: 'Publish the newer one',
  unpublish: 'Take off',
  unpublished: 'Taken off.',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  edit: 'Arrange',
  done: 'Done',
  moved: 'Moved.',
  changedElsewhere: 'The page was changed meanwhile. Nothing was done; this is how it stands now.',
  failed: 'This did not work. Try again.',
  lost: (metrics: string) =>
    `This view asks for what was retired: ${metrics}. Its owner can take another metric; until then nothing is shown.`,
  refused: 'This question cannot be answered now.',
  noData: 'There are no figures for it.',
  every: (seconds: number) => `Worked out anew every ${seconds} s`,
}

export type TeamWords = typeof en
