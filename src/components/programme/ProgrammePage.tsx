import type { ComponentProps } from 'react';
import type { PictureProps } from '../media/Picture.tsx';
import { FactStrip } from '../site/FactStrip.tsx';
import { PageHead } from '../site/PageHead.tsx';
import { SectionHead } from '../site/SectionHead.tsx';
import { pageDoors } from '../site/door-views.ts';
import { Afternoon, type AfternoonWords } from './Afternoon.tsx';
import { PathSteps } from './PathSteps.tsx';

interface Props {
  title: string;
  lead: string;
  picture?: PictureProps | undefined;
  /** The strip under the head. */
  facts: ComponentProps<typeof FactStrip>['facts'];
  path: { title: string; note: string; steps: ComponentProps<typeof PathSteps>['steps'] };
  afternoon: AfternoonWords;
  youth: { title: string; conditions: readonly string[]; note: string };
  safety: { title: string; text: string; phone: string; call: string };
  mentor: { title: string; text: string };
  /** What the team looks at when it brings two people together. */
  pairs: { title: string; lead: string; criteria: readonly string[]; note: string };
  team: { title: string; text: string };
}

/** The programme's text: its head, its path, one afternoon of it, its public and its partners. */
export function ProgrammePage(props: Props) {
  const { title, lead, picture, facts, path, afternoon, youth, safety, mentor, pairs, team } = props;
  const total = path.steps.reduce((sum, { hours }) => sum + hours, 0);
  return (
    <>
      <PageHead title={title} lead={lead} view={pageDoors.programme} picture={picture} />
      <FactStrip facts={facts} />
      <section className="section path-section">
        <div className="wrap">
          <SectionHead title={path.title} lead={path.note} />
          <PathSteps steps={path.steps} total={total} />
        </div>
      </section>
      <Afternoon {...afternoon} total={Math.round(total)} />
      <section className="section sand">
        <div className="wrap facts">
          <div>
            <h2>{youth.title}</h2>
            <ul className="checks">
              {youth.conditions.map((condition) => (
                <li key={condition}>{condition}</li>
              ))}
            </ul>
            <p>{youth.note}</p>
          </div>
          <div>
            <h2>{safety.title}</h2>
            <p>{safety.text}</p>
            <a className="button button-quiet" href={`tel:${safety.phone}`}>
              {safety.call}
            </a>
          </div>
          <div>
            <h2>{mentor.title}</h2>
            <p>{mentor.text}</p>
          </div>
          <div>
            <h2>{pairs.title}</h2>
            <p>{pairs.lead}</p>
            <ul>
              {pairs.criteria.map((criterion) => (
                <li key={criterion}>{criterion}</li>
              ))}
            </ul>
            <p>{pairs.note}</p>
          </div>
          <div>
            <h2>{team.title}</h2>
            <p>{team.text}</p>
          </div>
        </div>
      </section>
    </>
  );
}
