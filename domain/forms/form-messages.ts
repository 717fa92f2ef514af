/** Why a value is refused, in both languages. `{}` stands for the limit. */
const MESSAGES = {
  required: ['Phải điền ô này.', 'This field is required.'],
  'field-unknown': ['Biểu mẫu không có trường này.', 'The form has no such field.'],
  'wrong-type': ['Giá trị không đúng kiểu.', 'The value has the wrong type.'],
  'option-unknown': ['Giá trị không có trong danh sách lựa chọn.', 'The value is not one of the options.'],
  'option-repeated': ['Một lựa chọn được ghi hai lần.', 'An option is given twice.'],
  min: ['Giá trị nhỏ nhất là {}.', 'The smallest value is {}.'],
  max: ['Giá trị lớn nhất là {}.', 'The largest value is {}.'],
  integer: ['Phải là số nguyên.', 'A whole number is needed.'],
  decimals: ['Nhiều nhất {} chữ số thập phân.', 'At most {} decimal digits.'],
  increment: ['Giá trị phải là bội số của {}.', 'The value must be a multiple of {}.'],
  'min-length': ['Cần ít nhất {} ký tự.', 'At least {} characters are needed.'],
  'max-length': ['Nhiều nhất {} ký tự.', 'At most {} characters.'],
  pattern: ['Không đúng dạng yêu cầu.', 'The value does not have the required form.'],
  email: ['Không phải địa chỉ thư điện tử.', 'Not an e-mail address.'],
  phone: ['Số điện thoại phải có mã quốc gia, ví dụ +84912345678.', 'The phone number needs its country code, e.g. +84912345678.'],
  date: ['Không phải ngày có thật (năm-tháng-ngày).', 'Not a real date (year-month-day).'],
  time: ['Không phải giờ có thật.', 'Not a real time of day.'],
  'control-character': ['Chứa ký tự điều khiển.', 'Contains control characters.'],
  'too-many-rows': ['Nhiều nhất {} dòng.', 'At most {} rows.'],
} as const satisfies Record<string, readonly [string, string]>;

export type FormErrorCode = keyof typeof MESSAGES;
export type FormError = {
  /** JSON pointer into the submitted values. */
  readonly pointer: string;
  readonly code: FormErrorCode;
  readonly label: string;
  readonly message: string;
  readonly messageEn: string;
};

export type Fault = { readonly code: FormErrorCode; readonly limit?: number | string; readonly message?: string };

export function formError(pointer: string, label: string, { code, limit, message }: Fault): FormError {
  const [vi, en] = MESSAGES[code];
  const filled = (text: string) => text.replace('{}', String(limit ?? ''));
  return { pointer, code, label, message: message ?? filled(vi), messageEn: filled(en) };
}

/** One step of a JSON pointer (RFC 6901). */
export const step = (name: string | number): string => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
