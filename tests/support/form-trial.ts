/** A person, and the form that they fill. */
export interface Trial {
  /** The form as the site serves it, `<application-form>` and all. */
  readonly html: string;
  readonly script: string;
  /** By input name; a box is ticked that has this value. */
  readonly answers: Readonly<Record<string, string>>;
  /** Names without whose answers the server would refuse. */
  readonly needed: readonly string[];
  /** The number of the statement of the instrumented script that throws, or the path of what throws when used: `Array.prototype.at`. */
  readonly failing?: number | string | undefined;
}

export interface TrialOutcome {
  /** The application arrived with all that is needed, and its confirmation was shown. */
  readonly isSent: boolean;
  /** The page after a failure that came before anything was typed: its words, and the state of its inputs. */
  readonly failed: string | undefined;
  /** Statements that ran. */
  readonly ran: readonly number[];
}

/**
 * Fills and sends the form in a frame of its own, as a person does: presses the button, answers what is on the page, presses again. The
 * server refuses once. Runs in the browser, so it uses nothing from outside itself; what the frame lacks, this window has.
 */
export async function tryForm({ html, script, answers, needed, failing }: Trial): Promise<TrialOutcome> {
  localStorage.clear();
  sessionStorage.clear();
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const view = frame.contentWindow?.window;
  const page = frame.contentDocument;
  if (!view || !page) throw new Error('The frame has no page.');
  const { body } = page;
  body.innerHTML = html;
  const form = page.querySelector('form');
  const button = page.querySelector<HTMLElement>('.form-actions [type="submit"]');
  if (!form || !button) throw new Error('The page has no form.');
  const controls = [...form.querySelectorAll<HTMLInputElement>('[data-field] :is(input, select, textarea)')];

  const look = (): string =>
    JSON.stringify([
      body.innerText,
      form.noValidate,
      controls.map(({ name, required, disabled }) => [name, required, disabled]),
    ]);
  const isOnPage = (control: Element): boolean =>
    Element.prototype.checkVisibility.call(control) && !Element.prototype.matches.call(control, ':disabled');
  const dispatch = (target: EventTarget, event: Event): boolean =>
    EventTarget.prototype.dispatchEvent.call(target, event);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };

  let isSent = false;
  let requests = 0;
  const receive = (sent: Iterable<readonly [string, unknown]>): boolean => {
    const given = new Set([...sent].filter(([, value]) => value !== '').map(([name]) => name));
    return needed.every((name) => given.has(name));
  };
  const answer = (sent: unknown): object => {
    requests += 1;
    if (requests > 1 && sent instanceof view.URLSearchParams && receive(sent))
      return { ok: true, redirected: true, status: 200, url: 'about:blank#received' };
    const refusal = { formErrors: [], fieldErrors: { phone: ['Ce numéro est à revoir.'] } };
    return { ok: false, redirected: false, status: 422, json: () => view.Promise.resolve(refusal) };
  };

  const ran = new Set<number>();
  const reported: unknown[] = [];
  const fail = (): never => {
    throw new Error('lacking');
  };
  Object.assign(view, {
    onerror: (message: unknown) => reported.push(message) > 0,
    onunhandledrejection: (event: Event) => {
      event.preventDefault();
    },
    beforeStatement: (number: number) => {
      ran.add(number);
      if (number === failing) fail();
    },
    fetch: (_: string, init: RequestInit) => view.Promise.resolve(answer(init.body)),
    // Work for later than the next turn concerns nobody here.
    setTimeout: (task: () => void, delay = 0) => {
      if (delay === 0) queueMicrotask(task);
    },
  });
  view.HTMLFormElement.prototype.submit = () => {
    isSent ||= receive(new FormData(form));
  };
  view.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    Event.prototype.preventDefault.call(event);
    isSent ||= receive(new FormData(form));
  });

  const tag = page.createElement('script');
  tag.textContent = script;
  if (typeof failing === 'string') {
    const names = failing.split('.');
    const last = names.pop() ?? '';
    const owner = names.reduce<object>((from, name) => {
      const next: unknown = Reflect.get(from, name);
      return next !== null && (typeof next === 'object' || typeof next === 'function') ? next : from;
    }, view);
    Reflect.defineProperty(owner, last, { configurable: true, get: fail });
  }
  Node.prototype.appendChild.call(body, tag);
  Node.prototype.removeChild.call(body, tag);
  dispatch(view, new PageTransitionEvent('pageshow'));
  await settle();
  const failed = reported.length === 0 ? undefined : look();

  for (let turn = 0; turn < 20 && !isSent; turn += 1) {
    for (const control of turn === 0 ? [] : controls.filter(isOnPage)) {
      const { name, value, type, checked } = control;
      const isBox = type === 'radio' || type === 'checkbox';
      const wanted = answers[name];
      if (wanted === undefined || (isBox ? checked || value !== wanted : value !== '')) continue;
      if (isBox) HTMLElement.prototype.click.call(control);
      else control.value = wanted;
      dispatch(control, new Event('input', { bubbles: true }));
      dispatch(control, new FocusEvent('focusout', { bubbles: true }));
    }
    await settle();
    HTMLElement.prototype.click.call(button);
    await settle();
    isSent ||= view.location.hash === '#received';
  }
  frame.remove();
  return { isSent, failed, ran: [...ran] };
}
