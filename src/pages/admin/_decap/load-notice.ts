/** Resolves each pending load; called on a retry. */
const waiting = new Set<() => void>();

const notice = () => document.querySelector('.cms-notice');

function retry(): void {
  notice()?.remove();
  for (const again of waiting) again();
  waiting.clear();
}

function showNotice(reason: string): void {
  const words = document.createElement('p');
  words.textContent = `Les fiches n’ont pas pu être chargées. ${reason}`;
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Réessayer',
  });
  button.addEventListener('click', retry);
  const section = Object.assign(document.createElement('section'), {
    className: 'cms-notice',
    role: 'alert',
  });
  section.append(words, button);
  document.body.append(section);
}

/** Resolves when somebody asks to try again, or when the browser is online again. */
async function askAgain(reason: string): Promise<void> {
  const asked = new Promise<void>((resolve) => waiting.add(resolve));
  if (notice() === null) showNotice(reason);
  addEventListener('online', retry, { once: true });
  await asked;
}

/**
 * Returns the result of `load`, retried on request until it succeeds. Decap 3.16.3 shows a list that failed as an empty one
 * (`Entries.js`): here it keeps loading, under a notice with a retry button.
 * @param load rejects with an error in French
 */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (failure) {
      await askAgain(failure instanceof Error ? failure.message : '');
    }
  }
}
