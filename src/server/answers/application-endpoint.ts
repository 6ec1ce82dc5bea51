import { type Form, type FormErrors, fieldsOf, inputsOf } from '../../domain/application/form.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { withEditedRows } from '../../domain/application/edited-rows.ts';
import { rowOfInput } from '../../domain/application/people.ts';
import { type Acceptance, type AcceptPorts, acceptApplication } from './accept.ts';
import { errorName, type Log } from '../foundation/log.ts';
import { htmlAnswer, jsonAnswer, seeOther, wantsJson } from './answer.ts';
import { type FormRequest, generalError, readFormRequest } from './form-request.ts';
import { formPage, type FormPageDeps } from './page.ts';

const UNAVAILABLE =
  'L’enregistrement est impossible pour le moment. Les réponses sont encore sur cette page : un nouvel envoi dans quelques minutes suffira.';
const FILE_IN_PLACE_OF_TEXT =
  'Un fichier est arrivé à la place de cette réponse. La réponse s’écrit dans le champ.';

const NO_ANSWERS: SubmittedValues = new Map();

/** True when an input is one of the form's, be it of a row of people. */
function asksFor(form: Form, input: string): boolean {
  const ofRow = rowOfInput(input)?.name;
  return fieldsOf(form).some(
    ([name, field]) =>
      inputsOf(name, field).includes(input) || (field.control.type === 'people' && name === ofRow),
  );
}

function fileErrors(form: Form, files: readonly string[]): FormErrors | undefined {
  const wrong = files.filter((input) => asksFor(form, input));
  if (wrong.length === 0) return undefined;
  return {
    formErrors: [],
    fieldErrors: Object.fromEntries(wrong.map((name) => [name, [FILE_IN_PLACE_OF_TEXT]])),
  };
}

/** Dependencies for reading a form's answers and rendering its page again. */
export interface FormDeps {
  /** May throw: what cannot be stored, whatever the reason, is a 503. */
  readonly accept: (typed: SubmittedValues) => Promise<Acceptance>;
  /** The page of the form as HTML, with what was typed and what is wrong. */
  readonly page: (values: SubmittedValues, errors?: FormErrors) => Promise<string>;
  /** The message while recruitment is closed. */
  readonly closedMessage?: string | undefined;
  /** Starts the delivery in the background. */
  readonly onAccepted: () => void;
  readonly log: Log;
}

/** A refusal as the client reads it: data, or the form's page with every answer kept. */
async function refuse(
  request: Request,
  { page }: FormDeps,
  {
    status,
    typed,
    errors,
    headers,
  }: {
    status: number;
    typed: SubmittedValues;
    errors: FormErrors;
    headers?: Readonly<Record<string, string>>;
  },
): Promise<Response> {
  if (!wantsJson(request)) return htmlAnswer(status, await page(typed, errors), headers);
  return jsonAnswer(status, status === 422 ? errors : { error: errors.formErrors[0] }, headers);
}

export interface ApplicationEndpoint extends Pick<FormDeps, 'onAccepted' | 'log'>, FormPageDeps {
  /** The message while the form's recruitment is closed; `undefined` while it is open. */
  readonly closedMessage: (form: Form) => string | undefined;
  /** Called once the request is well-formed; may throw `EnvironmentError`. */
  readonly ports: () => AcceptPorts;
}

/** The POST of one form: the contract's answers, in the contract's order. */
export async function answerApplication(
  request: Request,
  form: Form,
  { ports, closedMessage, onAccepted, log, ...pageDeps }: ApplicationEndpoint,
): Promise<Response> {
  return await answerForm(request, form, await readFormRequest(request), {
    accept: async (typed) => await acceptApplication(form, typed, ports()),
    page: async (values, errors) => await formPage(form, { values, errors }, pageDeps),
    closedMessage: closedMessage(form),
    onAccepted,
    log,
  });
}

/** Answers a form request that was read, in the contract's order of checks. */
export async function answerForm(
  request: Request,
  form: Form,
  read: FormRequest,
  deps: FormDeps,
): Promise<Response> {
  if (!read.ok) {
    const { status, message, headers } = read;
    return refuse(request, deps, { status, typed: NO_ANSWERS, errors: generalError(message), headers });
  }
  const { typed, files } = read;
  if (deps.closedMessage !== undefined)
    return refuse(request, deps, { status: 403, typed, errors: generalError(deps.closedMessage) });
  const wrongFiles = fileErrors(form, files);
  if (wrongFiles !== undefined) return refuse(request, deps, { status: 422, typed, errors: wrongFiles });
  const edited = wantsJson(request) ? undefined : withEditedRows(form, typed);
  if (edited !== undefined) return htmlAnswer(200, await deps.page(edited));
  const acceptance = await acceptOrExplain(typed, deps);
  if (acceptance === 'unavailable')
    return refuse(request, deps, { status: 503, typed, errors: generalError(UNAVAILABLE) });
  if (!acceptance.ok) return refuse(request, deps, { status: 422, typed, errors: acceptance.errors });
  deps.onAccepted();
  const { reference } = acceptance;
  const { thanksPath } = form;
  if (thanksPath !== undefined) return wantsJson(request) ? jsonAnswer(201, {}) : seeOther(thanksPath);
  return wantsJson(request) ? jsonAnswer(201, { reference }) : seeOther(`/candidature-recue/${reference}`);
}

async function acceptOrExplain(
  typed: SubmittedValues,
  { accept, log }: FormDeps,
): Promise<Acceptance | 'unavailable'> {
  try {
    return await accept(typed);
  } catch (error) {
    log('not-accepted', { error: errorName(error) });
    return 'unavailable';
  }
}
