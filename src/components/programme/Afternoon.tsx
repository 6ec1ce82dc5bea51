import type { ComponentProps } from 'react';
import { SectionHead } from '../site/SectionHead.tsx';
import { Moments } from './Moments.tsx';

export interface AfternoonWords {
  title: string;
  lead: string;
  /** Hours that the afternoon takes. */
  hours: number;
  moments: Required<ComponentProps<typeof Moments>['moments'][number]>[];
}

interface Props extends AfternoonWords {
  /** Hours of the whole path. */
  total: number;
}

/** A mill of as many windows as the path has hours: those of the afternoon are lit. */
function Mill({ lit, total }: { lit: number; total: number }) {
  return (
    <div className="mill" aria-hidden="true">
      {Array.from({ length: total }, (_, hour) => (
        <i key={hour} className={hour < lit ? 'lit' : undefined} />
      ))}
    </div>
  );
}

/** One afternoon of the programme, hour by hour, beside the mill of all the hours. */
export function Afternoon({ title, lead, hours, total, moments }: Props) {
  return (
    <section className="section afternoon" id="apres-midi">
      <div className="wrap">
        <SectionHead title={title} lead={lead} />
        <div className="afternoon-columns">
          <Moments moments={moments} />
          <div className="afternoon-mill">
            <Mill lit={hours} total={total} />
            <p>{`${String(hours)} heures sur ${String(total)}`}</p>
          </div>
        </div>
      </div>
    </section>
  );
}
