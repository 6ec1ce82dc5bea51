import CMS from 'decap-cms-app';
import type { CmsWidgetControlProps } from 'decap-cms-core';
import { Component, type ComponentClass, type ComponentType, useEffect, useRef } from 'react';
import { isSameMarkdown, withoutEmptyLines } from '../../../cms/markdown-tree.ts';
import { RichTextControl } from './rich-text/RichTextControl.tsx';

interface ControlProps extends CmsWidgetControlProps<string | undefined> {
  /** Gives a phrase by its name. */
  t: (name: string, given?: object) => unknown;
}
type Control = ComponentType<ControlProps>;

// Decap declares the control of a widget as its props.
function asControl(control: unknown): Control;
function asControl(control: unknown): unknown {
  return control;
}

/** The length of a text and its limit, in characters; a status message says when the limit is passed. */
function Counter({ length, limit }: { length: number; limit: number }) {
  const over = length - limit;
  return (
    <p className="cms-counter" data-over={over > 0 ? '' : undefined}>
      {length} / {limit} <span role="status">{over > 0 && `: ${over} de trop`}</span>
    </p>
  );
}

/** The control, with the characters that are typed and may be typed under it. */
function counted(Shipped: Control): Control {
  return function CountedControl(props: ControlProps) {
    const { value = '', field } = props;
    const limit: unknown = field.get('limit');
    return (
      <>
        <Shipped {...props} />
        {typeof limit === 'number' && <Counter length={value.trim().length} limit={limit} />}
      </>
    );
  };
}

const isClass = (control: Control): control is ComponentClass<ControlProps> =>
  control.prototype instanceof Component;

/**
 * The control of a text of one line, which leaves the selection alone unless the text has changed. Decap's puts the caret where it was at
 * the last change whenever it is drawn anew, as when the field gets the focus: whoever comes by Tab would type behind the text and not
 * over it (decap-cms-widget-string 3.3.2, `componentDidUpdate`).
 */
function keepingSelection(Shipped: Control): Control {
  if (!isClass(Shipped)) return Shipped;
  return class extends Shipped {
    override componentDidUpdate(before: ControlProps): void {
      if (before.value !== this.props.value) super.componentDidUpdate?.(before, {});
    }
  };
}

/**
 * The rich text editor, silent where the text says the same. Decap's writes the whole text anew at each move of the caret: other
 * bullets and empty lines, which no file keeps, would make the entry « non enregistrée » for ever, and change lines nobody edited. A
 * change of nothing would also take away the mistake beside the text.
 */
function steady(Shipped: Control): Control {
  return function SteadyControl(props: ControlProps) {
    const { value = '', onChange } = props;
    const reported = useRef(value);
    useEffect(() => {
      reported.current = value;
    }, [value]);
    const change = (text = '') => {
      if (isSameMarkdown(text, reported.current)) return;
      reported.current = withoutEmptyLines(text);
      onChange(reported.current);
    };
    return <Shipped {...props} onChange={change} />;
  };
}

/** The rich text editor with what Decap's lacks. */
function mended(Shipped: Control): Control {
  return function MendedControl(props: ControlProps) {
    return (
      <RichTextControl>
        {(changed) => (
          <Shipped
            {...props}
            onChange={(text) => {
              props.onChange(text);
              changed();
            }}
          />
        )}
      </RichTextControl>
    );
  };
}

/** The control of a date, whose button « Maintenant » Decap would name after the name of the field in the file (`DateTimeControl.js`). */
function named(Shipped: Control): Control {
  return function NamedControl(props: ControlProps) {
    const { t, field } = props;
    const fieldLabel: unknown = field.get('label');
    const translate = (name: string, given?: object) =>
      t(name, name.endsWith('.setToNow') ? { fieldLabel } : given);
    return <Shipped {...props} t={translate} />;
  };
}

function registerControl(name: string, around: (shipped: Control) => Control): void {
  const shipped = CMS.getWidget(name);
  if (shipped === undefined) throw new Error(`Decap has no widget ${name}.`);
  Object.assign(shipped, { control: around(asControl(shipped.control)) });
}

/** Puts our controls around those of Decap for texts. */
export function registerControls(): void {
  registerControl('datetime', named);
  registerControl('string', (shipped) => counted(keepingSelection(shipped)));
  registerControl('text', counted);
  registerControl('richtext', (shipped) => counted(steady(mended(shipped))));
}
