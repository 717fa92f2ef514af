export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 14;
/** The lower right corner belongs to the bpmn.io mark. */
const LOGO: Size = { width: 88, height: 48 };
const LARGEST_SCALE = 1.25;

/** The part of the drawing to show so that all of it is visible, centred, and nothing lies under the mark. */
export function fitBox(drawing: Box, window: Size): Box {
  if (drawing.width <= 0 || drawing.height <= 0 || window.width <= 0 || window.height <= 0)
    return { x: drawing.x, y: drawing.y, width: Math.max(1, window.width), height: Math.max(1, window.height) };
  const whole = place(drawing, window, 0);
  return coversLogo(drawing, whole, window) ? place(drawing, window, LOGO.height - MARGIN) : whole;
}

/** An element in the middle at a readable scale. */
export function centreBox(element: Box, window: Size, scale: number): Box {
  const width = window.width / scale;
  const height = window.height / scale;
  return { x: element.x + element.width / 2 - width / 2, y: element.y + element.height / 2 - height / 2, width, height };
}

function place(drawing: Box, window: Size, below: number): Box {
  const room: Size = { width: Math.max(1, window.width - 2 * MARGIN), height: Math.max(1, window.height - 2 * MARGIN - below) };
  const scale = Math.min(room.width / drawing.width, room.height / drawing.height, LARGEST_SCALE);
  const width = window.width / scale;
  const height = window.height / scale;
  return { x: drawing.x - (width - drawing.width) / 2, y: drawing.y - (height - below / scale - drawing.height) / 2, width, height };
}

function coversLogo(drawing: Box, shown: Box, window: Size): boolean {
  const scale = window.width / shown.width;
  const right = (drawing.x + drawing.width - shown.x) * scale;
  const bottom = (drawing.y + drawing.height - shown.y) * scale;
  return right > window.width - LOGO.width && bottom > window.height - LOGO.height;
}
