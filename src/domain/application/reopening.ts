/** The way to the form of the next season, from every other that is closed. */
export const REOPENING = 'Recevoir un message à la réouverture';
