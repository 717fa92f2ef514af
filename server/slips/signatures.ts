import type { SlipSigner } from '../ports/slips.ts';
import { fieldsHeight, SMALL, writeFields, type Field } from './fields.ts';
import type { Box, Paper, Style } from './paper.ts';
import { upper } from './words.ts';

const GAP = 10;
const ROLE: Style = { size: 8, face: 'bold', align: 'center' };
const HINT: Style = { ...SMALL, face: 'italic', align: 'center' };
const NAME: Style = { size: 8.5, face: 'bold', align: 'center' };
const NOTE: Style = { ...SMALL, face: 'italic' };
/** From the word that says who signs down to the printed name, and the least that is left for the hand. */
const SIGNING_HEIGHT = 50;
const HAND_HEIGHT = 28;

/** What stands above signatures and goes with them, so that no page holds signatures alone; and what the law wants read below. */
interface Around {
  readonly above: readonly Field[];
  readonly notes: readonly string[];
}

interface Signing {
  readonly roles: readonly string[];
  readonly name: string;
}

/** Two people sign beside each other. */
export function writeSignatures(paper: Paper, [left, right]: readonly [readonly [string, string], readonly [string, string]], around: Around): void {
  const signings = [left, right].map(([role, name]) => ({ roles: [role], name }));
  signTogether(paper, signings, around, '(Ký, ghi rõ họ tên)', (columns) => {
    signings.forEach((signing, i) => {
      columns[i]?.(signing);
    });
  });
}

/** A leader signs for the agency, on the right; on the left stands who gets the paper. */
export function writeLeaderSignature(paper: Paper, { name, title, capacity }: SlipSigner, recipients: readonly string[], around: Around): void {
  const signing = { roles: capacity === undefined ? [title] : [capacity, title], name };
  signTogether(paper, [signing], around, '(Ký, ghi rõ họ tên, đóng dấu)', ([, right]) => {
    const box = { x: paper.left, width: halfOf(paper) };
    let { y } = paper;
    y += paper.text(paper.body, 'P', 'Nơi nhận:', { ...box, y }, { size: 7.5, face: 'bold' });
    for (const one of recipients) y += paper.text(paper.body, 'P', `- ${one}`, { ...box, y }, { size: 7 });
    right?.(signing);
  });
}

const halfOf = (paper: Paper): number => (paper.width - GAP) / 2;

function signTogether(
  paper: Paper,
  signings: readonly Signing[],
  { above, notes }: Around,
  hint: string,
  write: (columns: readonly ((signing: Signing) => void)[]) => void,
): void {
  const width = halfOf(paper);
  const hintHeight = paper.height(hint, width, HINT);
  const down = ({ roles }: Signing): number =>
    Math.max(SIGNING_HEIGHT, roles.reduce((sum, role) => sum + paper.height(upper(role), width, ROLE), hintHeight) + HAND_HEIGHT);
  const height = Math.max(...signings.map((signing) => down(signing) + paper.height(signing.name, width, NAME)));
  const noted = notes.reduce((sum, note) => sum + paper.height(note, paper.width, NOTE), notes.length === 0 ? 0 : 8);
  paper.room(fieldsHeight(paper, above) + height + noted + 6);
  writeFields(paper, above);
  paper.y += 6;
  write(
    [0, 1].map((column) => (signing: Signing) => {
      const box: Box = { x: paper.left + column * (width + GAP), y: paper.y, width };
      let { y } = box;
      for (const role of signing.roles) y += paper.text(paper.body, 'P', upper(role), { ...box, y }, ROLE);
      paper.text(paper.body, 'P', hint, { ...box, y }, HINT);
      paper.text(paper.body, 'P', signing.name, { ...box, y: box.y + down(signing) }, NAME);
    }),
  );
  paper.y += height + (notes.length === 0 ? 0 : 8);
  for (const note of notes) paper.y += paper.text(paper.body, 'P', note, { x: paper.left, y: paper.y, width: paper.width }, NOTE);
}
