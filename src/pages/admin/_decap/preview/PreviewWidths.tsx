import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Widths that the site is seen in; a wider one than the pane is shown smaller. In pixels. */
const widths = [
  { name: 'phone', label: 'Téléphone', pixels: 390 },
  { name: 'computer', label: 'Ordinateur', pixels: 1280 },
] as const;

const schemes = [
  { name: 'light', label: 'Clair' },
  { name: 'dark', label: 'Sombre' },
] as const;

/** The last choice, kept from one entry to the next. */
function useChoice<O extends { name: string }>(key: string, options: readonly O[], first: O) {
  const [name, setName] = useState(() => localStorage.getItem(key));
  const chosen = options.find((option) => option.name === name) ?? first;
  const choose = (option: O) => {
    localStorage.setItem(key, option.name);
    setName(option.name);
  };
  return [chosen, choose] as const;
}

interface ChoiceProps<O> {
  label: string;
  options: readonly O[];
  chosen: O;
  choose: (option: O) => void;
}

function Choice<O extends { name: string; label: string }>({
  label,
  options,
  chosen,
  choose,
}: ChoiceProps<O>) {
  return (
    <div role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.name}
          type="button"
          aria-pressed={option === chosen}
          onClick={() => {
            choose(option);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** Gives the frame its width in pixels, and makes it smaller when the pane is narrower. */
function useFrameWidth(frame: HTMLElement | null, pixels: number): void {
  useEffect(() => {
    const pane = frame?.parentElement;
    if (!frame || !pane) return;
    const fit = () => {
      const scale = Math.min(1, pane.clientWidth / pixels);
      frame.style.setProperty('--preview-width', `${String(pixels)}px`);
      frame.style.setProperty('--preview-scale', String(scale));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(pane);
    return () => {
      observer.disconnect();
    };
  }, [frame, pixels]);
}

interface Props {
  /** Frame of the preview. */
  frame: Element | null;
  children: ReactNode;
}

/** A preview with the switches that show it on a phone or a computer, by day or by night. */
export function PreviewWidths({ frame, children }: Props) {
  const element = frame instanceof HTMLElement ? frame : null;
  const [width, setWidth] = useChoice('preview-width', widths, widths[0]);
  const [scheme, setScheme] = useChoice('preview-scheme', schemes, schemes[0]);
  useFrameWidth(element, width.pixels);
  useEffect(() => {
    const page = element instanceof HTMLIFrameElement ? element.contentDocument : null;
    page?.documentElement.setAttribute('data-scheme', scheme.name);
  }, [element, scheme]);
  const bar = (
    <div className="cms-preview-bar">
      <Choice label="Largeur de l’aperçu" options={widths} chosen={width} choose={setWidth} />
      <Choice label="Couleurs de l’aperçu" options={schemes} chosen={scheme} choose={setScheme} />
    </div>
  );
  return (
    <>
      {element?.parentElement && createPortal(bar, element.parentElement)}
      {children}
    </>
  );
}
