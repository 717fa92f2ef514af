import { IconCircle, IconCircleCheck, IconPlayerPlay, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../../modeler/outline/read-outline.ts';
import type { Mark, Marks } from '../../../modeler/viewer/marks.ts';
import { Scrolling } from './scrolling.tsx';
import styles from './step-list.module.css';

const LOOK = { current: IconPlayerPlay, visited: IconCircleCheck, problem: IconAlertTriangle, ahead: IconCircle } as const;

/** The diagram in words, for the keyboard and for screen readers. */
export function StepList({ steps, marks, problemWord }: { readonly steps: readonly Step[]; readonly marks: Marks; readonly problemWord: string }) {
  const { t } = useTranslation('components');
  const word = (mark: Mark | 'ahead'): string => (mark === 'problem' ? problemWord : t(`steps.${mark}`));
  return (
    <Scrolling className={styles['scroll']} label={t('steps.caption')}>
      <table className={styles['table']}>
        <caption className="hidden-text">{t('steps.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('steps.step')}</th>
            <th scope="col">{t('steps.lane')}</th>
            <th scope="col">{t('steps.state')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ id, name, lane }) => {
            const mark = marks[id] ?? 'ahead';
            const Icon = LOOK[mark];
            return (
              <tr key={id} className={styles[mark]} aria-current={mark === 'current' ? 'step' : undefined}>
                <th scope="row">{name}</th>
                <td>{lane ?? ''}</td>
                <td>
                  <span className={styles['state']}>
                    <Icon size={14} stroke={1.75} aria-hidden />
                    {word(mark)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolling>
  );
}
