/** Shows on « Dernière publication » why the last build failed, when one did after this page was built; else nothing. */
export async function showBuildFailure(): Promise<void> {
  const section = document.querySelector<HTMLElement>('#failure');
  const failure = await lastFailure();
  if (section === null || failure === undefined || failure.at < (section.dataset.built ?? '')) return;
  const [time, reason] = [section.querySelector('time'), section.querySelector('pre')];
  if (time === null || reason === null) return;
  time.dateTime = failure.at;
  time.textContent = new Date(failure.at).toLocaleString('fr', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  });
  reason.textContent = failure.reason;
  section.hidden = false;
}

async function lastFailure(): Promise<{ at: string; reason: string } | undefined> {
  try {
    const answer: unknown = await (await fetch('/api/publication')).json();
    if (typeof answer !== 'object' || answer === null || !('failure' in answer)) return undefined;
    const { failure } = answer;
    if (typeof failure !== 'object' || failure === null || !('at' in failure) || !('reason' in failure))
      return undefined;
    return { at: String(failure.at), reason: String(failure.reason) };
  } catch {
    // The page says when the site was built, as without script.
    return undefined;
  }
}
