// Apart from the environment: what only shows a page pays for no check of the others.

/** On Netlify itself (its build or its functions), not under its local emulation. */
export function isDeployed(variables: NodeJS.ProcessEnv): boolean {
  const onNetlify = variables.NETLIFY === 'true' || variables.AWS_LAMBDA_FUNCTION_NAME !== undefined;
  return onNetlify && variables.NETLIFY_DEV !== 'true';
}

/** The deploy that a function was built for: its bundling writes it here, since Netlify tells it to builds only. */
const BUILT_FOR = process.env.CONTEXT;

/** A deploy that shows a change before it is published: it has production's variables unless somebody thought of it. */
export function isPreview(variables: NodeJS.ProcessEnv): boolean {
  const context = variables.CONTEXT ?? BUILT_FOR;
  return isDeployed(variables) && context !== undefined && context !== 'production';
}

/** Where `npm start` serves the site, which it tells its functions; nowhere else is there one. */
export function developmentServer(variables: NodeJS.ProcessEnv = process.env): string | undefined {
  return variables.DEVELOPMENT_SERVER;
}
