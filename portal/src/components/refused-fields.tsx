import type { ApiProblem } from '../api/errors.ts';
import { fieldAt, fieldsOf } from './form-schema.ts';
import styles from './refused-fields.module.css';

/** The server names the field too; here the name is already the link. */
const withoutLabel = (detail: string, label: string | undefined): string =>
  label !== undefined && detail.startsWith(`${label}: `) ? detail.slice(label.length + 2) : detail;

/** The fields a refusal names, each a way to the field; what is not in the form stands by its pointer's last word. */
export function RefusedFields({
  problem,
  schema,
  focusField,
}: {
  readonly problem: ApiProblem;
  readonly schema: unknown;
  readonly focusField: (id: string) => void;
}) {
  const named = problem.problem.errors ?? [];
  if (named.length === 0) return null;
  const fields = fieldsOf(schema);
  return (
    <ul>
      {named.map(({ pointer, detail }) => {
        const field = fieldAt(fields, pointer);
        return (
          <li key={pointer + detail}>
            {field ? (
              <button
                type="button"
                className={styles['toField']}
                onClick={() => {
                  focusField(field.id);
                }}
              >
                {field.label}
              </button>
            ) : (
              <span>{pointer.split('/').at(-1)}</span>
            )}
            : {withoutLabel(detail, field?.label)}
          </li>
        );
      })}
    </ul>
  );
}
