import type { ComponentProps, ReactNode } from 'react';
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
  /** Criteria that the team looks at when it brings two people together. */
  pairs: { title: string; lead: string; criteria: readonly string[]; note: string };
  team: { title: string; text: string };
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="fact">
      <h2>{title}</h2>
      {children}
    </div>
  );
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
            <Fact title={youth.title}>
              <ul className="checks">
                {youth.conditions.map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
              </ul>
              <p>{youth.note}</p>
            </Fact>
            <Fact title={safety.title}>
              <p>{safety.text}</p>
              <a className="button button-quiet" href={`tel:${safety.phone}`}>
                {safety.call}
              </a>
            </Fact>
          </div>
          <div>
            <Fact title={mentor.title}>
              <p>{mentor.text}</p>
            </Fact>
            <Fact title={pairs.title}>
              <p>{pairs.lead}</p>
              <ul>
                {pairs.criteria.map((criterion) => (
                  <li key={criterion}>{criterion}</li>
                ))}
              </ul>
              <p>{pairs.note}</p>
            </Fact>
            <Fact title={team.title}>
              <p>{team.text}</p>
            </Fact>
          </div>
        </div>
      </section>
    </>
  );
}
