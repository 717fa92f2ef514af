export const upper = (text: string): string => text.toLocaleUpperCase('vi');
export const capitalised = (text: string): string => `${upper(text.slice(0, 1))}${text.slice(1)}`;

/** `75.000 đồng` */
export const moneyText = (dong: number): string => `${new Intl.NumberFormat('vi-VN').format(dong)} đồng`;

/** Decomposed letters would be drawn as a letter and a stray mark. */
export const composed = <T>(data: T): T => JSON.parse(JSON.stringify(data).normalize('NFC')) as T;
