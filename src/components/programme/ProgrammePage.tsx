import type { ComponentProps } from 'react';
import type { PictureProps } from '../media/Picture.tsx';
import { PageHead } from '../site/PageHead.tsx';
import { SectionHead } from '../site/SectionHead.tsx';
import { pageDoors } from '../site/door-views.ts';
import { Afternoon, type AfternoonWords } from './Afternoon.tsx';
import { PathSteps } from './PathSteps.tsx';

interface Props {
  title: string;
  lead: string;
  picture?: PictureProps | undefined;
  path: { title: string; note: string; steps: ComponentProps<typeof PathSteps>['steps'] };
  afternoon: AfternoonWords;
  youth: { title: string; conditions: readonly string[]; note: string };
  mentor: { title: string; text: string };
  team: { title: string; text: string };
}

/** The programme's text: its head, its path, one afternoon of it, its public and its partners. */
export function ProgrammePage({ title, lead, picture, path, afternoon, youth, mentor, team }: Props) {
  const total = path.steps.reduce((sum, { hours }) => sum + hours, 0);
  return (
    <>
      <PageHead title={title} lead={lead} view={pageDoors.programme} picture={picture} />
      <section className="section path-section">
        <div className="wrap">
          <SectionHead title={path.title} lead={path.note} />
          <PathSteps steps={path.steps} />
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
            <h2>{mentor.title}</h2>
            <p>{mentor.text}</p>
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
