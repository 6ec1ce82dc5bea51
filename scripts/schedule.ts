const delivery = '/.netlify/functions/livraison';
const everySeconds = 5;

/**
 * Runs the scheduled delivery every few seconds, as Netlify does on its schedule; returns how to stop it.
 * A failing run is told on the console and tried again at the next turn.
 */
export function startSchedule(url: string): () => void {
  const stopping = new AbortController();
  let last = '';
  const tell = (problem: string) => {
    if (problem !== last && problem !== '') console.error(`Livraison : ${problem}`);
    last = problem;
  };
  const turn = async () => {
    try {
      const answer = await fetch(`${url}${delivery}`, { method: 'POST', signal: stopping.signal });
      await answer.arrayBuffer();
      if (answer.status === 404) tell(`la fonction ${delivery} n’existe pas.`);
      else tell(answer.ok ? '' : `la fonction ${delivery} répond ${answer.status}.`);
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
