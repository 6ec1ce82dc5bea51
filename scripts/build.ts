import { buildSite } from './build-site.ts';
import { fail } from './fail.ts';

// npm run build
await buildSite().catch(fail);
