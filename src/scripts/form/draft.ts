import { DRAFT_DAYS } from '../../domain/application/limits.ts';
import { areTextsByName, isObject } from './is-object.ts';
import type { Typed } from './question.ts';

/** Answers kept on the applicant's own device; never the consent, which is given anew. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly submissionId: string;
  /** Where the applicant was: the id of a section. */
  readonly step: string;
  readonly typed: Typed;
}

const DAY = 86_400_000;

function isDraft(value: unknown): value is Draft {
  return (
    isObject(value) &&
    typeof value.savedAt === 'number' &&
    typeof value.submissionId === 'string' &&
    typeof value.step === 'string' &&
    areTextsByName(value.typed)
  );
}

/** Storage may be full, forbidden or hold anything: then there is no draft, and nothing else changes. */
export class DraftStore {
  readonly #key: string;

  constructor(audience: string) {
    this.#key = `candidature-v1:${audience}`;
  }

  /** The draft of the last `DRAFT_DAYS` days; an older one is erased. */
  read(now: number): Draft | undefined {
    try {
      const draft: unknown = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      if (isDraft(draft) && now - draft.savedAt < DRAFT_DAYS * DAY) return draft;
    } catch {
      // Not ours to mend: erased below like an old one.
    }
    this.erase();
    return undefined;
  }

  /** Saves the draft; false when the browser's storage refuses it. */
  write(draft: Draft): boolean {
    try {
      localStorage.setItem(this.#key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  erase(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Storage that cannot be written holds nothing of ours.
    }
  }

  /** Remembers, in this tab, that an application was sent or erased: the browser's Back would bring its answers back. */
  end(submissionId: string): void {
    this.erase();
    try {
      sessionStorage.setItem(this.#key, submissionId);
    } catch {
      // Then Back shows the answers again; sent once more, they are the same application.
    }
  }

  hasEnded(submissionId: string): boolean {
    try {
      return sessionStorage.getItem(this.#key) === submissionId;
    } catch {
      return false;
    }
  }
}

/** A UUID; made here, since `crypto.randomUUID` exists on secure pages only. */
export function newSubmissionId(): string {
  // Version 4, variant 8: RFC 9562, 5.4.
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (byte % 16).toString(16);
  });
}
