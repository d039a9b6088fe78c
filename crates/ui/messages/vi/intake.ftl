# Tiếp nhận tại quầy: tìm thủ tục, tờ khai, hướng dẫn, từ chối, trả ngay, trang sau khi tiếp nhận.
intake-find-hint = Gõ 2–4 chữ của tên, chữ đầu của các từ (cgpxd) hoặc mã, rồi bấm số của thủ tục
intake-found = { $n } thủ tục
intake-found-more = Gõ thêm chữ để thu hẹp.
intake-none = Thử ít chữ hơn, hoặc gõ mã thủ tục.
intake-other-procedure = Thủ tục khác
intake-which-case = Hồ sơ thuộc trường hợp nào?
intake-case = Trường hợp
intake-case-update = Xem giấy tờ của trường hợp

intake-id-number = Số căn cước, hộ chiếu hoặc mã số
intake-id-number-only = Số căn cước
intake-id-hint = Quét mã QR trên thẻ căn cước để điền cả họ tên và địa chỉ (F9)
intake-kind = Đối tượng
intake-name = Họ và tên, hoặc tên tổ chức
intake-address = Địa chỉ
intake-email = Thư điện tử
intake-phone = Số điện thoại
intake-more = Nộp thay, kênh khác, cách nhận kết quả
intake-representative = Người nộp thay
intake-authority = Giấy ủy quyền (số, ngày)
intake-sets = Số bộ hồ sơ
intake-elsewhere = Hồ sơ đã nhận ở nơi khác
intake-elsewhere-place = Nơi đã nhận
intake-elsewhere-at = Nhận lúc (giờ ngày/tháng/năm)
intake-elsewhere-evidence = Biên bản bàn giao hoặc dấu đến

applicant-kind-person = Công dân Việt Nam
applicant-kind-overseas = Người Việt Nam định cư ở nước ngoài
applicant-kind-foreigner = Người nước ngoài
applicant-kind-civil-servant = Cán bộ, công chức, viên chức
applicant-kind-enterprise = Doanh nghiệp
applicant-kind-foreign-invested = Doanh nghiệp có vốn đầu tư nước ngoài
applicant-kind-cooperative = Hợp tác xã
applicant-kind-organisation = Tổ chức khác
applicant-kind-foreign-organisation = Tổ chức nước ngoài

intake-preview = Nếu tiếp nhận bây giờ, thời hạn
intake-transfer-by = Chuyển cơ quan giải quyết chậm nhất
intake-warn-by = Nhắc trước hạn chậm nhất

intake-paper-lacks = Chưa có hoặc chưa đủ số lượng
intake-lacks = Còn thiếu: { $paper }
intake-guide-ask = Hướng dẫn hoàn thiện
intake-guide = Lập và in phiếu hướng dẫn
intake-what-default = Để trống thì phiếu ghi: chưa có trong hồ sơ
intake-what-there = Giấy tờ đã có nhưng chưa đúng
intake-remark = Hướng dẫn thêm
intake-not-competent = Không thuộc thẩm quyền tiếp nhận tại đây
intake-register = Chỉ ghi nhận, quyết định sau

intake-give = Trả kết quả ngay
intake-at-once = Trả kết quả ngay tại quầy
intake-result-name = Tên kết quả
intake-proof = Người nhận xuất trình
intake-proof-identity = Giấy tờ tùy thân
intake-proof-authority = Giấy ủy quyền và giấy tờ tùy thân
intake-receipt-wanted = Người nộp muốn có giấy tiếp nhận
intake-pay-amount = Số tiền thu (đồng)
intake-pay-proof = Đã nộp ở nơi khác, có chứng từ

intake-refuse-open = Từ chối hồ sơ
intake-refuse = Từ chối và in phiếu
intake-ground-article = Điều, khoản cụ thể

intake-ground-needed = Chọn văn bản làm căn cứ từ chối.
intake-reason-needed = Ghi lý do từ chối.
intake-escalate-needed = Ghi vướng mắc cần ý kiến lãnh đạo.
intake-remark-needed = Ghi nơi có thẩm quyền để người nộp biết đường đến.
intake-items-needed = Hồ sơ không thiếu gì: hãy tiếp nhận, hoặc ghi rõ giấy tờ nào chưa đúng.
intake-representative-needed = Ghi người được ủy quyền và giấy ủy quyền.
intake-evidence-needed = Ghi giấy tờ chứng minh đã nhận ở nơi khác.
intake-pay-receipt-needed = Ghi số biên lai hoặc chứng từ.
intake-result-needed = Ghi tên kết quả.

intake-field-applicant-name = Họ và tên
intake-field-applicant-id-number = Số căn cước
intake-field-applicant-phone = Số điện thoại
intake-field-applicant-email = Thư điện tử
intake-field-applicant-address = Địa chỉ
intake-field-represented-by-name = Người nộp thay
intake-field-represented-by-authority = Giấy ủy quyền
intake-field-represented-by-id-number = Số căn cước người nộp thay
intake-field-represented-by-phone = Điện thoại người nộp thay
intake-field-sets = Số bộ hồ sơ
intake-field-received-elsewhere-place = Nơi đã nhận
intake-field-received-elsewhere-at = Nhận lúc
intake-field-received-elsewhere-evidence = Bằng chứng đã nhận
intake-field-payment-amount = Số tiền thu

fault-required = chưa nhập; hãy điền vào ô này.
fault-too-long = dài quá; hãy viết ngắn lại.
fault-hidden-characters = có ký tự ẩn hoặc đổi chiều chữ; hãy gõ lại.
fault-no-letter = phải có chữ cái.
fault-not-a-phone = gồm 8 đến 15 chữ số.
fault-not-an-email = có dạng ten@noi.vn.
fault-not-an-id = chỉ gồm chữ cái không dấu và chữ số.
fault-not-an-instant = ghi giờ và ngày, ví dụ 09:30 14/12/2026.
fault-not-a-number = chỉ gồm chữ số.
fault-out-of-range = số ngoài khoảng cho phép.

intake-done-guided = Đã lập phiếu hướng dẫn hoàn thiện hồ sơ
intake-done-guided-next = Đưa phiếu cho người nộp. Lần sau đủ các mục này thì tiếp nhận.
intake-done-refused = Đã từ chối hồ sơ
intake-done-refused-next = Đưa phiếu từ chối có lý do cho người nộp.
intake-done-escalated = Đã báo lãnh đạo Trung tâm
intake-done-escalated-next = Hồ sơ chờ ý kiến và ở lại bàn của bạn.
intake-done-registered = Đã ghi nhận hồ sơ, chưa tiếp nhận
intake-done-registered-next = Chưa có mã và chưa tính thời hạn. Quyết định trên trang hồ sơ.
intake-done-given = Đã trả kết quả ngay và kết thúc hồ sơ
intake-print-guidance = In phiếu hướng dẫn
intake-print-refusal = In phiếu từ chối
intake-same-procedure = Cùng thủ tục này
intake-open-dossier = Xem hồ sơ
intake-qr = Người nộp tự theo dõi
intake-qr-open = Mở trang theo dõi của người nộp
