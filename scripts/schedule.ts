/** Functions that Netlify runs by itself, and their interval here in seconds; the first time at once. */
const SCHEDULE = [
  { name: 'Livraison', path: '/.netlify/functions/livraison', everySeconds: 5 },
  { name: 'Conservation', path: '/.netlify/functions/conservation', everySeconds: 86_400 },
] as const;

/**
 * Runs the scheduled functions, as Netlify does on its own; returns how to stop them. A failing run is told on the console
 * and tried again at the next turn.
 */
export function startSchedule(url: string): () => void {
  const stops = SCHEDULE.map((scheduled) => repeat(url, scheduled));
  return () => {
    for (const stop of stops) stop();
  };
}

function repeat(url: string, { name, path, everySeconds }: (typeof SCHEDULE)[number]): () => void {
  const stopping = new AbortController();
  let last = '';
  const tell = (problem: string) => {
    if (problem !== last && problem !== '') console.error(`${name} : ${problem}`);
    last = problem;
  };
  const turn = async () => {
    try {
      const answer = await fetch(`${url}${path}`, { method: 'POST', signal: stopping.signal });
      await answer.arrayBuffer();
      if (answer.status === 404) tell(`la fonction ${path} n’existe pas.`);
      else tell(answer.ok ? '' : `la fonction ${path} répond ${answer.status}.`);
    } catch (error) {
      if (stopping.signal.aborted) return;
      tell(error instanceof Error ? error.message : String(error));
    }
    if (!stopping.signal.aborted) timer = setTimeout(run, everySeconds * 1000);
  };
  const run = () => void turn();
  let timer = setTimeout(run, 0);
  return () => {
    stopping.abort();
    clearTimeout(timer);
  };
}
