import { Button, Group, Modal, Radio } from '@mantine/core';
import { IconCircleCheck, IconCoin, IconReceipt2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { Banner } from '../../components/banner.tsx';
import { Chip } from '../../components/chip.tsx';
import { formatMoney } from '../../components/format.ts';
import { toastDone } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { useDossierChanged } from './use-dossier-command.ts';

type Fee = DossierView['fees'][number];
const METHODS = ['cash', 'card', 'transfer'] as const;
type Method = (typeof METHODS)[number];
const LOOK = {
  assessed: { tone: 'plain', icon: IconReceipt2 },
  requested: { tone: 'soon', icon: IconCoin },
  paid: { tone: 'ok', icon: IconCircleCheck },
} as const;

export function FeesTab({ dossier, agencyName }: { readonly dossier: DossierView; readonly agencyName: (id: string) => string }) {
  const { t } = useTranslation('dossier');
  const [confirming, setConfirming] = useState<Fee>();
  if (dossier.fees.length === 0) return <p className={styles['quiet']}>{t('fees.none')}</p>;
  const methodName = (method: string): string => (METHODS.includes(method as Method) ? t(`fees.methods.${method as Method}`) : method);
  return (
    <div className={styles['stack']}>
      {dossier.fees.map((fee) => (
        <section key={fee.id} className={styles['fee']}>
          <table>
            <tbody>
              {fee.lines.map(({ code, name, amount, legalBasis }) => (
                <tr key={code}>
                  <th scope="row">
                    {name}
                    <small>
                      {t('fees.basis')}: {legalBasis}
                    </small>
                  </th>
                  <td>{amount === 0 ? t('fees.free') : formatMoney(amount)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('fees.total')}</th>
                <td>{formatMoney(fee.total)}</td>
              </tr>
            </tfoot>
          </table>
          <div className={styles['feeFoot']}>
            <Chip {...LOOK[fee.status]}>{t(`fees.status.${fee.status}`)}</Chip>
            <span className={styles['hint']}>
              {t('fees.collectedBy')}: {agencyName(fee.agency)}
              {fee.method === undefined ? '' : ` · ${t('fees.paidBy', { method: methodName(fee.method).toLocaleLowerCase('vi') })}`}
            </span>
            {fee.status !== 'paid' && dossier.may.includes('confirm-fee') && (
              <Button
                onClick={() => {
                  setConfirming(fee);
                }}
              >
                {t('fees.confirm', { amount: formatMoney(fee.total) })}
              </Button>
            )}
          </div>
        </section>
      ))}
      {confirming && (
        <ConfirmFee
          fee={confirming}
          dossier={dossier}
          onClose={() => {
            setConfirming(undefined);
          }}
        />
      )}
    </div>
  );
}

function ConfirmFee({ fee, dossier, onClose }: { readonly fee: Fee; readonly dossier: DossierView; readonly onClose: () => void }) {
  const { t } = useTranslation(['dossier', 'components']);
  const { problem } = useWords();
  const changed = useDossierChanged();
  const [method, setMethod] = useState<Method>('cash');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const amount = formatMoney(fee.total);
  const confirm = async (): Promise<void> => {
    setRunning(true);
    setError(undefined);
    const body = { amount: fee.total, method };
    try {
      await withKey(`fee:${fee.id}`, body, (idempotencyKey) =>
        call(ENDPOINTS.confirmFee, { params: { dossier: dossier.id, fee: fee.id }, body, idempotencyKey }),
      );
      await changed();
      toastDone(t('fees.done'), `${dossier.code ?? ''} · ${amount}`);
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t('fees.title', { amount })}</strong>}
      size={440}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'components' }) }}
    >
      <div className={styles['dialog']}>
        <p>{t('fees.text', { code: dossier.code ?? '' })}</p>
        <Radio.Group
          label={t('fees.method')}
          value={method}
          onChange={(value) => {
            setMethod(value);
          }}
        >
          <Group mt={6}>
            {METHODS.map((one) => (
              <Radio key={one} value={one} label={t(`fees.methods.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        {error !== undefined && (
          <Banner tone="late" role="alert">
            {problem(error)}
          </Banner>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'components' })}
          </Button>
          <Button
            data-autofocus
            loading={running}
            onClick={() => {
              void confirm();
            }}
          >
            {t('fees.confirm', { amount })}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
