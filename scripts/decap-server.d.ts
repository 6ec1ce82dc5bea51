/** Decap's local server as middleware of Express 4, which ships no types. */
declare module 'decap-server/dist/middlewares.js' {
  import type { Express } from 'express';

  type Register = (app: Express, options?: { logLevel?: string }) => Promise<void>;
  const middlewares: { registerLocalFs: Register; registerLocalGit: Register };
  export default middlewares;
}
