/** The form viewer's own sentences; its placeholders are filled by {@link translateForm}. */
const VI: Readonly<Record<string, string>> = {
  'Date and time must both be entered.': 'Phải nhập cả ngày và giờ.',
  'No content to show.': 'Không có nội dung.',
  "External content couldn't be loaded.": 'Chưa tải được nội dung bên ngoài.',
  Increment: 'Tăng',
  Decrement: 'Giảm',
  'Skip to search': 'Đến ô tìm',
  'Remove tag': 'Bỏ mục này',
  Search: 'Tìm',
  'No results': 'Không có kết quả',
  'All values selected': 'Đã chọn hết',
  'Nothing to show.': 'Không có dữ liệu.',
  '{page} of {total}': 'Trang {page}/{total}',
  'Previous page': 'Trang trước',
  'Next page': 'Trang sau',
  'Click to sort by {value} descending': 'Sắp xếp {value} giảm dần',
  'Click to remove sorting': 'Bỏ sắp xếp',
  'Click to sort by {value} ascending': 'Sắp xếp {value} tăng dần',
  'No files selected': 'Chưa chọn tệp',
  '{value} files selected': 'Đã chọn {value} tệp',
  'Document reference is not defined.': 'Chưa khai tham chiếu tài liệu.',
  'Unable to download document': 'Chưa tải được tài liệu',
  'Download {fileName}': 'Tải {fileName}',
  'Add new': 'Thêm dòng',
  'Expand all ({value})': 'Mở hết ({value})',
  Collapse: 'Thu gọn',
  'Value is not a number.': 'Phải là số.',
  'Value is expected to be an integer.': 'Phải là số nguyên.',
  'Value is expected to have at most 1 decimal digit.': 'Nhiều nhất 1 chữ số thập phân.',
  'Value is expected to have at most {value} decimal digits.': 'Nhiều nhất {value} chữ số thập phân.',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.':
    'Giá trị chưa hợp lệ; hai giá trị gần nhất là {previousValue} và {nextValue}.',
  'Field must match pattern {value}.': 'Chưa đúng dạng yêu cầu.',
  'Field is required.': 'Ô này bắt buộc.',
  'Field must have minimum value of {value}.': 'Nhỏ nhất là {value}.',
  'Field must have maximum value of {value}.': 'Lớn nhất là {value}.',
  'Min validation value is not a valid number.': 'Giới hạn dưới của ô này chưa đúng.',
  'Max validation value is not a valid number.': 'Giới hạn trên của ô này chưa đúng.',
  'Field must have minimum length of {value}.': 'Cần ít nhất {value} ký tự.',
  'Field must have maximum length of {value}.': 'Nhiều nhất {value} ký tự.',
  'Field must be a valid international phone number. (e.g. +4930664040900)': 'Phải là số điện thoại có mã nước, ví dụ +84903123127.',
  'Field must be a valid email.': 'Phải là địa chỉ thư điện tử.',
  "binding path '{value}' is already claimed": 'Khóa {value} đã dùng cho ô khác',
};

export const FORM_TEXTS_VI = VI;

export function translateForm(language: string, text: string, values: Readonly<Record<string, unknown>> = {}): string {
  const sentence = language === 'vi' ? (VI[text] ?? text) : text;
  return sentence.replace(/\{([^}]+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
