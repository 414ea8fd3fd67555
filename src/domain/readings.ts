/** What can be read in one tap: the questions of this phase of the process, and what the method's words mean. */
export const readingNames = ['questions', 'method', 'centralEight', 'rnr', 'scale'] as const;
export type ReadingName = (typeof readingNames)[number];

/** Forms that one person may open from another card; nothing changes by opening one. */
export const openableForms = [
  'more',
  'roles',
  'person',
  'items',
  'editItem',
  'showOfHands',
  'correctMinutes',
  'raiseFactor',
  'agreeAction',
  'draftScenario',
  'scoreSafety',
  'monitor',
  'close',
  // In one's own chat, from a list of actions.
  'reminder',
  'myActions',
  'availability',
  'beforehand',
  'direction',
  'closeCase',
] as const;
export type OpenableForm = (typeof openableForms)[number];
