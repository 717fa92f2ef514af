/** Control characters and marks that turn the reading direction: never part of an honest name. */
const CONTROLS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f';
const DIRECTIONS = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const SEPARATORS = '\\u2028\\u2029\\ufeff\\ufffe\\uffff';
const HOSTILE = new RegExp(`[${CONTROLS}${DIRECTIONS}${SEPARATORS}]`);

/** Tabs and line breaks are allowed: labels and remarks have them. */
export const hasHostileCharacters = (text: string): boolean => HOSTILE.test(text);
