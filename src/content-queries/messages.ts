import associationsFile from '../content/associations/associations.json' with { type: 'json' };
import messagesFile from '../content/messages/messages.json' with { type: 'json' };
import type { Association, StatusTemplates } from '../domain/tracking/status-words.ts';

/** The words of each status. Not typeset: some become text messages, where a narrow space costs as much as a sentence. */
export const messages: StatusTemplates = messagesFile;

/** Associations named to those who wait or are not chosen. */
export const associations: readonly Association[] = associationsFile.associations;
