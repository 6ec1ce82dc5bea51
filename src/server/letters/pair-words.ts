/** Facts that one side of a pair is told of the other, and of their meeting. */
export interface AboutPair {
  /** The other's first name, as their row says. */
  readonly otherName: string;
  /** « infirmière, recherche », or what the youth ticked: from the rows, never in anybody's free words on a project. */
  readonly otherInShort: string;
  /** In words; `''` while it is open. */
  readonly firstMeeting: string;
}

/** The words of one event for one side. */
export interface PairWords {
  readonly title: (other: string) => string;
  readonly texts: (about: AboutPair & { readonly other: string }) => readonly string[];
  /** In a text message, by the team. */
  readonly sms: (about: AboutPair & { readonly other: string }) => string;
  /** Has a button to the person's own page, where they answer. */
  readonly action?: string;
}
