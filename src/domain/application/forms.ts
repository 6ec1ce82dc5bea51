import type { Audience, Form } from './form.ts';
import { youthForm } from './youth.ts';

/** The forms that can be sent, by audience. */
export const FORMS: Readonly<Partial<Record<Audience, Form>>> = { youth: youthForm };
