import type {
  ApologySlip,
  ControlSlip,
  ReceiptSlip,
  RefusalSlip,
  RegisterRow,
  RegisterSheet,
  Slip,
  StopSlip,
  SupplementSlip,
} from '../../../server/ports/slips.ts';

const CODE = 'H99.21-261123-0001';

/** The dossier all slips are about. */
const slip = {
  agencyName: 'Ủy ban nhân dân phường An Phú',
  agencyCode: 'H99.21',
  place: 'An Phú',
  code: CODE,
  procedureCode: '1.013225',
  procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  applicant: { name: 'Nguyễn Thị Thu Hà', idNumber: '099*******18', phone: '0900001018', address: '15/2 đường Lý Thường Kiệt, khu phố 4, phường An Phú' },
} satisfies Slip;

export const aReceiptSlip = (changes: Partial<ReceiptSlip> = {}): ReceiptSlip => ({
  ...slip,
  components: [
    { name: 'Đơn đề nghị cấp giấy phép xây dựng', originals: 1, certified: 0, copies: 0 },
    { name: 'Giấy tờ về quyền sử dụng đất', originals: 0, certified: 3, copies: 0 },
  ],
  sets: 1,
  limit: '7 ngày làm việc',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  dueLines: ['24/11: Ngày Văn hóa Việt Nam, không tính', '25/11: Ngày làm việc thứ 1'],
  fees: [{ name: 'Lệ phí cấp giấy phép xây dựng', amount: 75_000 }],
  returnPlace: 'Bộ phận một cửa, UBND phường An Phú',
  returnChannel: 'Tại quầy',
  officerName: 'Trần Thị Bích Ngọc',
  ...changes,
});

export const aSupplementSlip = (changes: Partial<SupplementSlip> = {}): SupplementSlip => ({
  ...slip,
  requestedAt: '2026-11-26T02:30:00Z',
  items: [
    { name: 'Bản vẽ mặt bằng, mặt cắt móng', demand: 'Bổ sung cao độ đáy móng so với nền nhà liền kề' },
    { name: 'Bản cam kết bảo đảm an toàn công trình liền kề', demand: 'Ký tên chủ hộ số 15/4' },
  ],
  reason: 'Bản vẽ móng chưa thể hiện ảnh hưởng đến nhà liền kề',
  dueAt: '2026-11-30T02:30:00Z',
  dueLines: ['27/11/2026 Ngày làm việc thứ 1', '30/11/2026 Ngày làm việc thứ 2'],
  effect: 'tính lại từ đầu khi hồ sơ được bổ sung đầy đủ',
  bringTo: 'Bộ phận một cửa, UBND phường An Phú',
  officerName: 'Ngô Gia Huy',
  ...changes,
});

export const aRefusalSlip = (changes: Partial<RefusalSlip> = {}): RefusalSlip => ({
  ...slip,
  refused: 'resolution',
  refusedAt: '2026-12-02T09:00:00Z',
  reason: 'Thửa đất nằm trong hành lang bảo vệ bờ sông theo quy hoạch phân khu đã phê duyệt, không được xây dựng mới.',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  components: [{ name: 'Giấy tờ về quyền sử dụng đất', originals: 0, certified: 3, copies: 0 }],
  returnPlace: 'Bộ phận một cửa, UBND phường An Phú',
  officerName: 'Trần Thị Bích Ngọc',
  ...changes,
});

const CHAIRMAN = { name: 'Trần Minh Khoa', title: 'Chủ tịch' };

export const anApologySlip = (changes: Partial<ApologySlip> = {}): ApologySlip => ({
  ...slip,
  number: '12/PXL',
  issuedAt: '2026-12-02T08:00:00Z',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  newDueAt: '2026-12-08T10:05:00+07:00',
  dueLines: [],
  passed: ['Sở Xây dựng tỉnh Bình An', 'Công ty Điện lực Bình An'],
  reason: 'Công ty Điện lực chưa trả lời về hành lang an toàn lưới điện.',
  returnPlace: 'Bộ phận một cửa, UBND phường An Phú',
  signer: CHAIRMAN,
  ...changes,
});

export const aStopSlip = (changes: Partial<StopSlip> = {}): StopSlip => ({
  ...slip,
  number: '07/TB-UBND',
  cause: 'stopped',
  stoppedAt: '2026-11-27T04:00:00Z',
  reason: 'Chủ hồ sơ đã chuyển nhượng thửa đất ngày 25/11/2026.',
  legalBasis: 'Điều 54 Nghị định số 217/2026/NĐ-CP',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  stage: 'Kiểm tra thực địa',
  paid: [{ name: 'Lệ phí cấp giấy phép xây dựng', amount: 75_000 }],
  refund: 'hoàn trả theo quy định về phí, lệ phí',
  components: [{ name: 'Giấy tờ về quyền sử dụng đất', originals: 0, certified: 3, copies: 0 }],
  returnPlace: 'Bộ phận một cửa, UBND phường An Phú',
  signer: CHAIRMAN,
  ...changes,
});

export const aControlSlip = (changes: Partial<ControlSlip> = {}): ControlSlip => ({
  ...slip,
  asOf: '2026-12-03T03:00:00Z',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  competentAgency: 'Ủy ban nhân dân phường An Phú',
  consultedAgencies: ['Sở Xây dựng tỉnh Bình An', 'Công ty Điện lực Bình An'],
  legs: [
    {
      from: 'Người nộp hồ sơ',
      to: 'UBND phường An Phú (bộ phận một cửa)',
      givenAt: '2026-11-23T03:00:00Z',
      takenAt: '2026-11-23T03:05:00Z',
      takenBy: 'Trần Thị Bích Ngọc',
    },
    {
      from: 'UBND phường An Phú (bộ phận một cửa)',
      to: 'UBND phường An Phú (cán bộ xử lý)',
      givenAt: '2026-11-23T03:06:00Z',
      givenBy: 'Trần Thị Bích Ngọc',
      takenAt: '2026-11-23T07:00:00Z',
      takenBy: 'Ngô Gia Huy',
      result: 'on-time',
      note: 'Kiểm tra thực địa',
    },
    {
      from: 'UBND phường An Phú (cán bộ xử lý)',
      to: 'Sở Xây dựng tỉnh Bình An',
      givenAt: '2026-11-25T08:00:00Z',
      givenBy: 'Ngô Gia Huy',
      result: 'late',
      note: 'Lấy ý kiến',
    },
  ],
  ...changes,
});

export const aRegisterSheet = (changes: Partial<RegisterSheet> = {}): RegisterSheet => ({
  agencyName: slip.agencyName,
  agencyCode: slip.agencyCode,
  year: 2026,
  asOf: '2026-12-31T10:00:00Z',
  ...changes,
});

export const aRegisterRow = (number = 1, changes: Partial<RegisterRow> = {}): RegisterRow => ({
  number,
  code: `H99.21-261123-${String(number).padStart(4, '0')}`,
  procedureName: slip.procedureName,
  sets: 1,
  applicantName: slip.applicant.name,
  contact: `${slip.applicant.address}, 0900001018`,
  competentAgency: slip.agencyName,
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  resultAt: '2026-12-02T09:00:00Z',
  returnChannel: 'Tại quầy',
  returnedAt: '2026-12-03T02:00:00Z',
  note: '',
  ...changes,
});
