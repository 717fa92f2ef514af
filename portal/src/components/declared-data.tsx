import { useTranslation } from 'react-i18next';
import styles from './declared-data.module.css';
import { fieldsOf, type FormField } from './form-schema.ts';
import { formatDate, formatDateTime, formatNumber } from './format.ts';

/** What was entered in a form, in the words of the form. */
export function DeclaredData({ schema, values }: { readonly schema: unknown; readonly values: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('components');
  const fields = fieldsOf(schema);
  const known = fields.filter(({ key }) => values[key] !== undefined && values[key] !== null && values[key] !== '');
  const unknown = Object.keys(values).filter((key) => !fields.some((field) => field.key === key));
  if (known.length + unknown.length === 0) return <p className={styles['empty']}>{t('declared.empty')}</p>;
  const yesNo = { yes: t('declared.yes'), no: t('declared.no') };
  return (
    <dl className={styles['data']}>
      {known.map((field) => (
        <div key={field.key}>
          <dt>{field.label}</dt>
          <dd>{showValue(values[field.key], field, yesNo)}</dd>
        </div>
      ))}
      {unknown.map((key) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{showValue(values[key], undefined, yesNo)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function showValue(value: unknown, field: Pick<FormField, 'options'> | undefined, words: { readonly yes: string; readonly no: string }): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') {
    const option = field?.options.find((candidate) => candidate.value === value);
    if (option !== undefined) return option.label;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(`${value}T00:00:00+07:00`);
    return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) && !Number.isNaN(Date.parse(value)) ? formatDateTime(value) : value;
  }
  if (Array.isArray(value)) return value.map((one) => showValue(one, field, words)).join('; ');
  if (value !== null && typeof value === 'object')
    return Object.values(value)
      .map((one) => showValue(one, undefined, words))
      .join(', ');
  return '';
}
