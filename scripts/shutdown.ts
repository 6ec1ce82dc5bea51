const patienceMs = 5000;

/** Runs `stop` once at the first Ctrl+C or SIGTERM, at most 5 s, then ends the process with everything it started. */
export function onShutdown(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    // A function may still run: what it had to do waits in the inbox.
    setTimeout(() => process.exit(0), patienceMs);
    void stop().finally(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // npm passes signals to a shell that does not pass them on: the server ends when that shell has gone.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end();
    }, 500).unref();
  }
  // A server started by a test ends with it, even if the test is killed.
  process.on('disconnect', end);
}
