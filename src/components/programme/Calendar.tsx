import type { ComponentProps } from 'react';
import { Moments } from './Moments.tsx';

interface Props {
  title: string;
  moments: ComponentProps<typeof Moments>['moments'];
}

/** The way after a sign-up: what comes when. */
export function Calendar({ title, moments }: Props) {
  return (
    <section className="section wrap calendar">
      <h2>{title}</h2>
      <Moments moments={moments} />
    </section>
  );
}
