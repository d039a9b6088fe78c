//! Constants for every provision. Generated from `law/` by `cargo xtask law`; do not edit.

use crate::{Citation, Provision};

/// Quy chế 1722 (1722/QĐ-UBND), in force from 2019-08-14.
///
/// Regulation 1722.
pub mod qc1722 {
    use super::{Citation, Provision};

    /// Điều 1 Quyết định 1722/QĐ-UBND: Quyết định này đưa Quy chế của Trung tâm vào áp dụng.
    pub const QD_D1: Citation = Citation(&Provision {
        id: "qc1722.qd.d1",
        label_vi: "Điều 1 Quyết định 1722/QĐ-UBND",
        label_en: "Article 1, Decision 1722/QĐ-UBND",
        summary_vi: "Quyết định này đưa Quy chế của Trung tâm vào áp dụng.",
        summary_en: "This decision brings the Centre's regulation into application.",
    });

    /// Điều 2 Quyết định 1722/QĐ-UBND: Áp dụng từ ngày ký, 14/8/2019; quy chế cũ năm 2018 hết áp dụng.
    pub const QD_D2: Citation = Citation(&Provision {
        id: "qc1722.qd.d2",
        label_vi: "Điều 2 Quyết định 1722/QĐ-UBND",
        label_en: "Article 2, Decision 1722/QĐ-UBND",
        summary_vi: "Áp dụng từ ngày ký, 14/8/2019; quy chế cũ năm 2018 hết áp dụng.",
        summary_en: "It applies from its signature on 14 August 2019 and ends the regulation of 2018.",
    });

    /// Điều 3 Quyết định 1722/QĐ-UBND: Nêu các cơ quan và người đứng đầu phải thực hiện.
    pub const QD_D3: Citation = Citation(&Provision {
        id: "qc1722.qd.d3",
        label_vi: "Điều 3 Quyết định 1722/QĐ-UBND",
        label_en: "Article 3, Decision 1722/QĐ-UBND",
        summary_vi: "Nêu các cơ quan và người đứng đầu phải thực hiện.",
        summary_en: "It names the bodies and heads who must carry it out.",
    });

    /// Điều 1 Quy chế 1722: Phạm vi: nguyên tắc, bộ máy, giờ làm việc, đường đi của hồ sơ và nhiệm vụ của Trung tâm.
    pub const D1: Citation = Citation(&Provision {
        id: "qc1722.d1",
        label_vi: "Điều 1 Quy chế 1722",
        label_en: "Article 1, Regulation 1722",
        summary_vi: "Phạm vi: nguyên tắc, bộ máy, giờ làm việc, đường đi của hồ sơ và nhiệm vụ của Trung tâm.",
        summary_en: "Scope: principles, structure, working time, the path of dossiers and the duties of the Centre.",
    });

    /// Điều 2 Quy chế 1722: Những ai chịu sự điều chỉnh của Quy chế.
    pub const D2: Citation = Citation(&Provision {
        id: "qc1722.d2",
        label_vi: "Điều 2 Quy chế 1722",
        label_en: "Article 2, Regulation 1722",
        summary_vi: "Những ai chịu sự điều chỉnh của Quy chế.",
        summary_en: "Who is bound by the regulation.",
    });

    /// khoản 1 Điều 2 Quy chế 1722: Áp dụng cho Trung tâm và mọi người làm việc tại đó.
    pub const D2_K1: Citation = Citation(&Provision {
        id: "qc1722.d2.k1",
        label_vi: "khoản 1 Điều 2 Quy chế 1722",
        label_en: "Article 2(1), Regulation 1722",
        summary_vi: "Áp dụng cho Trung tâm và mọi người làm việc tại đó.",
        summary_en: "It binds the Centre and everybody who works there.",
    });

    /// khoản 2 Điều 2 Quy chế 1722: Áp dụng cho sở, ban, ngành, địa phương và cơ quan ngành dọc trong tỉnh.
    pub const D2_K2: Citation = Citation(&Provision {
        id: "qc1722.d2.k2",
        label_vi: "khoản 2 Điều 2 Quy chế 1722",
        label_en: "Article 2(2), Regulation 1722",
        summary_vi: "Áp dụng cho sở, ban, ngành, địa phương và cơ quan ngành dọc trong tỉnh.",
        summary_en: "It binds departments, local authorities and vertical agencies in the province.",
    });

    /// khoản 3 Điều 2 Quy chế 1722: Áp dụng cho người dân, tổ chức làm thủ tục trong tỉnh.
    pub const D2_K3: Citation = Citation(&Provision {
        id: "qc1722.d2.k3",
        label_vi: "khoản 3 Điều 2 Quy chế 1722",
        label_en: "Article 2(3), Regulation 1722",
        summary_vi: "Áp dụng cho người dân, tổ chức làm thủ tục trong tỉnh.",
        summary_en: "It covers persons and organisations that carry out procedures in the province.",
    });

    /// Điều 3 Quy chế 1722: Các nguyên tắc của kiểm soát thủ tục và của việc giải quyết.
    pub const D3: Citation = Citation(&Provision {
        id: "qc1722.d3",
        label_vi: "Điều 3 Quy chế 1722",
        label_en: "Article 3, Regulation 1722",
        summary_vi: "Các nguyên tắc của kiểm soát thủ tục và của việc giải quyết.",
        summary_en: "The principles of procedure control and of settling procedures.",
    });

    /// khoản 1 Điều 3 Quy chế 1722: Kiểm soát thủ tục theo hai nghị định năm 2010, 2017 và thông tư hướng dẫn năm 2017.
    pub const D3_K1: Citation = Citation(&Provision {
        id: "qc1722.d3.k1",
        label_vi: "khoản 1 Điều 3 Quy chế 1722",
        label_en: "Article 3(1), Regulation 1722",
        summary_vi: "Kiểm soát thủ tục theo hai nghị định năm 2010, 2017 và thông tư hướng dẫn năm 2017.",
        summary_en: "Procedure control follows the decrees of 2010 and 2017 and the circular of 2017.",
    });

    /// khoản 2 Điều 3 Quy chế 1722: Kiểm soát thủ tục phải phục vụ cải cách và huy động được các bên tham gia.
    pub const D3_K2: Citation = Citation(&Provision {
        id: "qc1722.d3.k2",
        label_vi: "khoản 2 Điều 3 Quy chế 1722",
        label_en: "Article 3(2), Regulation 1722",
        summary_vi: "Kiểm soát thủ tục phải phục vụ cải cách và huy động được các bên tham gia.",
        summary_en: "Procedure control must serve reform and draw in all who are concerned.",
    });

    /// khoản 3 Điều 3 Quy chế 1722: Kiểm soát bắt đầu từ lúc dự kiến làm văn bản và kéo dài suốt quá trình thực hiện.
    pub const D3_K3: Citation = Citation(&Provision {
        id: "qc1722.d3.k3",
        label_vi: "khoản 3 Điều 3 Quy chế 1722",
        label_en: "Article 3(3), Regulation 1722",
        summary_vi: "Kiểm soát bắt đầu từ lúc dự kiến làm văn bản và kéo dài suốt quá trình thực hiện.",
        summary_en: "Control begins when a text is first proposed and goes on while it is applied.",
    });

    /// khoản 4 Điều 3 Quy chế 1722: Việc giải quyết theo bảy nguyên tắc của Nghị định 61 Điều 4.
    pub const D3_K4: Citation = Citation(&Provision {
        id: "qc1722.d3.k4",
        label_vi: "khoản 4 Điều 3 Quy chế 1722",
        label_en: "Article 3(4), Regulation 1722",
        summary_vi: "Việc giải quyết theo bảy nguyên tắc của Nghị định 61 Điều 4.",
        summary_en: "Settling follows the seven principles of Decree 61, Article 4.",
    });

    /// khoản 5 Điều 3 Quy chế 1722: Làm theo luật, thống nhất; không cơ quan, cá nhân nào được đẩy việc cho nhau: lúc nào hồ sơ cũng có đúng một người giữ.
    pub const D3_K5: Citation = Citation(&Provision {
        id: "qc1722.d3.k5",
        label_vi: "khoản 5 Điều 3 Quy chế 1722",
        label_en: "Article 3(5), Regulation 1722",
        summary_vi: "Làm theo luật, thống nhất; không cơ quan, cá nhân nào được đẩy việc cho nhau: lúc nào hồ sơ cũng có đúng một người giữ.",
        summary_en: "Act by law and uniformly; nobody may shift responsibility: a dossier has exactly one holder at every instant.",
    });

    /// khoản 6 Điều 3 Quy chế 1722: Mức hài lòng của người dân là thước đo đánh giá Trung tâm và từng công chức.
    pub const D3_K6: Citation = Citation(&Provision {
        id: "qc1722.d3.k6",
        label_vi: "khoản 6 Điều 3 Quy chế 1722",
        label_en: "Article 3(6), Regulation 1722",
        summary_vi: "Mức hài lòng của người dân là thước đo đánh giá Trung tâm và từng công chức.",
        summary_en: "The satisfaction of applicants measures the Centre and each officer.",
    });

    /// khoản 7 Điều 3 Quy chế 1722: Lãnh đạo Trung tâm điều hành thống nhất các việc được giao.
    pub const D3_K7: Citation = Citation(&Provision {
        id: "qc1722.d3.k7",
        label_vi: "khoản 7 Điều 3 Quy chế 1722",
        label_en: "Article 3(7), Regulation 1722",
        summary_vi: "Lãnh đạo Trung tâm điều hành thống nhất các việc được giao.",
        summary_en: "The Centre's leaders direct the assigned work as one.",
    });

    /// Điều 4 Quy chế 1722: Công chức một cửa không được làm những hành vi mà Nghị định 61 khoản 1 Điều 5 cấm.
    pub const D4: Citation = Citation(&Provision {
        id: "qc1722.d4",
        label_vi: "Điều 4 Quy chế 1722",
        label_en: "Article 4, Regulation 1722",
        summary_vi: "Công chức một cửa không được làm những hành vi mà Nghị định 61 khoản 1 Điều 5 cấm.",
        summary_en: "One-stop officers must not do the acts forbidden by Decree 61, Article 5(1).",
    });

    /// Điều 5 Quy chế 1722: Quyền và nghĩa vụ của người nộp và các bên theo Điều 5 và 6 của Nghị định 61.
    pub const D5: Citation = Citation(&Provision {
        id: "qc1722.d5",
        label_vi: "Điều 5 Quy chế 1722",
        label_en: "Article 5, Regulation 1722",
        summary_vi: "Quyền và nghĩa vụ của người nộp và các bên theo Điều 5 và 6 của Nghị định 61.",
        summary_en: "Rights and duties of applicants and others follow Articles 5 and 6 of Decree 61.",
    });

    /// Điều 6 Quy chế 1722: Vị trí và chức năng của Trung tâm.
    pub const D6: Citation = Citation(&Provision {
        id: "qc1722.d6",
        label_vi: "Điều 6 Quy chế 1722",
        label_en: "Article 6, Regulation 1722",
        summary_vi: "Vị trí và chức năng của Trung tâm.",
        summary_en: "Position and function of the Centre.",
    });

    /// khoản 1 Điều 6 Quy chế 1722: Trung tâm là đơn vị đặc thù của Văn phòng UBND tỉnh và có con dấu riêng.
    pub const D6_K1: Citation = Citation(&Provision {
        id: "qc1722.d6.k1",
        label_vi: "khoản 1 Điều 6 Quy chế 1722",
        label_en: "Article 6(1), Regulation 1722",
        summary_vi: "Trung tâm là đơn vị đặc thù của Văn phòng UBND tỉnh và có con dấu riêng.",
        summary_en: "The Centre is a special unit of the provincial Office with its own seal.",
    });

    /// đoạn 2 khoản 1 Điều 6 Quy chế 1722: Văn phòng quản lý trực tiếp về người và việc; cơ quan chuyên môn hướng dẫn nghiệp vụ.
    pub const D6_K1_P2: Citation = Citation(&Provision {
        id: "qc1722.d6.k1.p2",
        label_vi: "đoạn 2 khoản 1 Điều 6 Quy chế 1722",
        label_en: "Article 6(1), paragraph 2, Regulation 1722",
        summary_vi: "Văn phòng quản lý trực tiếp về người và việc; cơ quan chuyên môn hướng dẫn nghiệp vụ.",
        summary_en: "The Office manages its staff and work directly; competent bodies guide its profession.",
    });

    /// khoản 2 Điều 6 Quy chế 1722: Trung tâm là cửa vào và cửa ra của các thủ tục đã công bố, đồng thời giúp UBND tỉnh theo dõi và cải cách.
    pub const D6_K2: Citation = Citation(&Provision {
        id: "qc1722.d6.k2",
        label_vi: "khoản 2 Điều 6 Quy chế 1722",
        label_en: "Article 6(2), Regulation 1722",
        summary_vi: "Trung tâm là cửa vào và cửa ra của các thủ tục đã công bố, đồng thời giúp UBND tỉnh theo dõi và cải cách.",
        summary_en: "The Centre is the way in and out for published procedures, and helps the province watch and reform them.",
    });

    /// Điều 7 Quy chế 1722: Hai mươi ba nhiệm vụ của Trung tâm.
    pub const D7: Citation = Citation(&Provision {
        id: "qc1722.d7",
        label_vi: "Điều 7 Quy chế 1722",
        label_en: "Article 7, Regulation 1722",
        summary_vi: "Hai mươi ba nhiệm vụ của Trung tâm.",
        summary_en: "The twenty-three tasks of the Centre.",
    });

    /// khoản 1 Điều 7 Quy chế 1722: Lập kế hoạch năm và nhiều năm về kiểm soát thủ tục, thẩm định kế hoạch cải cách, rồi thực hiện.
    pub const D7_K1: Citation = Citation(&Provision {
        id: "qc1722.d7.k1",
        label_vi: "khoản 1 Điều 7 Quy chế 1722",
        label_en: "Article 7(1), Regulation 1722",
        summary_vi: "Lập kế hoạch năm và nhiều năm về kiểm soát thủ tục, thẩm định kế hoạch cải cách, rồi thực hiện.",
        summary_en: "Draw up yearly and multi-year control plans, appraise reform plans, then carry them out.",
    });

    /// khoản 2 Điều 7 Quy chế 1722: Hướng dẫn, tập huấn và tổ chức rà soát thủ tục ở các cấp.
    pub const D7_K2: Citation = Citation(&Provision {
        id: "qc1722.d7.k2",
        label_vi: "khoản 2 Điều 7 Quy chế 1722",
        label_en: "Article 7(2), Regulation 1722",
        summary_vi: "Hướng dẫn, tập huấn và tổ chức rà soát thủ tục ở các cấp.",
        summary_en: "Guide, train and organise reviews of procedures at all levels.",
    });

    /// khoản 3 Điều 7 Quy chế 1722: Góp ý, thẩm định phần thủ tục trong dự thảo văn bản của UBND tỉnh.
    pub const D7_K3: Citation = Citation(&Provision {
        id: "qc1722.d7.k3",
        label_vi: "khoản 3 Điều 7 Quy chế 1722",
        label_en: "Article 7(3), Regulation 1722",
        summary_vi: "Góp ý, thẩm định phần thủ tục trong dự thảo văn bản của UBND tỉnh.",
        summary_en: "Comment on and appraise procedures in drafts of the provincial committee.",
    });

    /// khoản 4 Điều 7 Quy chế 1722: Đôn đốc thống kê và công bố danh mục, quy trình nội bộ; kiểm tra chất lượng và nhập lên cơ sở dữ liệu quốc gia.
    pub const D7_K4: Citation = Citation(&Provision {
        id: "qc1722.d7.k4",
        label_vi: "khoản 4 Điều 7 Quy chế 1722",
        label_en: "Article 7(4), Regulation 1722",
        summary_vi: "Đôn đốc thống kê và công bố danh mục, quy trình nội bộ; kiểm tra chất lượng và nhập lên cơ sở dữ liệu quốc gia.",
        summary_en: "Urge units to list and publish procedures and internal processes; check quality and enter them in the national database.",
    });

    /// khoản 5 Điều 7 Quy chế 1722: Nhận phản ánh, kiến nghị về quy định, đề xuất nơi xử lý và theo dõi đến cùng.
    pub const D7_K5: Citation = Citation(&Provision {
        id: "qc1722.d7.k5",
        label_vi: "khoản 5 Điều 7 Quy chế 1722",
        label_en: "Article 7(5), Regulation 1722",
        summary_vi: "Nhận phản ánh, kiến nghị về quy định, đề xuất nơi xử lý và theo dõi đến cùng.",
        summary_en: "Receive feedback on rules, propose who handles it and follow it to the end.",
    });

    /// khoản 6 Điều 7 Quy chế 1722: Nghiên cứu, trình sáng kiến cải cách và theo dõi sau khi được duyệt.
    pub const D7_K6: Citation = Citation(&Provision {
        id: "qc1722.d7.k6",
        label_vi: "khoản 6 Điều 7 Quy chế 1722",
        label_en: "Article 7(6), Regulation 1722",
        summary_vi: "Nghiên cứu, trình sáng kiến cải cách và theo dõi sau khi được duyệt.",
        summary_en: "Study and submit reform initiatives, and follow those approved.",
    });

    /// khoản 7 Điều 7 Quy chế 1722: Giúp UBND tỉnh kiểm tra việc kiểm soát thủ tục ở các đơn vị.
    pub const D7_K7: Citation = Citation(&Provision {
        id: "qc1722.d7.k7",
        label_vi: "khoản 7 Điều 7 Quy chế 1722",
        label_en: "Article 7(7), Regulation 1722",
        summary_vi: "Giúp UBND tỉnh kiểm tra việc kiểm soát thủ tục ở các đơn vị.",
        summary_en: "Help the province inspect procedure control in its units.",
    });

    /// khoản 8 Điều 7 Quy chế 1722: Đề xuất mạng lưới công chức đầu mối kiêm nhiệm ở các đơn vị.
    pub const D7_K8: Citation = Citation(&Provision {
        id: "qc1722.d7.k8",
        label_vi: "khoản 8 Điều 7 Quy chế 1722",
        label_en: "Article 7(8), Regulation 1722",
        summary_vi: "Đề xuất mạng lưới công chức đầu mối kiêm nhiệm ở các đơn vị.",
        summary_en: "Propose a network of part-time focal officers in the units.",
    });

    /// khoản 9 Điều 7 Quy chế 1722: Hướng dẫn, tập huấn và kiểm tra việc áp dụng một cửa ở các cấp.
    pub const D7_K9: Citation = Citation(&Provision {
        id: "qc1722.d7.k9",
        label_vi: "khoản 9 Điều 7 Quy chế 1722",
        label_en: "Article 7(9), Regulation 1722",
        summary_vi: "Hướng dẫn, tập huấn và kiểm tra việc áp dụng một cửa ở các cấp.",
        summary_en: "Guide, train and check the one-stop mechanism at all levels.",
    });

    /// khoản 10 Điều 7 Quy chế 1722: Lập báo cáo hằng tháng hoặc khi cần về kiểm soát thủ tục, một cửa và phản ánh.
    pub const D7_K10: Citation = Citation(&Provision {
        id: "qc1722.d7.k10",
        label_vi: "khoản 10 Điều 7 Quy chế 1722",
        label_en: "Article 7(10), Regulation 1722",
        summary_vi: "Lập báo cáo hằng tháng hoặc khi cần về kiểm soát thủ tục, một cửa và phản ánh.",
        summary_en: "Report monthly or on request on control, the one-stop mechanism and feedback.",
    });

    /// khoản 11 Điều 7 Quy chế 1722: Cùng báo chí đưa tin về một cửa và kết quả xử lý phản ánh.
    pub const D7_K11: Citation = Citation(&Provision {
        id: "qc1722.d7.k11",
        label_vi: "khoản 11 Điều 7 Quy chế 1722",
        label_en: "Article 7(11), Regulation 1722",
        summary_vi: "Cùng báo chí đưa tin về một cửa và kết quả xử lý phản ánh.",
        summary_en: "Work with the press to inform about the one-stop mechanism and handled feedback.",
    });

    /// khoản 12 Điều 7 Quy chế 1722: Công khai đủ, đúng lúc các thủ tục; giúp người không dùng được phương tiện điện tử.
    pub const D7_K12: Citation = Citation(&Provision {
        id: "qc1722.d7.k12",
        label_vi: "khoản 12 Điều 7 Quy chế 1722",
        label_en: "Article 7(12), Regulation 1722",
        summary_vi: "Công khai đủ, đúng lúc các thủ tục; giúp người không dùng được phương tiện điện tử.",
        summary_en: "Post procedures fully and in time; help those who cannot use electronic means.",
    });

    /// khoản 13 Điều 7 Quy chế 1722: Hướng dẫn, nhận, chuyển, trả kết quả và giám sát từng bước.
    pub const D7_K13: Citation = Citation(&Provision {
        id: "qc1722.d7.k13",
        label_vi: "khoản 13 Điều 7 Quy chế 1722",
        label_en: "Article 7(13), Regulation 1722",
        summary_vi: "Hướng dẫn, nhận, chuyển, trả kết quả và giám sát từng bước.",
        summary_en: "Guide, receive, transfer, return results and supervise each step.",
    });

    /// khoản 14 Điều 7 Quy chế 1722: Phối hợp giải quyết thủ tục xong trong ngày; giúp người dân nộp trực tuyến.
    pub const D7_K14: Citation = Citation(&Provision {
        id: "qc1722.d7.k14",
        label_vi: "khoản 14 Điều 7 Quy chế 1722",
        label_en: "Article 7(14), Regulation 1722",
        summary_vi: "Phối hợp giải quyết thủ tục xong trong ngày; giúp người dân nộp trực tuyến.",
        summary_en: "Settle same-day procedures together with agencies; help applicants file online.",
    });

    /// khoản 15 Điều 7 Quy chế 1722: Cùng các cơ quan tập huấn cho công chức một cửa.
    pub const D7_K15: Citation = Citation(&Provision {
        id: "qc1722.d7.k15",
        label_vi: "khoản 15 Điều 7 Quy chế 1722",
        label_en: "Article 7(15), Regulation 1722",
        summary_vi: "Cùng các cơ quan tập huấn cho công chức một cửa.",
        summary_en: "Train one-stop officers together with other agencies.",
    });

    /// khoản 16 Điều 7 Quy chế 1722: Nhận và xử lý hoặc chuyển phản ánh, khiếu nại, tố cáo về công chức; chuyển lời giải trình tới người gửi.
    pub const D7_K16: Citation = Citation(&Provision {
        id: "qc1722.d7.k16",
        label_vi: "khoản 16 Điều 7 Quy chế 1722",
        label_en: "Article 7(16), Regulation 1722",
        summary_vi: "Nhận và xử lý hoặc chuyển phản ánh, khiếu nại, tố cáo về công chức; chuyển lời giải trình tới người gửi.",
        summary_en: "Receive, handle or forward complaints about officers; pass the explanation on to the sender.",
    });

    /// khoản 17 Điều 7 Quy chế 1722: Đánh giá và tổng hợp định kỳ việc giải quyết của các sở, ban, ngành.
    pub const D7_K17: Citation = Citation(&Provision {
        id: "qc1722.d7.k17",
        label_vi: "khoản 17 Điều 7 Quy chế 1722",
        label_en: "Article 7(17), Regulation 1722",
        summary_vi: "Đánh giá và tổng hợp định kỳ việc giải quyết của các sở, ban, ngành.",
        summary_en: "Evaluate and summarise periodically how departments settle procedures.",
    });

    /// khoản 18 Điều 7 Quy chế 1722: Bố trí trang thiết bị theo Nghị định 61 Điều 13.
    pub const D7_K18: Citation = Citation(&Provision {
        id: "qc1722.d7.k18",
        label_vi: "khoản 18 Điều 7 Quy chế 1722",
        label_en: "Article 7(18), Regulation 1722",
        summary_vi: "Bố trí trang thiết bị theo Nghị định 61 Điều 13.",
        summary_en: "Provide the equipment required by Decree 61, Article 13.",
    });

    /// khoản 19 Điều 7 Quy chế 1722: Làm đầu mối liên thông của Văn phòng: nhận từ các sở, chuyển thẩm tra, trình ký và trả kết quả qua một cửa.
    pub const D7_K19: Citation = Citation(&Provision {
        id: "qc1722.d7.k19",
        label_vi: "khoản 19 Điều 7 Quy chế 1722",
        label_en: "Article 7(19), Regulation 1722",
        summary_vi: "Làm đầu mối liên thông của Văn phòng: nhận từ các sở, chuyển thẩm tra, trình ký và trả kết quả qua một cửa.",
        summary_en: "Be the Office's desk in chains: receive from departments, pass on for review and signature, return through the one-stop desk.",
    });

    /// khoản 20 Điều 7 Quy chế 1722: Cùng bưu điện nhận hồ sơ, trả kết quả theo Quyết định 45/2016.
    pub const D7_K20: Citation = Citation(&Provision {
        id: "qc1722.d7.k20",
        label_vi: "khoản 20 Điều 7 Quy chế 1722",
        label_en: "Article 7(20), Regulation 1722",
        summary_vi: "Cùng bưu điện nhận hồ sơ, trả kết quả theo Quyết định 45/2016.",
        summary_en: "Receive dossiers and return results through the post under Decision 45/2016.",
    });

    /// khoản 21 Điều 7 Quy chế 1722: Đề xuất cách dùng công nghệ tốt hơn trong kiểm soát và giải quyết thủ tục.
    pub const D7_K21: Citation = Citation(&Provision {
        id: "qc1722.d7.k21",
        label_vi: "khoản 21 Điều 7 Quy chế 1722",
        label_en: "Article 7(21), Regulation 1722",
        summary_vi: "Đề xuất cách dùng công nghệ tốt hơn trong kiểm soát và giải quyết thủ tục.",
        summary_en: "Propose better use of technology in control and settling.",
    });

    /// khoản 22 Điều 7 Quy chế 1722: Cung cấp dịch vụ hỗ trợ khi người dân cần: pháp lý, nộp phí và thuế, phiên dịch, sao in.
    pub const D7_K22: Citation = Citation(&Provision {
        id: "qc1722.d7.k22",
        label_vi: "khoản 22 Điều 7 Quy chế 1722",
        label_en: "Article 7(22), Regulation 1722",
        summary_vi: "Cung cấp dịch vụ hỗ trợ khi người dân cần: pháp lý, nộp phí và thuế, phiên dịch, sao in.",
        summary_en: "Offer support on demand: legal help, paying fees and taxes, interpretation, copying.",
    });

    /// khoản 23 Điều 7 Quy chế 1722: Làm các việc khác được giao theo luật.
    pub const D7_K23: Citation = Citation(&Provision {
        id: "qc1722.d7.k23",
        label_vi: "khoản 23 Điều 7 Quy chế 1722",
        label_en: "Article 7(23), Regulation 1722",
        summary_vi: "Làm các việc khác được giao theo luật.",
        summary_en: "Do other tasks given by law.",
    });

    /// Điều 8 Quy chế 1722: Bảy quyền hạn của Trung tâm.
    pub const D8: Citation = Citation(&Provision {
        id: "qc1722.d8",
        label_vi: "Điều 8 Quy chế 1722",
        label_en: "Article 8, Regulation 1722",
        summary_vi: "Bảy quyền hạn của Trung tâm.",
        summary_en: "The seven powers of the Centre.",
    });

    /// khoản 1 Điều 8 Quy chế 1722: Yêu cầu các cơ quan cung cấp thông tin phục vụ giải quyết thủ tục.
    pub const D8_K1: Citation = Citation(&Provision {
        id: "qc1722.d8.k1",
        label_vi: "khoản 1 Điều 8 Quy chế 1722",
        label_en: "Article 8(1), Regulation 1722",
        summary_vi: "Yêu cầu các cơ quan cung cấp thông tin phục vụ giải quyết thủ tục.",
        summary_en: "Ask agencies for information needed to settle procedures.",
    });

    /// khoản 2 Điều 8 Quy chế 1722: Từ chối hồ sơ chưa đúng; đôn đốc hồ sơ đến hạn, quá hạn; đòi cơ quan báo tiến độ cho người dân.
    pub const D8_K2: Citation = Citation(&Provision {
        id: "qc1722.d8.k2",
        label_vi: "khoản 2 Điều 8 Quy chế 1722",
        label_en: "Article 8(2), Regulation 1722",
        summary_vi: "Từ chối hồ sơ chưa đúng; đôn đốc hồ sơ đến hạn, quá hạn; đòi cơ quan báo tiến độ cho người dân.",
        summary_en: "Refuse non-conforming dossiers; urge due and overdue ones; have agencies tell applicants of progress.",
    });

    /// khoản 3 Điều 8 Quy chế 1722: Theo dõi, nhận xét kỷ luật và tác phong của công chức được cử đến.
    pub const D8_K3: Citation = Citation(&Provision {
        id: "qc1722.d8.k3",
        label_vi: "khoản 3 Điều 8 Quy chế 1722",
        label_en: "Article 8(3), Regulation 1722",
        summary_vi: "Theo dõi, nhận xét kỷ luật và tác phong của công chức được cử đến.",
        summary_en: "Watch and assess discipline and conduct of seconded officers.",
    });

    /// khoản 4 Điều 8 Quy chế 1722: Đề xuất cải tiến phục vụ; tuyên truyền về một cửa.
    pub const D8_K4: Citation = Citation(&Provision {
        id: "qc1722.d8.k4",
        label_vi: "khoản 4 Điều 8 Quy chế 1722",
        label_en: "Article 8(4), Regulation 1722",
        summary_vi: "Đề xuất cải tiến phục vụ; tuyên truyền về một cửa.",
        summary_en: "Propose better service; inform the public about the one-stop mechanism.",
    });

    /// khoản 5 Điều 8 Quy chế 1722: Quản lý hạ tầng, phần mềm một cửa và dịch vụ công; góp phần giữ an toàn thông tin.
    pub const D8_K5: Citation = Citation(&Provision {
        id: "qc1722.d8.k5",
        label_vi: "khoản 5 Điều 8 Quy chế 1722",
        label_en: "Article 8(5), Regulation 1722",
        summary_vi: "Quản lý hạ tầng, phần mềm một cửa và dịch vụ công; góp phần giữ an toàn thông tin.",
        summary_en: "Manage premises, one-stop and portal software; take part in information security.",
    });

    /// khoản 6 Điều 8 Quy chế 1722: Báo cho các đơn vị về thủ tục chậm và đề nghị giải quyết gấp.
    pub const D8_K6: Citation = Citation(&Provision {
        id: "qc1722.d8.k6",
        label_vi: "khoản 6 Điều 8 Quy chế 1722",
        label_en: "Article 8(6), Regulation 1722",
        summary_vi: "Báo cho các đơn vị về thủ tục chậm và đề nghị giải quyết gấp.",
        summary_en: "Tell units of delayed procedures and ask for speed.",
    });

    /// khoản 7 Điều 8 Quy chế 1722: Thực hiện quyền hạn khác theo luật.
    pub const D8_K7: Citation = Citation(&Provision {
        id: "qc1722.d8.k7",
        label_vi: "khoản 7 Điều 8 Quy chế 1722",
        label_en: "Article 8(7), Regulation 1722",
        summary_vi: "Thực hiện quyền hạn khác theo luật.",
        summary_en: "Use other powers given by law.",
    });

    /// Điều 9 Quy chế 1722: Bộ máy và người của Trung tâm.
    pub const D9: Citation = Citation(&Provision {
        id: "qc1722.d9",
        label_vi: "Điều 9 Quy chế 1722",
        label_en: "Article 9, Regulation 1722",
        summary_vi: "Bộ máy và người của Trung tâm.",
        summary_en: "Structure and staff of the Centre.",
    });

    /// khoản 1 Điều 9 Quy chế 1722: Một Giám đốc và nhiều nhất hai Phó Giám đốc, do Chủ tịch UBND tỉnh bổ nhiệm.
    pub const D9_K1: Citation = Citation(&Provision {
        id: "qc1722.d9.k1",
        label_vi: "khoản 1 Điều 9 Quy chế 1722",
        label_en: "Article 9(1), Regulation 1722",
        summary_vi: "Một Giám đốc và nhiều nhất hai Phó Giám đốc, do Chủ tịch UBND tỉnh bổ nhiệm.",
        summary_en: "A director and at most two deputies, appointed by the chairman.",
    });

    /// đoạn 2 khoản 1 Điều 9 Quy chế 1722: Giám đốc ngang Phó Chánh Văn phòng, cấp phó ngang trưởng phòng của Văn phòng.
    pub const D9_K1_P2: Citation = Citation(&Provision {
        id: "qc1722.d9.k1.p2",
        label_vi: "đoạn 2 khoản 1 Điều 9 Quy chế 1722",
        label_en: "Article 9(1), paragraph 2, Regulation 1722",
        summary_vi: "Giám đốc ngang Phó Chánh Văn phòng, cấp phó ngang trưởng phòng của Văn phòng.",
        summary_en: "The director ranks as a deputy head of the Office, a deputy as a head of division.",
    });

    /// khoản 2 Điều 9 Quy chế 1722: Nhân sự gồm bộ phận tiếp nhận và bộ phận kiểm soát, hỗ trợ.
    pub const D9_K2: Citation = Citation(&Provision {
        id: "qc1722.d9.k2",
        label_vi: "khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2), Regulation 1722",
        summary_vi: "Nhân sự gồm bộ phận tiếp nhận và bộ phận kiểm soát, hỗ trợ.",
        summary_en: "Staff are a reception section and a control and support section.",
    });

    /// điểm a khoản 2 Điều 9 Quy chế 1722: Bộ phận tiếp nhận gồm người do sở, ngành dọc và bưu điện cử đến.
    pub const D9_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.a",
        label_vi: "điểm a khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(a), Regulation 1722",
        summary_vi: "Bộ phận tiếp nhận gồm người do sở, ngành dọc và bưu điện cử đến.",
        summary_en: "The reception section is people sent by departments, vertical agencies and the post.",
    });

    /// điểm b khoản 2 Điều 9 Quy chế 1722: Bộ phận kiểm soát, hỗ trợ là công chức của Văn phòng do Trung tâm quản lý.
    pub const D9_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b",
        label_vi: "điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), Regulation 1722",
        summary_vi: "Bộ phận kiểm soát, hỗ trợ là công chức của Văn phòng do Trung tâm quản lý.",
        summary_en: "The control and support section is officers of the Office managed by the Centre.",
    });

    /// gạch đầu dòng thứ 1 điểm b khoản 2 Điều 9 Quy chế 1722: Làm kiểm soát thủ tục, cải cách và xử lý phản ánh.
    pub const D9_K2_B_G1: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b.g1",
        label_vi: "gạch đầu dòng thứ 1 điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), indent 1, Regulation 1722",
        summary_vi: "Làm kiểm soát thủ tục, cải cách và xử lý phản ánh.",
        summary_en: "They do procedure control, reform and feedback.",
    });

    /// gạch đầu dòng thứ 2 điểm b khoản 2 Điều 9 Quy chế 1722: Hỗ trợ và giám sát việc nhận, trả.
    pub const D9_K2_B_G2: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b.g2",
        label_vi: "gạch đầu dòng thứ 2 điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), indent 2, Regulation 1722",
        summary_vi: "Hỗ trợ và giám sát việc nhận, trả.",
        summary_en: "They support and supervise reception and return.",
    });

    /// gạch đầu dòng thứ 3 điểm b khoản 2 Điều 9 Quy chế 1722: Chỉ dẫn người dân đến làm thủ tục.
    pub const D9_K2_B_G3: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b.g3",
        label_vi: "gạch đầu dòng thứ 3 điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), indent 3, Regulation 1722",
        summary_vi: "Chỉ dẫn người dân đến làm thủ tục.",
        summary_en: "They guide applicants who come.",
    });

    /// gạch đầu dòng thứ 4 điểm b khoản 2 Điều 9 Quy chế 1722: Quản lý tài sản, thiết bị và ứng dụng công nghệ.
    pub const D9_K2_B_G4: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b.g4",
        label_vi: "gạch đầu dòng thứ 4 điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), indent 4, Regulation 1722",
        summary_vi: "Quản lý tài sản, thiết bị và ứng dụng công nghệ.",
        summary_en: "They manage assets, equipment and information technology.",
    });

    /// gạch đầu dòng thứ 5 điểm b khoản 2 Điều 9 Quy chế 1722: Quản lý văn bản và tổng hợp báo cáo.
    pub const D9_K2_B_G5: Citation = Citation(&Provision {
        id: "qc1722.d9.k2.b.g5",
        label_vi: "gạch đầu dòng thứ 5 điểm b khoản 2 Điều 9 Quy chế 1722",
        label_en: "Article 9(2)(b), indent 5, Regulation 1722",
        summary_vi: "Quản lý văn bản và tổng hợp báo cáo.",
        summary_en: "They keep documents and compile reports.",
    });

    /// Điều 10 Quy chế 1722: Nhiệm vụ của người lãnh đạo và người làm việc tại Trung tâm.
    pub const D10: Citation = Citation(&Provision {
        id: "qc1722.d10",
        label_vi: "Điều 10 Quy chế 1722",
        label_en: "Article 10, Regulation 1722",
        summary_vi: "Nhiệm vụ của người lãnh đạo và người làm việc tại Trung tâm.",
        summary_en: "Duties of the leaders and staff of the Centre.",
    });

    /// khoản 1 Điều 10 Quy chế 1722: Nhiệm vụ của Giám đốc.
    pub const D10_K1: Citation = Citation(&Provision {
        id: "qc1722.d10.k1",
        label_vi: "khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1), Regulation 1722",
        summary_vi: "Nhiệm vụ của Giám đốc.",
        summary_en: "Duties of the director.",
    });

    /// điểm a khoản 1 Điều 10 Quy chế 1722: Giám đốc điều hành và chịu trách nhiệm về mọi hoạt động.
    pub const D10_K1_A: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.a",
        label_vi: "điểm a khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(a), Regulation 1722",
        summary_vi: "Giám đốc điều hành và chịu trách nhiệm về mọi hoạt động.",
        summary_en: "The director runs the Centre and answers for all of it.",
    });

    /// điểm b khoản 1 Điều 10 Quy chế 1722: Ký văn bản đôn đốc; đề xuất cách xử lý nơi làm chậm, làm kém.
    pub const D10_K1_B: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.b",
        label_vi: "điểm b khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(b), Regulation 1722",
        summary_vi: "Ký văn bản đôn đốc; đề xuất cách xử lý nơi làm chậm, làm kém.",
        summary_en: "Sign urging letters; propose measures where work is late or poor.",
    });

    /// điểm c khoản 1 Điều 10 Quy chế 1722: Ba tháng một lần, hoặc khi cần, làm việc với các cơ quan giải quyết.
    pub const D10_K1_C: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.c",
        label_vi: "điểm c khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(c), Regulation 1722",
        summary_vi: "Ba tháng một lần, hoặc khi cần, làm việc với các cơ quan giải quyết.",
        summary_en: "Meet the settling agencies every three months or when needed.",
    });

    /// điểm d khoản 1 Điều 10 Quy chế 1722: Quản lý giờ giấc, tiến độ, thái độ; từ chối nhận hoặc đề nghị thay người vi phạm.
    pub const D10_K1_D: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.d",
        label_vi: "điểm d khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(d), Regulation 1722",
        summary_vi: "Quản lý giờ giấc, tiến độ, thái độ; từ chối nhận hoặc đề nghị thay người vi phạm.",
        summary_en: "Manage hours, progress and conduct; refuse or have replaced those who break rules.",
    });

    /// điểm đ khoản 1 Điều 10 Quy chế 1722: Giao việc cho cấp phó và công chức, kiểm tra và báo cáo.
    pub const D10_K1_DD: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.dd",
        label_vi: "điểm đ khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(đ), Regulation 1722",
        summary_vi: "Giao việc cho cấp phó và công chức, kiểm tra và báo cáo.",
        summary_en: "Assign work to deputies and officers, check and report.",
    });

    /// điểm e khoản 1 Điều 10 Quy chế 1722: Cùng nơi cử người xử lý vi phạm và công khai kết quả cho người đã phản ánh.
    pub const D10_K1_E: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.e",
        label_vi: "điểm e khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(e), Regulation 1722",
        summary_vi: "Cùng nơi cử người xử lý vi phạm và công khai kết quả cho người đã phản ánh.",
        summary_en: "Handle breaches with the sending unit and tell the result to those who complained.",
    });

    /// điểm g khoản 1 Điều 10 Quy chế 1722: Xin thêm hoặc bớt người khi lượng khách đổi rõ rệt hoặc có người vắng.
    pub const D10_K1_G: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.g",
        label_vi: "điểm g khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(g), Regulation 1722",
        summary_vi: "Xin thêm hoặc bớt người khi lượng khách đổi rõ rệt hoặc có người vắng.",
        summary_en: "Ask for more or fewer officers when the load changes markedly or someone is absent.",
    });

    /// điểm h khoản 1 Điều 10 Quy chế 1722: Xử lý hoặc chuyển xử lý vi phạm pháp luật xảy ra tại Trung tâm.
    pub const D10_K1_H: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.h",
        label_vi: "điểm h khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(h), Regulation 1722",
        summary_vi: "Xử lý hoặc chuyển xử lý vi phạm pháp luật xảy ra tại Trung tâm.",
        summary_en: "Handle or pass on offences that happen at the Centre.",
    });

    /// điểm i khoản 1 Điều 10 Quy chế 1722: Lo bảo vệ, phòng cháy và an toàn cho mọi người.
    pub const D10_K1_I: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.i",
        label_vi: "điểm i khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(i), Regulation 1722",
        summary_vi: "Lo bảo vệ, phòng cháy và an toàn cho mọi người.",
        summary_en: "See to guarding, fire protection and safety.",
    });

    /// điểm k khoản 1 Điều 10 Quy chế 1722: Quản lý, trình việc mua sắm, sửa chữa tài sản; bố trí các khu vực hợp lý.
    pub const D10_K1_K: Citation = Citation(&Provision {
        id: "qc1722.d10.k1.k",
        label_vi: "điểm k khoản 1 Điều 10 Quy chế 1722",
        label_en: "Article 10(1)(k), Regulation 1722",
        summary_vi: "Quản lý, trình việc mua sắm, sửa chữa tài sản; bố trí các khu vực hợp lý.",
        summary_en: "Manage and propose purchase and repair of assets; lay out the areas sensibly.",
    });

    /// khoản 2 Điều 10 Quy chế 1722: Nhiệm vụ của Phó Giám đốc.
    pub const D10_K2: Citation = Citation(&Provision {
        id: "qc1722.d10.k2",
        label_vi: "khoản 2 Điều 10 Quy chế 1722",
        label_en: "Article 10(2), Regulation 1722",
        summary_vi: "Nhiệm vụ của Phó Giám đốc.",
        summary_en: "Duties of the deputy directors.",
    });

    /// điểm a khoản 2 Điều 10 Quy chế 1722: Phụ trách một số mặt việc và chịu trách nhiệm về phần đó.
    pub const D10_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d10.k2.a",
        label_vi: "điểm a khoản 2 Điều 10 Quy chế 1722",
        label_en: "Article 10(2)(a), Regulation 1722",
        summary_vi: "Phụ trách một số mặt việc và chịu trách nhiệm về phần đó.",
        summary_en: "Take charge of some fields and answer for them.",
    });

    /// điểm b khoản 2 Điều 10 Quy chế 1722: Điều hành thay khi Giám đốc ủy quyền bằng văn bản.
    pub const D10_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d10.k2.b",
        label_vi: "điểm b khoản 2 Điều 10 Quy chế 1722",
        label_en: "Article 10(2)(b), Regulation 1722",
        summary_vi: "Điều hành thay khi Giám đốc ủy quyền bằng văn bản.",
        summary_en: "Run the Centre when delegated in writing.",
    });

    /// điểm c khoản 2 Điều 10 Quy chế 1722: Làm các việc Giám đốc phân công.
    pub const D10_K2_C: Citation = Citation(&Provision {
        id: "qc1722.d10.k2.c",
        label_vi: "điểm c khoản 2 Điều 10 Quy chế 1722",
        label_en: "Article 10(2)(c), Regulation 1722",
        summary_vi: "Làm các việc Giám đốc phân công.",
        summary_en: "Do what the director assigns.",
    });

    /// khoản 3 Điều 10 Quy chế 1722: Người làm việc tại Trung tâm thực hiện nhiệm vụ của Trung tâm và việc được phân công.
    pub const D10_K3: Citation = Citation(&Provision {
        id: "qc1722.d10.k3",
        label_vi: "khoản 3 Điều 10 Quy chế 1722",
        label_en: "Article 10(3), Regulation 1722",
        summary_vi: "Người làm việc tại Trung tâm thực hiện nhiệm vụ của Trung tâm và việc được phân công.",
        summary_en: "Staff carry out the Centre's tasks and what they are assigned.",
    });

    /// Điều 11 Quy chế 1722: Tiêu chuẩn, trách nhiệm, quyền lợi và thời hạn của người được cử đến.
    pub const D11: Citation = Citation(&Provision {
        id: "qc1722.d11",
        label_vi: "Điều 11 Quy chế 1722",
        label_en: "Article 11, Regulation 1722",
        summary_vi: "Tiêu chuẩn, trách nhiệm, quyền lợi và thời hạn của người được cử đến.",
        summary_en: "Standards, duties, rights and term of seconded staff.",
    });

    /// khoản 1 Điều 11 Quy chế 1722: Tiêu chuẩn của người được cử.
    pub const D11_K1: Citation = Citation(&Provision {
        id: "qc1722.d11.k1",
        label_vi: "khoản 1 Điều 11 Quy chế 1722",
        label_en: "Article 11(1), Regulation 1722",
        summary_vi: "Tiêu chuẩn của người được cử.",
        summary_en: "Standards for those seconded.",
    });

    /// điểm a khoản 1 Điều 11 Quy chế 1722: Đủ phẩm chất chung của công chức, viên chức.
    pub const D11_K1_A: Citation = Citation(&Provision {
        id: "qc1722.d11.k1.a",
        label_vi: "điểm a khoản 1 Điều 11 Quy chế 1722",
        label_en: "Article 11(1)(a), Regulation 1722",
        summary_vi: "Đủ phẩm chất chung của công chức, viên chức.",
        summary_en: "They meet the general standards of public officers.",
    });

    /// điểm b khoản 1 Điều 11 Quy chế 1722: Từ ngạch chuyên viên, ít nhất ba năm trong ngành và được xếp hoàn thành tốt.
    pub const D11_K1_B: Citation = Citation(&Provision {
        id: "qc1722.d11.k1.b",
        label_vi: "điểm b khoản 1 Điều 11 Quy chế 1722",
        label_en: "Article 11(1)(b), Regulation 1722",
        summary_vi: "Từ ngạch chuyên viên, ít nhất ba năm trong ngành và được xếp hoàn thành tốt.",
        summary_en: "Grade of chuyên viên or above, at least three years in the field, rated as doing the work well.",
    });

    /// điểm c khoản 1 Điều 11 Quy chế 1722: Có đạo đức và tinh thần trách nhiệm.
    pub const D11_K1_C: Citation = Citation(&Provision {
        id: "qc1722.d11.k1.c",
        label_vi: "điểm c khoản 1 Điều 11 Quy chế 1722",
        label_en: "Article 11(1)(c), Regulation 1722",
        summary_vi: "Có đạo đức và tinh thần trách nhiệm.",
        summary_en: "They are of good character and responsible.",
    });

    /// điểm d khoản 1 Điều 11 Quy chế 1722: Giao tiếp lịch sự, thân thiện, đúng văn hóa công sở.
    pub const D11_K1_D: Citation = Citation(&Provision {
        id: "qc1722.d11.k1.d",
        label_vi: "điểm d khoản 1 Điều 11 Quy chế 1722",
        label_en: "Article 11(1)(d), Regulation 1722",
        summary_vi: "Giao tiếp lịch sự, thân thiện, đúng văn hóa công sở.",
        summary_en: "They are courteous and friendly as office culture asks.",
    });

    /// khoản 2 Điều 11 Quy chế 1722: Trách nhiệm của người được cử.
    pub const D11_K2: Citation = Citation(&Provision {
        id: "qc1722.d11.k2",
        label_vi: "khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2), Regulation 1722",
        summary_vi: "Trách nhiệm của người được cử.",
        summary_en: "Duties of those seconded.",
    });

    /// điểm a khoản 2 Điều 11 Quy chế 1722: Làm đúng Quy chế và pháp luật.
    pub const D11_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.a",
        label_vi: "điểm a khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(a), Regulation 1722",
        summary_vi: "Làm đúng Quy chế và pháp luật.",
        summary_en: "Follow the regulation and the law.",
    });

    /// điểm b khoản 2 Điều 11 Quy chế 1722: Giúp người dân; tự niêm yết đủ, đúng lĩnh vực mình; hỗ trợ bưu chính và trực tuyến.
    pub const D11_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.b",
        label_vi: "điểm b khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(b), Regulation 1722",
        summary_vi: "Giúp người dân; tự niêm yết đủ, đúng lĩnh vực mình; hỗ trợ bưu chính và trực tuyến.",
        summary_en: "Help applicants; keep the posting of their field complete; assist with post and online filing.",
    });

    /// điểm c khoản 2 Điều 11 Quy chế 1722: Hướng dẫn đủ, rõ; chỉ được đòi bổ sung một lần và bằng văn bản.
    pub const D11_K2_C: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.c",
        label_vi: "điểm c khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(c), Regulation 1722",
        summary_vi: "Hướng dẫn đủ, rõ; chỉ được đòi bổ sung một lần và bằng văn bản.",
        summary_en: "Guide fully and clearly; a supplement may be asked only once, in writing.",
    });

    /// điểm d khoản 2 Điều 11 Quy chế 1722: Nhận, chuyển, theo dõi, trả hồ sơ; cấp mã cho hồ sơ; báo ngay trong ngày khi hồ sơ quá hạn.
    pub const D11_K2_D: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.d",
        label_vi: "điểm d khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(d), Regulation 1722",
        summary_vi: "Nhận, chuyển, theo dõi, trả hồ sơ; cấp mã cho hồ sơ; báo ngay trong ngày khi hồ sơ quá hạn.",
        summary_en: "Receive, transfer, follow and return dossiers; give each a code; report overdue ones the same day.",
    });

    /// điểm đ khoản 2 Điều 11 Quy chế 1722: Đề xuất cải tiến và kiến nghị sửa quy định trái luật, khó làm.
    pub const D11_K2_DD: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.dd",
        label_vi: "điểm đ khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(đ), Regulation 1722",
        summary_vi: "Đề xuất cải tiến và kiến nghị sửa quy định trái luật, khó làm.",
        summary_en: "Propose improvements and changes of unlawful or unworkable rules.",
    });

    /// điểm e khoản 2 Điều 11 Quy chế 1722: Mặc đồng phục, đeo thẻ khi làm việc.
    pub const D11_K2_E: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.e",
        label_vi: "điểm e khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(e), Regulation 1722",
        summary_vi: "Mặc đồng phục, đeo thẻ khi làm việc.",
        summary_en: "Wear uniform and badge at work.",
    });

    /// điểm g khoản 2 Điều 11 Quy chế 1722: Sinh hoạt chuyên môn, đoàn thể và bình xét tại nơi cử đi.
    pub const D11_K2_G: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.g",
        label_vi: "điểm g khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(g), Regulation 1722",
        summary_vi: "Sinh hoạt chuyên môn, đoàn thể và bình xét tại nơi cử đi.",
        summary_en: "Professional and union life and appraisal stay with the sending unit.",
    });

    /// điểm h khoản 2 Điều 11 Quy chế 1722: Thực hiện luật khác có liên quan.
    pub const D11_K2_H: Citation = Citation(&Provision {
        id: "qc1722.d11.k2.h",
        label_vi: "điểm h khoản 2 Điều 11 Quy chế 1722",
        label_en: "Article 11(2)(h), Regulation 1722",
        summary_vi: "Thực hiện luật khác có liên quan.",
        summary_en: "Follow other relevant law.",
    });

    /// khoản 3 Điều 11 Quy chế 1722: Quyền lợi của người được cử.
    pub const D11_K3: Citation = Citation(&Provision {
        id: "qc1722.d11.k3",
        label_vi: "khoản 3 Điều 11 Quy chế 1722",
        label_en: "Article 11(3), Regulation 1722",
        summary_vi: "Quyền lợi của người được cử.",
        summary_en: "Rights of those seconded.",
    });

    /// điểm a khoản 3 Điều 11 Quy chế 1722: Được tập huấn nghiệp vụ, công nghệ và giao tiếp.
    pub const D11_K3_A: Citation = Citation(&Provision {
        id: "qc1722.d11.k3.a",
        label_vi: "điểm a khoản 3 Điều 11 Quy chế 1722",
        label_en: "Article 11(3)(a), Regulation 1722",
        summary_vi: "Được tập huấn nghiệp vụ, công nghệ và giao tiếp.",
        summary_en: "They are trained in the work, technology and conduct.",
    });

    /// điểm b khoản 3 Điều 11 Quy chế 1722: Được học chính trị, quản lý, ngoại ngữ, tin học theo luật.
    pub const D11_K3_B: Citation = Citation(&Provision {
        id: "qc1722.d11.k3.b",
        label_vi: "điểm b khoản 3 Điều 11 Quy chế 1722",
        label_en: "Article 11(3)(b), Regulation 1722",
        summary_vi: "Được học chính trị, quản lý, ngoại ngữ, tin học theo luật.",
        summary_en: "They may attend courses in politics, management, languages and computing.",
    });

    /// điểm c khoản 3 Điều 11 Quy chế 1722: Làm thêm giờ, làm ngày nghỉ thì được nghỉ bù hoặc trả tiền.
    pub const D11_K3_C: Citation = Citation(&Provision {
        id: "qc1722.d11.k3.c",
        label_vi: "điểm c khoản 3 Điều 11 Quy chế 1722",
        label_en: "Article 11(3)(c), Regulation 1722",
        summary_vi: "Làm thêm giờ, làm ngày nghỉ thì được nghỉ bù hoặc trả tiền.",
        summary_en: "Overtime and work on days off are compensated in time or money.",
    });

    /// điểm d khoản 3 Điều 11 Quy chế 1722: Lương và chế độ nhận ở nơi cử đi.
    pub const D11_K3_D: Citation = Citation(&Provision {
        id: "qc1722.d11.k3.d",
        label_vi: "điểm d khoản 3 Điều 11 Quy chế 1722",
        label_en: "Article 11(3)(d), Regulation 1722",
        summary_vi: "Lương và chế độ nhận ở nơi cử đi.",
        summary_en: "Pay and benefits come from the sending unit.",
    });

    /// khoản 4 Điều 11 Quy chế 1722: Mỗi người ở Trung tâm từ sáu đến hai mươi bốn tháng.
    pub const D11_K4: Citation = Citation(&Provision {
        id: "qc1722.d11.k4",
        label_vi: "khoản 4 Điều 11 Quy chế 1722",
        label_en: "Article 11(4), Regulation 1722",
        summary_vi: "Mỗi người ở Trung tâm từ sáu đến hai mươi bốn tháng.",
        summary_en: "Each serves at the Centre for six to twenty-four months.",
    });

    /// Điều 12 Quy chế 1722: Chế độ và giờ làm việc.
    pub const D12: Citation = Citation(&Provision {
        id: "qc1722.d12",
        label_vi: "Điều 12 Quy chế 1722",
        label_en: "Article 12, Regulation 1722",
        summary_vi: "Chế độ và giờ làm việc.",
        summary_en: "Mode of work and working time.",
    });

    /// khoản 1 Điều 12 Quy chế 1722: Trung tâm điều hành theo chế độ thủ trưởng.
    pub const D12_K1: Citation = Citation(&Provision {
        id: "qc1722.d12.k1",
        label_vi: "khoản 1 Điều 12 Quy chế 1722",
        label_en: "Article 12(1), Regulation 1722",
        summary_vi: "Trung tâm điều hành theo chế độ thủ trưởng.",
        summary_en: "The Centre is run by its head alone.",
    });

    /// khoản 2 Điều 12 Quy chế 1722: Giờ làm việc của Trung tâm.
    pub const D12_K2: Citation = Citation(&Provision {
        id: "qc1722.d12.k2",
        label_vi: "khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2), Regulation 1722",
        summary_vi: "Giờ làm việc của Trung tâm.",
        summary_en: "Working time of the Centre.",
    });

    /// điểm a khoản 2 Điều 12 Quy chế 1722: Làm việc thứ Hai đến thứ Sáu, trừ ngày nghỉ.
    pub const D12_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d12.k2.a",
        label_vi: "điểm a khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2)(a), Regulation 1722",
        summary_vi: "Làm việc thứ Hai đến thứ Sáu, trừ ngày nghỉ.",
        summary_en: "Work is Monday to Friday except days off.",
    });

    /// điểm b khoản 2 Điều 12 Quy chế 1722: Giờ nhận hồ sơ và trả kết quả trong ngày.
    pub const D12_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d12.k2.b",
        label_vi: "điểm b khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2)(b), Regulation 1722",
        summary_vi: "Giờ nhận hồ sơ và trả kết quả trong ngày.",
        summary_en: "Hours of the day for receiving and returning.",
    });

    /// gạch đầu dòng thứ 1 điểm b khoản 2 Điều 12 Quy chế 1722: Sáng mở 07:00, đóng 11:30.
    pub const D12_K2_B_G1: Citation = Citation(&Provision {
        id: "qc1722.d12.k2.b.g1",
        label_vi: "gạch đầu dòng thứ 1 điểm b khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2)(b), indent 1, Regulation 1722",
        summary_vi: "Sáng mở 07:00, đóng 11:30.",
        summary_en: "Mornings open at 07:00 and close at 11:30.",
    });

    /// gạch đầu dòng thứ 2 điểm b khoản 2 Điều 12 Quy chế 1722: Chiều mở 13:30, đóng 17:00.
    pub const D12_K2_B_G2: Citation = Citation(&Provision {
        id: "qc1722.d12.k2.b.g2",
        label_vi: "gạch đầu dòng thứ 2 điểm b khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2)(b), indent 2, Regulation 1722",
        summary_vi: "Chiều mở 13:30, đóng 17:00.",
        summary_en: "Afternoons open at 13:30 and close at 17:00.",
    });

    /// điểm c khoản 2 Điều 12 Quy chế 1722: Có nhận hồ sơ ngày thứ Bảy hay không do UBND tỉnh quyết định.
    pub const D12_K2_C: Citation = Citation(&Provision {
        id: "qc1722.d12.k2.c",
        label_vi: "điểm c khoản 2 Điều 12 Quy chế 1722",
        label_en: "Article 12(2)(c), Regulation 1722",
        summary_vi: "Có nhận hồ sơ ngày thứ Bảy hay không do UBND tỉnh quyết định.",
        summary_en: "Whether dossiers are received on Saturdays is decided by the province.",
    });

    /// Điều 13 Quy chế 1722: Những thủ tục làm tại Trung tâm.
    pub const D13: Citation = Citation(&Provision {
        id: "qc1722.d13",
        label_vi: "Điều 13 Quy chế 1722",
        label_en: "Article 13, Regulation 1722",
        summary_vi: "Những thủ tục làm tại Trung tâm.",
        summary_en: "Procedures handled at the Centre.",
    });

    /// khoản 1 Điều 13 Quy chế 1722: Nhận mọi thủ tục đã công bố có nơi làm là một cửa, trừ lưu động, làm tại chỗ ngoài trụ sở và nơi khác theo quyết định của Chủ tịch.
    pub const D13_K1: Citation = Citation(&Provision {
        id: "qc1722.d13.k1",
        label_vi: "khoản 1 Điều 13 Quy chế 1722",
        label_en: "Article 13(1), Regulation 1722",
        summary_vi: "Nhận mọi thủ tục đã công bố có nơi làm là một cửa, trừ lưu động, làm tại chỗ ngoài trụ sở và nơi khác theo quyết định của Chủ tịch.",
        summary_en: "All published procedures placed at the one-stop desk, except mobile ones, those decided on site and those placed elsewhere by the chairman.",
    });

    /// khoản 2 Điều 13 Quy chế 1722: Thủ tục ngành dọc vào Trung tâm theo từng quyết định của Chủ tịch.
    pub const D13_K2: Citation = Citation(&Provision {
        id: "qc1722.d13.k2",
        label_vi: "khoản 2 Điều 13 Quy chế 1722",
        label_en: "Article 13(2), Regulation 1722",
        summary_vi: "Thủ tục ngành dọc vào Trung tâm theo từng quyết định của Chủ tịch.",
        summary_en: "Procedures of vertical agencies enter case by case by the chairman's decision.",
    });

    /// Điều 14 Quy chế 1722: Hướng dẫn chuẩn bị hồ sơ.
    pub const D14: Citation = Citation(&Provision {
        id: "qc1722.d14",
        label_vi: "Điều 14 Quy chế 1722",
        label_en: "Article 14, Regulation 1722",
        summary_vi: "Hướng dẫn chuẩn bị hồ sơ.",
        summary_en: "Guidance on preparing a dossier.",
    });

    /// khoản 1 Điều 14 Quy chế 1722: Nói rõ giấy tờ, quy trình, thời hạn, tiền phải nộp và cách nộp.
    pub const D14_K1: Citation = Citation(&Provision {
        id: "qc1722.d14.k1",
        label_vi: "khoản 1 Điều 14 Quy chế 1722",
        label_en: "Article 14(1), Regulation 1722",
        summary_vi: "Nói rõ giấy tờ, quy trình, thời hạn, tiền phải nộp và cách nộp.",
        summary_en: "Explain papers, process, time limit, money due and how to pay.",
    });

    /// đoạn 2 khoản 1 Điều 14 Quy chế 1722: Nội dung hướng dẫn lấy từ bản đang có hiệu lực và đã công khai.
    pub const D14_K1_P2: Citation = Citation(&Provision {
        id: "qc1722.d14.k1.p2",
        label_vi: "đoạn 2 khoản 1 Điều 14 Quy chế 1722",
        label_en: "Article 14(1), paragraph 2, Regulation 1722",
        summary_vi: "Nội dung hướng dẫn lấy từ bản đang có hiệu lực và đã công khai.",
        summary_en: "Guidance is taken from the version in force and posted.",
    });

    /// khoản 2 Điều 14 Quy chế 1722: Các cách hướng dẫn.
    pub const D14_K2: Citation = Citation(&Provision {
        id: "qc1722.d14.k2",
        label_vi: "khoản 2 Điều 14 Quy chế 1722",
        label_en: "Article 14(2), Regulation 1722",
        summary_vi: "Các cách hướng dẫn.",
        summary_en: "Ways of giving guidance.",
    });

    /// điểm a khoản 2 Điều 14 Quy chế 1722: Tại quầy.
    pub const D14_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d14.k2.a",
        label_vi: "điểm a khoản 2 Điều 14 Quy chế 1722",
        label_en: "Article 14(2)(a), Regulation 1722",
        summary_vi: "Tại quầy.",
        summary_en: "At the counter.",
    });

    /// điểm b khoản 2 Điều 14 Quy chế 1722: Qua đường dây đã công bố.
    pub const D14_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d14.k2.b",
        label_vi: "điểm b khoản 2 Điều 14 Quy chế 1722",
        label_en: "Article 14(2)(b), Regulation 1722",
        summary_vi: "Qua đường dây đã công bố.",
        summary_en: "By the published hotline.",
    });

    /// điểm c khoản 2 Điều 14 Quy chế 1722: Trên cổng và hệ thống một cửa của tỉnh.
    pub const D14_K2_C: Citation = Citation(&Provision {
        id: "qc1722.d14.k2.c",
        label_vi: "điểm c khoản 2 Điều 14 Quy chế 1722",
        label_en: "Article 14(2)(c), Regulation 1722",
        summary_vi: "Trên cổng và hệ thống một cửa của tỉnh.",
        summary_en: "On the portal and the one-stop system.",
    });

    /// điểm d khoản 2 Điều 14 Quy chế 1722: Bằng thư gửi bưu điện.
    pub const D14_K2_D: Citation = Citation(&Provision {
        id: "qc1722.d14.k2.d",
        label_vi: "điểm d khoản 2 Điều 14 Quy chế 1722",
        label_en: "Article 14(2)(d), Regulation 1722",
        summary_vi: "Bằng thư gửi bưu điện.",
        summary_en: "By letter.",
    });

    /// Điều 15 Quy chế 1722: Cách nộp và nhận kết quả, theo quy trình nội bộ đã duyệt.
    pub const D15: Citation = Citation(&Provision {
        id: "qc1722.d15",
        label_vi: "Điều 15 Quy chế 1722",
        label_en: "Article 15, Regulation 1722",
        summary_vi: "Cách nộp và nhận kết quả, theo quy trình nội bộ đã duyệt.",
        summary_en: "Ways to submit and to collect, by the approved internal process.",
    });

    /// khoản 1 Điều 15 Quy chế 1722: Đến trực tiếp.
    pub const D15_K1: Citation = Citation(&Provision {
        id: "qc1722.d15.k1",
        label_vi: "khoản 1 Điều 15 Quy chế 1722",
        label_en: "Article 15(1), Regulation 1722",
        summary_vi: "Đến trực tiếp.",
        summary_en: "In person.",
    });

    /// khoản 2 Điều 15 Quy chế 1722: Qua bưu chính công ích, thuê dịch vụ hoặc ủy quyền.
    pub const D15_K2: Citation = Citation(&Provision {
        id: "qc1722.d15.k2",
        label_vi: "khoản 2 Điều 15 Quy chế 1722",
        label_en: "Article 15(2), Regulation 1722",
        summary_vi: "Qua bưu chính công ích, thuê dịch vụ hoặc ủy quyền.",
        summary_en: "By public post, a hired service or an authorised person.",
    });

    /// khoản 3 Điều 15 Quy chế 1722: Trực tuyến với dịch vụ mức độ 3 và 4.
    pub const D15_K3: Citation = Citation(&Provision {
        id: "qc1722.d15.k3",
        label_vi: "khoản 3 Điều 15 Quy chế 1722",
        label_en: "Article 15(3), Regulation 1722",
        summary_vi: "Trực tuyến với dịch vụ mức độ 3 và 4.",
        summary_en: "Online for services of level 3 and 4.",
    });

    /// Điều 16 Quy chế 1722: Tiếp nhận hồ sơ.
    pub const D16: Citation = Citation(&Provision {
        id: "qc1722.d16",
        label_vi: "Điều 16 Quy chế 1722",
        label_en: "Article 16, Regulation 1722",
        summary_vi: "Tiếp nhận hồ sơ.",
        summary_en: "Receiving dossiers.",
    });

    /// khoản 1 Điều 16 Quy chế 1722: Hồ sơ nộp trực tiếp, qua bưu điện hay người thay: kiểm tra đủ, đúng rồi chọn một trong bốn cách.
    pub const D16_K1: Citation = Citation(&Provision {
        id: "qc1722.d16.k1",
        label_vi: "khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1), Regulation 1722",
        summary_vi: "Hồ sơ nộp trực tiếp, qua bưu điện hay người thay: kiểm tra đủ, đúng rồi chọn một trong bốn cách.",
        summary_en: "A dossier brought, posted or sent by proxy is checked and then goes one of four ways.",
    });

    /// điểm a khoản 1 Điều 16 Quy chế 1722: Đủ và đúng: nhận, quét lưu, nhập vào hệ thống và cấp mã.
    pub const D16_K1_A: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.a",
        label_vi: "điểm a khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(a), Regulation 1722",
        summary_vi: "Đủ và đúng: nhận, quét lưu, nhập vào hệ thống và cấp mã.",
        summary_en: "Complete and correct: accept, scan, enter and give a code.",
    });

    /// gạch đầu dòng thứ 1 điểm a khoản 1 Điều 16 Quy chế 1722: Trả kết quả ngay: có mã và ghi kết quả, không cần giấy tiếp nhận.
    pub const D16_K1_A_G1: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.a.g1",
        label_vi: "gạch đầu dòng thứ 1 điểm a khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(a), indent 1, Regulation 1722",
        summary_vi: "Trả kết quả ngay: có mã và ghi kết quả, không cần giấy tiếp nhận.",
        summary_en: "Result at once: a code and a recorded result, no receipt.",
    });

    /// gạch đầu dòng thứ 2 điểm a khoản 1 Điều 16 Quy chế 1722: Không trả ngay: có mã và giấy hẹn.
    pub const D16_K1_A_G2: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.a.g2",
        label_vi: "gạch đầu dòng thứ 2 điểm a khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(a), indent 2, Regulation 1722",
        summary_vi: "Không trả ngay: có mã và giấy hẹn.",
        summary_en: "Result later: a code and a receipt with the appointed day.",
    });

    /// điểm b khoản 1 Điều 16 Quy chế 1722: Thiếu, sai hoặc không đúng thẩm quyền: hướng dẫn một lần cho đủ, có phiếu.
    pub const D16_K1_B: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.b",
        label_vi: "điểm b khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(b), Regulation 1722",
        summary_vi: "Thiếu, sai hoặc không đúng thẩm quyền: hướng dẫn một lần cho đủ, có phiếu.",
        summary_en: "Incomplete, wrong or not competent: guide once and fully, on a slip.",
    });

    /// điểm c khoản 1 Điều 16 Quy chế 1722: Phức tạp, chưa rõ: báo lãnh đạo mời cơ quan cử người cùng xem, rồi nhận hoặc hướng dẫn.
    pub const D16_K1_C: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.c",
        label_vi: "điểm c khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(c), Regulation 1722",
        summary_vi: "Phức tạp, chưa rõ: báo lãnh đạo mời cơ quan cử người cùng xem, rồi nhận hoặc hướng dẫn.",
        summary_en: "Complex or unclear: the leaders ask the agency to send someone, then it is accepted or guided.",
    });

    /// điểm d khoản 1 Điều 16 Quy chế 1722: Từ chối phải có phiếu nêu lý do.
    pub const D16_K1_D: Citation = Citation(&Provision {
        id: "qc1722.d16.k1.d",
        label_vi: "điểm d khoản 1 Điều 16 Quy chế 1722",
        label_en: "Article 16(1)(d), Regulation 1722",
        summary_vi: "Từ chối phải có phiếu nêu lý do.",
        summary_en: "A refusal needs a slip with its reason.",
    });

    /// khoản 2 Điều 16 Quy chế 1722: Hồ sơ trực tuyến cũng được kiểm tra đủ, đúng.
    pub const D16_K2: Citation = Citation(&Provision {
        id: "qc1722.d16.k2",
        label_vi: "khoản 2 Điều 16 Quy chế 1722",
        label_en: "Article 16(2), Regulation 1722",
        summary_vi: "Hồ sơ trực tuyến cũng được kiểm tra đủ, đúng.",
        summary_en: "Online dossiers are checked in the same way.",
    });

    /// điểm a khoản 2 Điều 16 Quy chế 1722: Thiếu hoặc sai nơi: báo một lần, rõ lý do và cách bổ sung.
    pub const D16_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d16.k2.a",
        label_vi: "điểm a khoản 2 Điều 16 Quy chế 1722",
        label_en: "Article 16(2)(a), Regulation 1722",
        summary_vi: "Thiếu hoặc sai nơi: báo một lần, rõ lý do và cách bổ sung.",
        summary_en: "If lacking or misdirected, one notice says why and what to add.",
    });

    /// đoạn 2 điểm a khoản 2 Điều 16 Quy chế 1722: Báo bằng thư điện tử và tin nhắn của cổng.
    pub const D16_K2_A_P2: Citation = Citation(&Provision {
        id: "qc1722.d16.k2.a.p2",
        label_vi: "đoạn 2 điểm a khoản 2 Điều 16 Quy chế 1722",
        label_en: "Article 16(2)(a), paragraph 2, Regulation 1722",
        summary_vi: "Báo bằng thư điện tử và tin nhắn của cổng.",
        summary_en: "The notice goes by e-mail and text message of the portal.",
    });

    /// điểm b khoản 2 Điều 16 Quy chế 1722: Đủ, hợp lệ thì nhận và chuyển giải quyết.
    pub const D16_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d16.k2.b",
        label_vi: "điểm b khoản 2 Điều 16 Quy chế 1722",
        label_en: "Article 16(2)(b), Regulation 1722",
        summary_vi: "Đủ, hợp lệ thì nhận và chuyển giải quyết.",
        summary_en: "If valid it is accepted and transferred.",
    });

    /// khoản 3 Điều 16 Quy chế 1722: Cơ quan nhận nhầm hồ sơ phải đưa về Trung tâm trong ngày; nhận sau 15:00 thì đầu buổi hôm sau.
    pub const D16_K3: Citation = Citation(&Provision {
        id: "qc1722.d16.k3",
        label_vi: "khoản 3 Điều 16 Quy chế 1722",
        label_en: "Article 16(3), Regulation 1722",
        summary_vi: "Cơ quan nhận nhầm hồ sơ phải đưa về Trung tâm trong ngày; nhận sau 15:00 thì đầu buổi hôm sau.",
        summary_en: "An agency that gets a dossier forwards it to the Centre the same day, or early next working day if after 15:00.",
    });

    /// khoản 4 Điều 16 Quy chế 1722: Dịch vụ của bộ vẫn nhận và trả ở Trung tâm để theo dõi; xử lý trên phần mềm của bộ.
    pub const D16_K4: Citation = Citation(&Provision {
        id: "qc1722.d16.k4",
        label_vi: "khoản 4 Điều 16 Quy chế 1722",
        label_en: "Article 16(4), Regulation 1722",
        summary_vi: "Dịch vụ của bộ vẫn nhận và trả ở Trung tâm để theo dõi; xử lý trên phần mềm của bộ.",
        summary_en: "Ministry services are still received and returned at the Centre; work is done in the ministry's software.",
    });

    /// Điều 17 Quy chế 1722: Chuyển hồ sơ đến nơi giải quyết.
    pub const D17: Citation = Citation(&Provision {
        id: "qc1722.d17",
        label_vi: "Điều 17 Quy chế 1722",
        label_en: "Article 17, Regulation 1722",
        summary_vi: "Chuyển hồ sơ đến nơi giải quyết.",
        summary_en: "Transfer to the settling agency.",
    });

    /// khoản 1 Điều 17 Quy chế 1722: Nhận xong thì lập phiếu kiểm soát, ký và chuyển trong ngày; nhận sau 15:00 thì chuyển đầu buổi hôm sau.
    pub const D17_K1: Citation = Citation(&Provision {
        id: "qc1722.d17.k1",
        label_vi: "khoản 1 Điều 17 Quy chế 1722",
        label_en: "Article 17(1), Regulation 1722",
        summary_vi: "Nhận xong thì lập phiếu kiểm soát, ký và chuyển trong ngày; nhận sau 15:00 thì chuyển đầu buổi hôm sau.",
        summary_en: "After acceptance make the control slip, sign and transfer that day, or early next working day if after 15:00.",
    });

    /// khoản 2 Điều 17 Quy chế 1722: Hồ sơ trực tuyến được chuyển dưới dạng dữ liệu.
    pub const D17_K2: Citation = Citation(&Provision {
        id: "qc1722.d17.k2",
        label_vi: "khoản 2 Điều 17 Quy chế 1722",
        label_en: "Article 17(2), Regulation 1722",
        summary_vi: "Hồ sơ trực tuyến được chuyển dưới dạng dữ liệu.",
        summary_en: "Online dossiers are transferred as data.",
    });

    /// Điều 18 Quy chế 1722: Giải quyết và trả kết quả, cùng bốn điều của Nghị định 61.
    pub const D18: Citation = Citation(&Provision {
        id: "qc1722.d18",
        label_vi: "Điều 18 Quy chế 1722",
        label_en: "Article 18, Regulation 1722",
        summary_vi: "Giải quyết và trả kết quả, cùng bốn điều của Nghị định 61.",
        summary_en: "Settling and returning results, together with four articles of Decree 61.",
    });

    /// khoản 1 Điều 18 Quy chế 1722: Thẩm định thấy chưa đủ điều kiện thì trả lại qua Trung tâm, kèm lý do hoặc phiếu yêu cầu bổ sung, trong hạn dưới đây.
    pub const D18_K1: Citation = Citation(&Provision {
        id: "qc1722.d18.k1",
        label_vi: "khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1), Regulation 1722",
        summary_vi: "Thẩm định thấy chưa đủ điều kiện thì trả lại qua Trung tâm, kèm lý do hoặc phiếu yêu cầu bổ sung, trong hạn dưới đây.",
        summary_en: "A dossier found unfit is returned through the Centre with reasons or a supplement slip, within the days below.",
    });

    /// điểm a khoản 1 Điều 18 Quy chế 1722: Thủ tục dưới năm ngày: báo trong một ngày làm việc.
    pub const D18_K1_A: Citation = Citation(&Provision {
        id: "qc1722.d18.k1.a",
        label_vi: "điểm a khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1)(a), Regulation 1722",
        summary_vi: "Thủ tục dưới năm ngày: báo trong một ngày làm việc.",
        summary_en: "Limit under five days: tell within one working day.",
    });

    /// điểm b khoản 1 Điều 18 Quy chế 1722: Thủ tục từ năm đến mười ngày: báo trong hai ngày làm việc.
    pub const D18_K1_B: Citation = Citation(&Provision {
        id: "qc1722.d18.k1.b",
        label_vi: "điểm b khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1)(b), Regulation 1722",
        summary_vi: "Thủ tục từ năm đến mười ngày: báo trong hai ngày làm việc.",
        summary_en: "Limit of five to ten days: tell within two working days.",
    });

    /// điểm c khoản 1 Điều 18 Quy chế 1722: Thủ tục trên mười ngày: báo trong ba ngày làm việc.
    pub const D18_K1_C: Citation = Citation(&Provision {
        id: "qc1722.d18.k1.c",
        label_vi: "điểm c khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1)(c), Regulation 1722",
        summary_vi: "Thủ tục trên mười ngày: báo trong ba ngày làm việc.",
        summary_en: "Limit above ten days: tell within three working days.",
    });

    /// điểm d khoản 1 Điều 18 Quy chế 1722: Luật chuyên ngành có hạn riêng thì theo hạn đó.
    pub const D18_K1_D: Citation = Citation(&Provision {
        id: "qc1722.d18.k1.d",
        label_vi: "điểm d khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1)(d), Regulation 1722",
        summary_vi: "Luật chuyên ngành có hạn riêng thì theo hạn đó.",
        summary_en: "A special law with its own limit prevails.",
    });

    /// đoạn 2 khoản 1 Điều 18 Quy chế 1722: Khi nhận đủ hồ sơ, thời hạn đếm lại từ số không.
    pub const D18_K1_P2: Citation = Citation(&Provision {
        id: "qc1722.d18.k1.p2",
        label_vi: "đoạn 2 khoản 1 Điều 18 Quy chế 1722",
        label_en: "Article 18(1), paragraph 2, Regulation 1722",
        summary_vi: "Khi nhận đủ hồ sơ, thời hạn đếm lại từ số không.",
        summary_en: "Once the dossier is complete the limit starts from zero.",
    });

    /// khoản 2 Điều 18 Quy chế 1722: Xử lý hồ sơ quá hạn.
    pub const D18_K2: Citation = Citation(&Provision {
        id: "qc1722.d18.k2",
        label_vi: "khoản 2 Điều 18 Quy chế 1722",
        label_en: "Article 18(2), Regulation 1722",
        summary_vi: "Xử lý hồ sơ quá hạn.",
        summary_en: "Handling of overdue dossiers.",
    });

    /// điểm a khoản 2 Điều 18 Quy chế 1722: Lỗi của sở: người đứng đầu xin lỗi, nêu lý do, ngày mới và báo Trung tâm; chỉ được hẹn lại một lần.
    pub const D18_K2_A: Citation = Citation(&Provision {
        id: "qc1722.d18.k2.a",
        label_vi: "điểm a khoản 2 Điều 18 Quy chế 1722",
        label_en: "Article 18(2)(a), Regulation 1722",
        summary_vi: "Lỗi của sở: người đứng đầu xin lỗi, nêu lý do, ngày mới và báo Trung tâm; chỉ được hẹn lại một lần.",
        summary_en: "Department at fault: its head apologises with reason and new date and tells the Centre; one new date at most.",
    });

    /// điểm b khoản 2 Điều 18 Quy chế 1722: Chậm do Trung tâm: Giám đốc xin lỗi.
    pub const D18_K2_B: Citation = Citation(&Provision {
        id: "qc1722.d18.k2.b",
        label_vi: "điểm b khoản 2 Điều 18 Quy chế 1722",
        label_en: "Article 18(2)(b), Regulation 1722",
        summary_vi: "Chậm do Trung tâm: Giám đốc xin lỗi.",
        summary_en: "Centre at fault: the director apologises.",
    });

    /// điểm c khoản 2 Điều 18 Quy chế 1722: Muộn nhất một ngày trước hạn mà chưa có kết quả thì báo cho người nộp qua tin nhắn, thư, điện thoại, mạng xã hội được phép.
    pub const D18_K2_C: Citation = Citation(&Provision {
        id: "qc1722.d18.k2.c",
        label_vi: "điểm c khoản 2 Điều 18 Quy chế 1722",
        label_en: "Article 18(2)(c), Regulation 1722",
        summary_vi: "Muộn nhất một ngày trước hạn mà chưa có kết quả thì báo cho người nộp qua tin nhắn, thư, điện thoại, mạng xã hội được phép.",
        summary_en: "At the latest one day before expiry without a result, tell the applicant by message, mail, phone or permitted network.",
    });

    /// khoản 3 Điều 18 Quy chế 1722: Liên thông với Văn phòng UBND tỉnh theo hai bước.
    pub const D18_K3: Citation = Citation(&Provision {
        id: "qc1722.d18.k3",
        label_vi: "khoản 3 Điều 18 Quy chế 1722",
        label_en: "Article 18(3), Regulation 1722",
        summary_vi: "Liên thông với Văn phòng UBND tỉnh theo hai bước.",
        summary_en: "Chain with the provincial Office in two steps.",
    });

    /// Bước 1 khoản 3 Điều 18 Quy chế 1722: Gửi hồ sơ điện tử cho một cửa Văn phòng; báo cơ quan chủ trì đưa bản giấy ngay hôm đó.
    pub const D18_K3_BUOC1: Citation = Citation(&Provision {
        id: "qc1722.d18.k3.buoc1",
        label_vi: "Bước 1 khoản 3 Điều 18 Quy chế 1722",
        label_en: "Article 18(3), step 1, Regulation 1722",
        summary_vi: "Gửi hồ sơ điện tử cho một cửa Văn phòng; báo cơ quan chủ trì đưa bản giấy ngay hôm đó.",
        summary_en: "Send the electronic dossier to the Office's desk; tell the lead agency to bring the paper that day.",
    });

    /// Bước 2 khoản 3 Điều 18 Quy chế 1722: Có cả giấy và điện tử thì Văn phòng xử lý, trả kết quả về nơi đã nhận; ghi đủ vào hệ thống.
    pub const D18_K3_BUOC2: Citation = Citation(&Provision {
        id: "qc1722.d18.k3.buoc2",
        label_vi: "Bước 2 khoản 3 Điều 18 Quy chế 1722",
        label_en: "Article 18(3), step 2, Regulation 1722",
        summary_vi: "Có cả giấy và điện tử thì Văn phòng xử lý, trả kết quả về nơi đã nhận; ghi đủ vào hệ thống.",
        summary_en: "With paper and data in hand the Office processes and returns the result to the receiving desk; all is recorded.",
    });

    /// khoản 4 Điều 18 Quy chế 1722: Liên thông giữa các cơ quan cùng cấp theo năm bước.
    pub const D18_K4: Citation = Citation(&Provision {
        id: "qc1722.d18.k4",
        label_vi: "khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), Regulation 1722",
        summary_vi: "Liên thông giữa các cơ quan cùng cấp theo năm bước.",
        summary_en: "Chain among agencies of one level in five steps.",
    });

    /// Bước 1 khoản 4 Điều 18 Quy chế 1722: Một cửa định thứ tự cơ quan và gửi hồ sơ cho nơi chủ trì.
    pub const D18_K4_BUOC1: Citation = Citation(&Provision {
        id: "qc1722.d18.k4.buoc1",
        label_vi: "Bước 1 khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), step 1, Regulation 1722",
        summary_vi: "Một cửa định thứ tự cơ quan và gửi hồ sơ cho nơi chủ trì.",
        summary_en: "The desk fixes the order of agencies and sends the dossier to the lead.",
    });

    /// Bước 2 khoản 4 Điều 18 Quy chế 1722: Nơi chủ trì làm phần mình, chuyển tiếp, báo Trung tâm và ghi hệ thống.
    pub const D18_K4_BUOC2: Citation = Citation(&Provision {
        id: "qc1722.d18.k4.buoc2",
        label_vi: "Bước 2 khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), step 2, Regulation 1722",
        summary_vi: "Nơi chủ trì làm phần mình, chuyển tiếp, báo Trung tâm và ghi hệ thống.",
        summary_en: "The lead does its part, passes on, tells the Centre and records it.",
    });

    /// Bước 3 khoản 4 Điều 18 Quy chế 1722: Mỗi cơ quan sau làm như vậy theo thứ tự đã định.
    pub const D18_K4_BUOC3: Citation = Citation(&Provision {
        id: "qc1722.d18.k4.buoc3",
        label_vi: "Bước 3 khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), step 3, Regulation 1722",
        summary_vi: "Mỗi cơ quan sau làm như vậy theo thứ tự đã định.",
        summary_en: "Each later agency does the same in the fixed order.",
    });

    /// Bước 4 khoản 4 Điều 18 Quy chế 1722: Cơ quan cuối trả mọi thứ về nơi chủ trì.
    pub const D18_K4_BUOC4: Citation = Citation(&Provision {
        id: "qc1722.d18.k4.buoc4",
        label_vi: "Bước 4 khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), step 4, Regulation 1722",
        summary_vi: "Cơ quan cuối trả mọi thứ về nơi chủ trì.",
        summary_en: "The last agency returns everything to the lead.",
    });

    /// Bước 5 khoản 4 Điều 18 Quy chế 1722: Nơi chủ trì đưa kết quả về một cửa để trả người dân.
    pub const D18_K4_BUOC5: Citation = Citation(&Provision {
        id: "qc1722.d18.k4.buoc5",
        label_vi: "Bước 5 khoản 4 Điều 18 Quy chế 1722",
        label_en: "Article 18(4), step 5, Regulation 1722",
        summary_vi: "Nơi chủ trì đưa kết quả về một cửa để trả người dân.",
        summary_en: "The lead brings the result to the desk for the applicant.",
    });

    /// khoản 5 Điều 18 Quy chế 1722: Lấy ý kiến đơn vị khác theo ba bước.
    pub const D18_K5: Citation = Citation(&Provision {
        id: "qc1722.d18.k5",
        label_vi: "khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), Regulation 1722",
        summary_vi: "Lấy ý kiến đơn vị khác theo ba bước.",
        summary_en: "Consultation of other units in three steps.",
    });

    /// Bước 1 khoản 5 Điều 18 Quy chế 1722: Gửi nội dung và hạn trả lời, báo Trung tâm và cập nhật thường xuyên.
    pub const D18_K5_BUOC1: Citation = Citation(&Provision {
        id: "qc1722.d18.k5.buoc1",
        label_vi: "Bước 1 khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), step 1, Regulation 1722",
        summary_vi: "Gửi nội dung và hạn trả lời, báo Trung tâm và cập nhật thường xuyên.",
        summary_en: "Send content and deadline, tell the Centre and keep the record current.",
    });

    /// Bước 2 khoản 5 Điều 18 Quy chế 1722: Nơi được hỏi trả lời đúng hạn; im lặng quá hạn thì báo Trung tâm.
    pub const D18_K5_BUOC2: Citation = Citation(&Provision {
        id: "qc1722.d18.k5.buoc2",
        label_vi: "Bước 2 khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), step 2, Regulation 1722",
        summary_vi: "Nơi được hỏi trả lời đúng hạn; im lặng quá hạn thì báo Trung tâm.",
        summary_en: "The unit asked answers in time; silence past the deadline is reported to the Centre.",
    });

    /// Bước 3 khoản 5 Điều 18 Quy chế 1722: Sau khi lấy ý kiến, đi tiếp một trong hai đường.
    pub const D18_K5_BUOC3: Citation = Citation(&Provision {
        id: "qc1722.d18.k5.buoc3",
        label_vi: "Bước 3 khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), step 3, Regulation 1722",
        summary_vi: "Sau khi lấy ý kiến, đi tiếp một trong hai đường.",
        summary_en: "After consultation one of two ways follows.",
    });

    /// gạch đầu dòng thứ 1 Bước 3 khoản 5 Điều 18 Quy chế 1722: Thuộc quyền nơi chủ trì: thẩm định, rồi đưa kết quả về một cửa.
    pub const D18_K5_BUOC3_G1: Citation = Citation(&Provision {
        id: "qc1722.d18.k5.buoc3.g1",
        label_vi: "gạch đầu dòng thứ 1 Bước 3 khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), step 3, indent 1, Regulation 1722",
        summary_vi: "Thuộc quyền nơi chủ trì: thẩm định, rồi đưa kết quả về một cửa.",
        summary_en: "Within the lead's competence: appraise, then bring the result to the desk.",
    });

    /// gạch đầu dòng thứ 2 Bước 3 khoản 5 Điều 18 Quy chế 1722: Thủ tục liên thông: theo khoản 3 hoặc 4.
    pub const D18_K5_BUOC3_G2: Citation = Citation(&Provision {
        id: "qc1722.d18.k5.buoc3.g2",
        label_vi: "gạch đầu dòng thứ 2 Bước 3 khoản 5 Điều 18 Quy chế 1722",
        label_en: "Article 18(5), step 3, indent 2, Regulation 1722",
        summary_vi: "Thủ tục liên thông: theo khoản 3 hoặc 4.",
        summary_en: "A chained procedure goes on under clause 3 or 4.",
    });

    /// khoản 6 Điều 18 Quy chế 1722: Kết quả và phiếu kiểm soát về Trung tâm để xác nhận, cập nhật và trả.
    pub const D18_K6: Citation = Citation(&Provision {
        id: "qc1722.d18.k6",
        label_vi: "khoản 6 Điều 18 Quy chế 1722",
        label_en: "Article 18(6), Regulation 1722",
        summary_vi: "Kết quả và phiếu kiểm soát về Trung tâm để xác nhận, cập nhật và trả.",
        summary_en: "Result and control slip come to the Centre to be confirmed, entered and returned.",
    });

    /// điểm a khoản 6 Điều 18 Quy chế 1722: Trả đúng giờ và nơi đã hẹn; xong sớm thì báo trong hai ngày làm việc từ lúc kết quả về.
    pub const D18_K6_A: Citation = Citation(&Provision {
        id: "qc1722.d18.k6.a",
        label_vi: "điểm a khoản 6 Điều 18 Quy chế 1722",
        label_en: "Article 18(6)(a), Regulation 1722",
        summary_vi: "Trả đúng giờ và nơi đã hẹn; xong sớm thì báo trong hai ngày làm việc từ lúc kết quả về.",
        summary_en: "Return at the appointed time and place; if early, tell within two working days of arrival.",
    });

    /// điểm b khoản 6 Điều 18 Quy chế 1722: Có phí hoặc lệ phí thì nộp đủ theo mã hồ sơ, hoặc đưa chứng từ, trước khi nhận.
    pub const D18_K6_B: Citation = Citation(&Provision {
        id: "qc1722.d18.k6.b",
        label_vi: "điểm b khoản 6 Điều 18 Quy chế 1722",
        label_en: "Article 18(6)(b), Regulation 1722",
        summary_vi: "Có phí hoặc lệ phí thì nộp đủ theo mã hồ sơ, hoặc đưa chứng từ, trước khi nhận.",
        summary_en: "Charges and fees for the code are paid, or proof shown, before hand-over.",
    });

    /// điểm c khoản 6 Điều 18 Quy chế 1722: Đăng ký qua bưu điện thì trả, thu tiền và cước qua bưu điện.
    pub const D18_K6_C: Citation = Citation(&Provision {
        id: "qc1722.d18.k6.c",
        label_vi: "điểm c khoản 6 Điều 18 Quy chế 1722",
        label_en: "Article 18(6)(c), Regulation 1722",
        summary_vi: "Đăng ký qua bưu điện thì trả, thu tiền và cước qua bưu điện.",
        summary_en: "If registered for the post, return, money and postage go through the post.",
    });

    /// điểm d khoản 6 Điều 18 Quy chế 1722: Đăng ký trực tuyến thì trả qua cổng.
    pub const D18_K6_D: Citation = Citation(&Provision {
        id: "qc1722.d18.k6.d",
        label_vi: "điểm d khoản 6 Điều 18 Quy chế 1722",
        label_en: "Article 18(6)(d), Regulation 1722",
        summary_vi: "Đăng ký trực tuyến thì trả qua cổng.",
        summary_en: "If registered online, return is through the portal.",
    });

    /// Điều 19 Quy chế 1722: Trách nhiệm của cơ quan cử người.
    pub const D19: Citation = Citation(&Provision {
        id: "qc1722.d19",
        label_vi: "Điều 19 Quy chế 1722",
        label_en: "Article 19, Regulation 1722",
        summary_vi: "Trách nhiệm của cơ quan cử người.",
        summary_en: "Duties of the sending units.",
    });

    /// khoản 1 Điều 19 Quy chế 1722: Cử người đủ tiêu chuẩn, ưu tiên người duyệt được ngay tại Trung tâm. (Văn bản viện dẫn Điều 12; tiêu chuẩn ở Điều 11.)
    pub const D19_K1: Citation = Citation(&Provision {
        id: "qc1722.d19.k1",
        label_vi: "khoản 1 Điều 19 Quy chế 1722",
        label_en: "Article 19(1), Regulation 1722",
        summary_vi: "Cử người đủ tiêu chuẩn, ưu tiên người duyệt được ngay tại Trung tâm. (Văn bản viện dẫn Điều 12; tiêu chuẩn ở Điều 11.)",
        summary_en: "Send officers who meet the standard, preferably able to approve at the Centre. (The text refers to Article 12; the standard is in Article 11.)",
    });

    /// khoản 2 Điều 19 Quy chế 1722: Hướng dẫn và kiểm tra người tiếp nhận, thẩm định; duyệt hồ sơ và trả kết quả tại Trung tâm.
    pub const D19_K2: Citation = Citation(&Provision {
        id: "qc1722.d19.k2",
        label_vi: "khoản 2 Điều 19 Quy chế 1722",
        label_en: "Article 19(2), Regulation 1722",
        summary_vi: "Hướng dẫn và kiểm tra người tiếp nhận, thẩm định; duyệt hồ sơ và trả kết quả tại Trung tâm.",
        summary_en: "Guide and check those who receive and appraise; approve dossiers and return results at the Centre.",
    });

    /// khoản 3 Điều 19 Quy chế 1722: Cùng Trung tâm lập quy trình nội bộ đủ bước, có lấy ý kiến, liên thông và chuyển giấy xa trên 200 m, vừa thời hạn.
    pub const D19_K3: Citation = Citation(&Provision {
        id: "qc1722.d19.k3",
        label_vi: "khoản 3 Điều 19 Quy chế 1722",
        label_en: "Article 19(3), Regulation 1722",
        summary_vi: "Cùng Trung tâm lập quy trình nội bộ đủ bước, có lấy ý kiến, liên thông và chuyển giấy xa trên 200 m, vừa thời hạn.",
        summary_en: "Write the internal process with all steps, consultation, chains and paper transport over 200 m, within the limit.",
    });

    /// khoản 4 Điều 19 Quy chế 1722: Giao thẩm định và giữ tiến độ từng hồ sơ luôn cập nhật.
    pub const D19_K4: Citation = Citation(&Provision {
        id: "qc1722.d19.k4",
        label_vi: "khoản 4 Điều 19 Quy chế 1722",
        label_en: "Article 19(4), Regulation 1722",
        summary_vi: "Giao thẩm định và giữ tiến độ từng hồ sơ luôn cập nhật.",
        summary_en: "Assign appraisal and keep the progress of each dossier current.",
    });

    /// khoản 5 Điều 19 Quy chế 1722: Chủ động báo lý do chậm, kèm lời xin lỗi và ngày hẹn mới.
    pub const D19_K5: Citation = Citation(&Provision {
        id: "qc1722.d19.k5",
        label_vi: "khoản 5 Điều 19 Quy chế 1722",
        label_en: "Article 19(5), Regulation 1722",
        summary_vi: "Chủ động báo lý do chậm, kèm lời xin lỗi và ngày hẹn mới.",
        summary_en: "Tell unasked of lateness, with apology and new date.",
    });

    /// khoản 6 Điều 19 Quy chế 1722: Báo kịp thời khi thủ tục thay đổi.
    pub const D19_K6: Citation = Citation(&Provision {
        id: "qc1722.d19.k6",
        label_vi: "khoản 6 Điều 19 Quy chế 1722",
        label_en: "Article 19(6), Regulation 1722",
        summary_vi: "Báo kịp thời khi thủ tục thay đổi.",
        summary_en: "Tell in time when a procedure changes.",
    });

    /// khoản 7 Điều 19 Quy chế 1722: Cung cấp thông tin nghề và lo quyền lợi cho người được cử.
    pub const D19_K7: Citation = Citation(&Provision {
        id: "qc1722.d19.k7",
        label_vi: "khoản 7 Điều 19 Quy chế 1722",
        label_en: "Article 19(7), Regulation 1722",
        summary_vi: "Cung cấp thông tin nghề và lo quyền lợi cho người được cử.",
        summary_en: "Give seconded officers the information and benefits they are due.",
    });

    /// khoản 8 Điều 19 Quy chế 1722: Cùng quản lý người được cử; có ít nhất một người thay khi vắng.
    pub const D19_K8: Citation = Citation(&Provision {
        id: "qc1722.d19.k8",
        label_vi: "khoản 8 Điều 19 Quy chế 1722",
        label_en: "Article 19(8), Regulation 1722",
        summary_vi: "Cùng quản lý người được cử; có ít nhất một người thay khi vắng.",
        summary_en: "Help manage those seconded; have at least one stand-in.",
    });

    /// khoản 9 Điều 19 Quy chế 1722: Đánh giá công chức sau khi Trung tâm xác nhận.
    pub const D19_K9: Citation = Citation(&Provision {
        id: "qc1722.d19.k9",
        label_vi: "khoản 9 Điều 19 Quy chế 1722",
        label_en: "Article 19(9), Regulation 1722",
        summary_vi: "Đánh giá công chức sau khi Trung tâm xác nhận.",
        summary_en: "Evaluate officers after the Centre confirms.",
    });

    /// khoản 10 Điều 19 Quy chế 1722: Bưu điện cùng Trung tâm cung ứng bưu chính công ích.
    pub const D19_K10: Citation = Citation(&Provision {
        id: "qc1722.d19.k10",
        label_vi: "khoản 10 Điều 19 Quy chế 1722",
        label_en: "Article 19(10), Regulation 1722",
        summary_vi: "Bưu điện cùng Trung tâm cung ứng bưu chính công ích.",
        summary_en: "The post provides the public postal service with the Centre.",
    });

    /// Điều 20 Quy chế 1722: Rà soát, cập nhật thủ tục và quy trình.
    pub const D20: Citation = Citation(&Provision {
        id: "qc1722.d20",
        label_vi: "Điều 20 Quy chế 1722",
        label_en: "Article 20, Regulation 1722",
        summary_vi: "Rà soát, cập nhật thủ tục và quy trình.",
        summary_en: "Review and update of procedures and processes.",
    });

    /// khoản 1 Điều 20 Quy chế 1722: Đôn đốc trình công bố ngay khi trung ương đã công bố.
    pub const D20_K1: Citation = Citation(&Provision {
        id: "qc1722.d20.k1",
        label_vi: "khoản 1 Điều 20 Quy chế 1722",
        label_en: "Article 20(1), Regulation 1722",
        summary_vi: "Đôn đốc trình công bố ngay khi trung ương đã công bố.",
        summary_en: "Urge publication as soon as the centre has published.",
    });

    /// khoản 2 Điều 20 Quy chế 1722: Định kỳ lập kế hoạch rà soát để phát hiện và kiến nghị sửa quy định không hợp.
    pub const D20_K2: Citation = Citation(&Provision {
        id: "qc1722.d20.k2",
        label_vi: "khoản 2 Điều 20 Quy chế 1722",
        label_en: "Article 20(2), Regulation 1722",
        summary_vi: "Định kỳ lập kế hoạch rà soát để phát hiện và kiến nghị sửa quy định không hợp.",
        summary_en: "Plan reviews periodically to find unsuitable rules and propose changes.",
    });

    /// Điều 21 Quy chế 1722: Phản ánh, kiến nghị, khiếu nại, tố cáo.
    pub const D21: Citation = Citation(&Provision {
        id: "qc1722.d21",
        label_vi: "Điều 21 Quy chế 1722",
        label_en: "Article 21, Regulation 1722",
        summary_vi: "Phản ánh, kiến nghị, khiếu nại, tố cáo.",
        summary_en: "Feedback, recommendations, complaints and denunciations.",
    });

    /// khoản 1 Điều 21 Quy chế 1722: Công khai địa chỉ nhận phản ánh và chỉ cách gửi.
    pub const D21_K1: Citation = Citation(&Provision {
        id: "qc1722.d21.k1",
        label_vi: "khoản 1 Điều 21 Quy chế 1722",
        label_en: "Article 21(1), Regulation 1722",
        summary_vi: "Công khai địa chỉ nhận phản ánh và chỉ cách gửi.",
        summary_en: "Show the address for feedback and how to send it.",
    });

    /// đoạn 2 khoản 1 Điều 21 Quy chế 1722: Việc của chính Trung tâm thì Trung tâm trả lời và báo cáo Chủ tịch.
    pub const D21_K1_P2: Citation = Citation(&Provision {
        id: "qc1722.d21.k1.p2",
        label_vi: "đoạn 2 khoản 1 Điều 21 Quy chế 1722",
        label_en: "Article 21(1), paragraph 2, Regulation 1722",
        summary_vi: "Việc của chính Trung tâm thì Trung tâm trả lời và báo cáo Chủ tịch.",
        summary_en: "What concerns the Centre it answers itself and reports to the chairman.",
    });

    /// khoản 2 Điều 21 Quy chế 1722: Đôn đốc các sở xử lý phản ánh về quy định và về hành vi gây phiền hà.
    pub const D21_K2: Citation = Citation(&Provision {
        id: "qc1722.d21.k2",
        label_vi: "khoản 2 Điều 21 Quy chế 1722",
        label_en: "Article 21(2), Regulation 1722",
        summary_vi: "Đôn đốc các sở xử lý phản ánh về quy định và về hành vi gây phiền hà.",
        summary_en: "Urge departments to handle feedback on rules and on harassing conduct.",
    });

    /// Điều 22 Quy chế 1722: Ứng dụng công nghệ thông tin.
    pub const D22: Citation = Citation(&Provision {
        id: "qc1722.d22",
        label_vi: "Điều 22 Quy chế 1722",
        label_en: "Article 22, Regulation 1722",
        summary_vi: "Ứng dụng công nghệ thông tin.",
        summary_en: "Use of information technology.",
    });

    /// khoản 1 Điều 22 Quy chế 1722: Thường xuyên cập nhật quy trình vào hệ thống một cửa.
    pub const D22_K1: Citation = Citation(&Provision {
        id: "qc1722.d22.k1",
        label_vi: "khoản 1 Điều 22 Quy chế 1722",
        label_en: "Article 22(1), Regulation 1722",
        summary_vi: "Thường xuyên cập nhật quy trình vào hệ thống một cửa.",
        summary_en: "Keep processes current in the one-stop system.",
    });

    /// khoản 2 Điều 22 Quy chế 1722: Giữ hệ thống chạy thống nhất, trao đổi được với cơ sở dữ liệu quốc gia và chuyên ngành.
    pub const D22_K2: Citation = Citation(&Provision {
        id: "qc1722.d22.k2",
        label_vi: "khoản 2 Điều 22 Quy chế 1722",
        label_en: "Article 22(2), Regulation 1722",
        summary_vi: "Giữ hệ thống chạy thống nhất, trao đổi được với cơ sở dữ liệu quốc gia và chuyên ngành.",
        summary_en: "Keep the system uniform and able to exchange data with national and specialised databases.",
    });

    /// Điều 23 Quy chế 1722: Quan hệ giữa Trung tâm và các cơ quan.
    pub const D23: Citation = Citation(&Provision {
        id: "qc1722.d23",
        label_vi: "Điều 23 Quy chế 1722",
        label_en: "Article 23, Regulation 1722",
        summary_vi: "Quan hệ giữa Trung tâm và các cơ quan.",
        summary_en: "Relations of the Centre with agencies.",
    });

    /// khoản 1 Điều 23 Quy chế 1722: Quan hệ phối hợp, thường xuyên trao đổi tình hình.
    pub const D23_K1: Citation = Citation(&Provision {
        id: "qc1722.d23.k1",
        label_vi: "khoản 1 Điều 23 Quy chế 1722",
        label_en: "Article 23(1), Regulation 1722",
        summary_vi: "Quan hệ phối hợp, thường xuyên trao đổi tình hình.",
        summary_en: "Relations of cooperation with regular exchange on the state of work.",
    });

    /// khoản 2 Điều 23 Quy chế 1722: Việc vượt quyền thì báo cáo xin chỉ đạo và làm theo chỉ đạo.
    pub const D23_K2: Citation = Citation(&Provision {
        id: "qc1722.d23.k2",
        label_vi: "khoản 2 Điều 23 Quy chế 1722",
        label_en: "Article 23(2), Regulation 1722",
        summary_vi: "Việc vượt quyền thì báo cáo xin chỉ đạo và làm theo chỉ đạo.",
        summary_en: "Matters beyond competence are reported upward and the direction followed.",
    });

    /// khoản 3 Điều 23 Quy chế 1722: Câu hỏi một cửa không trả lời được thì mời cơ quan cử người đến hướng dẫn.
    pub const D23_K3: Citation = Citation(&Provision {
        id: "qc1722.d23.k3",
        label_vi: "khoản 3 Điều 23 Quy chế 1722",
        label_en: "Article 23(3), Regulation 1722",
        summary_vi: "Câu hỏi một cửa không trả lời được thì mời cơ quan cử người đến hướng dẫn.",
        summary_en: "Questions the desk cannot answer go to the agency, which sends someone.",
    });

    /// khoản 4 Điều 23 Quy chế 1722: Giám đốc đánh giá các sở theo quý và năm.
    pub const D23_K4: Citation = Citation(&Provision {
        id: "qc1722.d23.k4",
        label_vi: "khoản 4 Điều 23 Quy chế 1722",
        label_en: "Article 23(4), Regulation 1722",
        summary_vi: "Giám đốc đánh giá các sở theo quý và năm.",
        summary_en: "The director evaluates departments by quarter and year.",
    });

    /// khoản 5 Điều 23 Quy chế 1722: Giám đốc nhận xét người được cử.
    pub const D23_K5: Citation = Citation(&Provision {
        id: "qc1722.d23.k5",
        label_vi: "khoản 5 Điều 23 Quy chế 1722",
        label_en: "Article 23(5), Regulation 1722",
        summary_vi: "Giám đốc nhận xét người được cử.",
        summary_en: "The director assesses seconded officers.",
    });

    /// khoản 6 Điều 23 Quy chế 1722: Phối hợp với các phòng của Văn phòng.
    pub const D23_K6: Citation = Citation(&Provision {
        id: "qc1722.d23.k6",
        label_vi: "khoản 6 Điều 23 Quy chế 1722",
        label_en: "Article 23(6), Regulation 1722",
        summary_vi: "Phối hợp với các phòng của Văn phòng.",
        summary_en: "Cooperate with the divisions of the Office.",
    });

    /// Điều 24 Quy chế 1722: Họp và báo cáo.
    pub const D24: Citation = Citation(&Provision {
        id: "qc1722.d24",
        label_vi: "Điều 24 Quy chế 1722",
        label_en: "Article 24, Regulation 1722",
        summary_vi: "Họp và báo cáo.",
        summary_en: "Meetings and reports.",
    });

    /// khoản 1 Điều 24 Quy chế 1722: Họp mỗi tháng; sáu tháng và mỗi năm kiểm điểm từng người.
    pub const D24_K1: Citation = Citation(&Provision {
        id: "qc1722.d24.k1",
        label_vi: "khoản 1 Điều 24 Quy chế 1722",
        label_en: "Article 24(1), Regulation 1722",
        summary_vi: "Họp mỗi tháng; sáu tháng và mỗi năm kiểm điểm từng người.",
        summary_en: "Meet monthly; review each person at six months and yearly.",
    });

    /// khoản 2 Điều 24 Quy chế 1722: Khi cần thì họp với các cơ quan để rút kinh nghiệm.
    pub const D24_K2: Citation = Citation(&Provision {
        id: "qc1722.d24.k2",
        label_vi: "khoản 2 Điều 24 Quy chế 1722",
        label_en: "Article 24(2), Regulation 1722",
        summary_vi: "Khi cần thì họp với các cơ quan để rút kinh nghiệm.",
        summary_en: "When needed meet agencies to learn lessons.",
    });

    /// khoản 3 Điều 24 Quy chế 1722: Từng công chức tổng hợp số liệu tuần, tháng, quý, năm; lãnh đạo xác nhận rồi gửi cơ quan.
    pub const D24_K3: Citation = Citation(&Provision {
        id: "qc1722.d24.k3",
        label_vi: "khoản 3 Điều 24 Quy chế 1722",
        label_en: "Article 24(3), Regulation 1722",
        summary_vi: "Từng công chức tổng hợp số liệu tuần, tháng, quý, năm; lãnh đạo xác nhận rồi gửi cơ quan.",
        summary_en: "Each officer compiles weekly to yearly figures; a leader confirms them for the agency.",
    });

    /// đoạn 2 khoản 3 Điều 24 Quy chế 1722: Giám đốc tổng hợp và báo cáo Chủ tịch, Văn phòng và các cơ quan.
    pub const D24_K3_P2: Citation = Citation(&Provision {
        id: "qc1722.d24.k3.p2",
        label_vi: "đoạn 2 khoản 3 Điều 24 Quy chế 1722",
        label_en: "Article 24(3), paragraph 2, Regulation 1722",
        summary_vi: "Giám đốc tổng hợp và báo cáo Chủ tịch, Văn phòng và các cơ quan.",
        summary_en: "The director compiles and reports to the chairman, the Office and agencies.",
    });

    /// Điều 25 Quy chế 1722: Ngân sách nhà nước chi hoạt động, trong dự toán của Văn phòng.
    pub const D25: Citation = Citation(&Provision {
        id: "qc1722.d25",
        label_vi: "Điều 25 Quy chế 1722",
        label_en: "Article 25, Regulation 1722",
        summary_vi: "Ngân sách nhà nước chi hoạt động, trong dự toán của Văn phòng.",
        summary_en: "The state budget pays, within the Office's estimate.",
    });

    /// Điều 26 Quy chế 1722: Cơ sở vật chất, trang thiết bị.
    pub const D26: Citation = Citation(&Provision {
        id: "qc1722.d26",
        label_vi: "Điều 26 Quy chế 1722",
        label_en: "Article 26, Regulation 1722",
        summary_vi: "Cơ sở vật chất, trang thiết bị.",
        summary_en: "Premises and equipment.",
    });

    /// khoản 1 Điều 26 Quy chế 1722: Văn phòng lo trụ sở, thiết bị. (Văn bản viện dẫn Nghị định 61 Điều 7; trang thiết bị ở Điều 13.)
    pub const D26_K1: Citation = Citation(&Provision {
        id: "qc1722.d26.k1",
        label_vi: "khoản 1 Điều 26 Quy chế 1722",
        label_en: "Article 26(1), Regulation 1722",
        summary_vi: "Văn phòng lo trụ sở, thiết bị. (Văn bản viện dẫn Nghị định 61 Điều 7; trang thiết bị ở Điều 13.)",
        summary_en: "The Office provides premises and equipment. (The text refers to Decree 61, Article 7; equipment is in Article 13.)",
    });

    /// khoản 2 Điều 26 Quy chế 1722: Camera theo dõi toàn khu làm việc, nối với cấp trên.
    pub const D26_K2: Citation = Citation(&Provision {
        id: "qc1722.d26.k2",
        label_vi: "khoản 2 Điều 26 Quy chế 1722",
        label_en: "Article 26(2), Regulation 1722",
        summary_vi: "Camera theo dõi toàn khu làm việc, nối với cấp trên.",
        summary_en: "Cameras watch the whole work area and connect to the superior agency.",
    });

    /// Điều 27 Quy chế 1722: Tổ chức thực hiện.
    pub const D27: Citation = Citation(&Provision {
        id: "qc1722.d27",
        label_vi: "Điều 27 Quy chế 1722",
        label_en: "Article 27, Regulation 1722",
        summary_vi: "Tổ chức thực hiện.",
        summary_en: "Implementation.",
    });

    /// khoản 1 Điều 27 Quy chế 1722: Các cơ quan phối hợp với Trung tâm.
    pub const D27_K1: Citation = Citation(&Provision {
        id: "qc1722.d27.k1",
        label_vi: "khoản 1 Điều 27 Quy chế 1722",
        label_en: "Article 27(1), Regulation 1722",
        summary_vi: "Các cơ quan phối hợp với Trung tâm.",
        summary_en: "Units cooperate with the Centre.",
    });

    /// khoản 2 Điều 27 Quy chế 1722: Trung tâm theo dõi và tham mưu báo cáo việc thực hiện.
    pub const D27_K2: Citation = Citation(&Provision {
        id: "qc1722.d27.k2",
        label_vi: "khoản 2 Điều 27 Quy chế 1722",
        label_en: "Article 27(2), Regulation 1722",
        summary_vi: "Trung tâm theo dõi và tham mưu báo cáo việc thực hiện.",
        summary_en: "The Centre follows and helps report on the implementation.",
    });

    /// khoản 3 Điều 27 Quy chế 1722: Vướng mắc gửi về Văn phòng qua Trung tâm để xem xét sửa đổi.
    pub const D27_K3: Citation = Citation(&Provision {
        id: "qc1722.d27.k3",
        label_vi: "khoản 3 Điều 27 Quy chế 1722",
        label_en: "Article 27(3), Regulation 1722",
        summary_vi: "Vướng mắc gửi về Văn phòng qua Trung tâm để xem xét sửa đổi.",
        summary_en: "Difficulties go to the Office through the Centre for amendment.",
    });
}

/// Bộ luật Dân sự 2015 (91/2015/QH13), in force from 2017-01-01.
///
/// Civil Code 2015.
pub mod blds2015 {
    use super::{Citation, Provision};

    /// Điều 144 Bộ luật Dân sự 2015: Thời hạn là khoảng thời gian tính từ một thời điểm đến thời điểm khác, bằng phút, giờ, ngày, tuần, tháng, năm hoặc sự kiện.
    pub const D144: Citation = Citation(&Provision {
        id: "blds2015.d144",
        label_vi: "Điều 144 Bộ luật Dân sự 2015",
        label_en: "Article 144, Civil Code 2015",
        summary_vi: "Thời hạn là khoảng thời gian tính từ một thời điểm đến thời điểm khác, bằng phút, giờ, ngày, tuần, tháng, năm hoặc sự kiện.",
        summary_en: "A period runs from one moment to another and is stated in minutes, hours, days, weeks, months, years or by an event.",
    });

    /// Điều 145 Bộ luật Dân sự 2015: Cách đếm thời hạn của Bộ luật dùng khi không có quy định khác; tính theo dương lịch.
    pub const D145: Citation = Citation(&Provision {
        id: "blds2015.d145",
        label_vi: "Điều 145 Bộ luật Dân sự 2015",
        label_en: "Article 145, Civil Code 2015",
        summary_vi: "Cách đếm thời hạn của Bộ luật dùng khi không có quy định khác; tính theo dương lịch.",
        summary_en: "The Code's way of counting is used unless otherwise provided; the solar calendar applies.",
    });

    /// Điều 146 Bộ luật Dân sự 2015: Quy đổi khi các mốc không liền nhau: năm 365 ngày, tháng 30, nửa tháng 15, tuần 7, ngày 24 giờ.
    pub const D146: Citation = Citation(&Provision {
        id: "blds2015.d146",
        label_vi: "Điều 146 Bộ luật Dân sự 2015",
        label_en: "Article 146, Civil Code 2015",
        summary_vi: "Quy đổi khi các mốc không liền nhau: năm 365 ngày, tháng 30, nửa tháng 15, tuần 7, ngày 24 giờ.",
        summary_en: "Conversions when moments do not follow each other: a year 365 days, a month 30, half a month 15, a week 7, a day 24 hours.",
    });

    /// Điều 147 Bộ luật Dân sự 2015: Khi nào thời hạn bắt đầu.
    pub const D147: Citation = Citation(&Provision {
        id: "blds2015.d147",
        label_vi: "Điều 147 Bộ luật Dân sự 2015",
        label_en: "Article 147, Civil Code 2015",
        summary_vi: "Khi nào thời hạn bắt đầu.",
        summary_en: "When a period begins.",
    });

    /// khoản 1 Điều 147 Bộ luật Dân sự 2015: Thời hạn bằng phút, giờ bắt đầu từ chính thời điểm đã định.
    pub const D147_K1: Citation = Citation(&Provision {
        id: "blds2015.d147.k1",
        label_vi: "khoản 1 Điều 147 Bộ luật Dân sự 2015",
        label_en: "Article 147(1), Civil Code 2015",
        summary_vi: "Thời hạn bằng phút, giờ bắt đầu từ chính thời điểm đã định.",
        summary_en: "A period in minutes or hours begins at the moment fixed.",
    });

    /// khoản 2 Điều 147 Bộ luật Dân sự 2015: Thời hạn bằng ngày, tuần, tháng, năm: không đếm ngày đầu, đếm từ hôm sau.
    pub const D147_K2: Citation = Citation(&Provision {
        id: "blds2015.d147.k2",
        label_vi: "khoản 2 Điều 147 Bộ luật Dân sự 2015",
        label_en: "Article 147(2), Civil Code 2015",
        summary_vi: "Thời hạn bằng ngày, tuần, tháng, năm: không đếm ngày đầu, đếm từ hôm sau.",
        summary_en: "For a period in days, weeks, months or years the first day is not counted; counting starts the day after.",
    });

    /// khoản 3 Điều 147 Bộ luật Dân sự 2015: Thời hạn bắt đầu bằng sự kiện: không đếm ngày có sự kiện.
    pub const D147_K3: Citation = Citation(&Provision {
        id: "blds2015.d147.k3",
        label_vi: "khoản 3 Điều 147 Bộ luật Dân sự 2015",
        label_en: "Article 147(3), Civil Code 2015",
        summary_vi: "Thời hạn bắt đầu bằng sự kiện: không đếm ngày có sự kiện.",
        summary_en: "For a period begun by an event the day of the event is not counted.",
    });

    /// Điều 148 Bộ luật Dân sự 2015: Khi nào thời hạn kết thúc.
    pub const D148: Citation = Citation(&Provision {
        id: "blds2015.d148",
        label_vi: "Điều 148 Bộ luật Dân sự 2015",
        label_en: "Article 148, Civil Code 2015",
        summary_vi: "Khi nào thời hạn kết thúc.",
        summary_en: "When a period ends.",
    });

    /// khoản 1 Điều 148 Bộ luật Dân sự 2015: Thời hạn bằng ngày hết vào lúc kết thúc ngày cuối cùng.
    pub const D148_K1: Citation = Citation(&Provision {
        id: "blds2015.d148.k1",
        label_vi: "khoản 1 Điều 148 Bộ luật Dân sự 2015",
        label_en: "Article 148(1), Civil Code 2015",
        summary_vi: "Thời hạn bằng ngày hết vào lúc kết thúc ngày cuối cùng.",
        summary_en: "A period in days ends with its last day.",
    });

    /// khoản 3 Điều 148 Bộ luật Dân sự 2015: Thời hạn bằng tháng hết vào ngày tương ứng của tháng cuối; tháng không có ngày đó thì hết vào ngày cuối tháng.
    pub const D148_K3: Citation = Citation(&Provision {
        id: "blds2015.d148.k3",
        label_vi: "khoản 3 Điều 148 Bộ luật Dân sự 2015",
        label_en: "Article 148(3), Civil Code 2015",
        summary_vi: "Thời hạn bằng tháng hết vào ngày tương ứng của tháng cuối; tháng không có ngày đó thì hết vào ngày cuối tháng.",
        summary_en: "A period in months ends on the matching day of the last month, or its last day if there is none.",
    });

    /// khoản 5 Điều 148 Bộ luật Dân sự 2015: Ngày cuối là ngày nghỉ thì thời hạn hết vào cuối ngày làm việc kế tiếp.
    pub const D148_K5: Citation = Citation(&Provision {
        id: "blds2015.d148.k5",
        label_vi: "khoản 5 Điều 148 Bộ luật Dân sự 2015",
        label_en: "Article 148(5), Civil Code 2015",
        summary_vi: "Ngày cuối là ngày nghỉ thì thời hạn hết vào cuối ngày làm việc kế tiếp.",
        summary_en: "If the last day is a day off the period ends with the next working day.",
    });

    /// khoản 6 Điều 148 Bộ luật Dân sự 2015: Thời điểm hết của ngày cuối là hai mươi tư giờ.
    pub const D148_K6: Citation = Citation(&Provision {
        id: "blds2015.d148.k6",
        label_vi: "khoản 6 Điều 148 Bộ luật Dân sự 2015",
        label_en: "Article 148(6), Civil Code 2015",
        summary_vi: "Thời điểm hết của ngày cuối là hai mươi tư giờ.",
        summary_en: "The last day ends at midnight.",
    });
}

/// Bộ luật Lao động 2019 (45/2019/QH14), in force from 2021-01-01.
///
/// Labour Code 2019.
pub mod blld2019 {
    use super::{Citation, Provision};

    /// Điều 105 Bộ luật Lao động 2019: Giờ làm việc bình thường không quá tám giờ một ngày.
    pub const D105: Citation = Citation(&Provision {
        id: "blld2019.d105",
        label_vi: "Điều 105 Bộ luật Lao động 2019",
        label_en: "Article 105, Labour Code 2019",
        summary_vi: "Giờ làm việc bình thường không quá tám giờ một ngày.",
        summary_en: "Normal working time is at most eight hours a day.",
    });

    /// Điều 111 Bộ luật Lao động 2019: Nghỉ hằng tuần và việc nghỉ bù khi lễ trùng ngày nghỉ tuần.
    pub const D111: Citation = Citation(&Provision {
        id: "blld2019.d111",
        label_vi: "Điều 111 Bộ luật Lao động 2019",
        label_en: "Article 111, Labour Code 2019",
        summary_vi: "Nghỉ hằng tuần và việc nghỉ bù khi lễ trùng ngày nghỉ tuần.",
        summary_en: "Weekly rest and what happens when a holiday falls on it.",
    });

    /// khoản 3 Điều 111 Bộ luật Lao động 2019: Ngày lễ trùng ngày nghỉ tuần thì nghỉ bù vào ngày làm việc kế tiếp.
    pub const D111_K3: Citation = Citation(&Provision {
        id: "blld2019.d111.k3",
        label_vi: "khoản 3 Điều 111 Bộ luật Lao động 2019",
        label_en: "Article 111(3), Labour Code 2019",
        summary_vi: "Ngày lễ trùng ngày nghỉ tuần thì nghỉ bù vào ngày làm việc kế tiếp.",
        summary_en: "A holiday on a weekly rest day is made up on the next working day.",
    });

    /// Điều 112 Bộ luật Lao động 2019: Các ngày nghỉ lễ, Tết trong năm.
    pub const D112: Citation = Citation(&Provision {
        id: "blld2019.d112",
        label_vi: "Điều 112 Bộ luật Lao động 2019",
        label_en: "Article 112, Labour Code 2019",
        summary_vi: "Các ngày nghỉ lễ, Tết trong năm.",
        summary_en: "The public holidays of the year.",
    });

    /// khoản 1 Điều 112 Bộ luật Lao động 2019: Mười một ngày: 1/1, năm ngày Tết, 30/4, 1/5, hai ngày Quốc khánh, Giỗ Tổ; từ 1/7/2026 thêm 24/11 theo nghị quyết riêng.
    pub const D112_K1: Citation = Citation(&Provision {
        id: "blld2019.d112.k1",
        label_vi: "khoản 1 Điều 112 Bộ luật Lao động 2019",
        label_en: "Article 112(1), Labour Code 2019",
        summary_vi: "Mười một ngày: 1/1, năm ngày Tết, 30/4, 1/5, hai ngày Quốc khánh, Giỗ Tổ; từ 1/7/2026 thêm 24/11 theo nghị quyết riêng.",
        summary_en: "Eleven days: 1 January, five of Tết, 30 April, 1 May, two of National Day, Hùng Kings; from July 2026 also 24 November by its own resolution.",
    });

    /// khoản 3 Điều 112 Bộ luật Lao động 2019: Mỗi năm Thủ tướng định ngày cụ thể cho Tết và Quốc khánh.
    pub const D112_K3: Citation = Citation(&Provision {
        id: "blld2019.d112.k3",
        label_vi: "khoản 3 Điều 112 Bộ luật Lao động 2019",
        label_en: "Article 112(3), Labour Code 2019",
        summary_vi: "Mỗi năm Thủ tướng định ngày cụ thể cho Tết và Quốc khánh.",
        summary_en: "Each year the Prime Minister fixes the days of Tết and National Day.",
    });
}

/// Luật Giao dịch điện tử 2023 (20/2023/QH15), in force from 2024-07-01.
///
/// Law on Electronic Transactions 2023.
pub mod luat_gddt_2023 {
    use super::{Citation, Provision};

    /// Điều 13 Luật Giao dịch điện tử 2023: Thông điệp dữ liệu được lưu giữ khi còn nguyên vẹn, xem lại được và biết nguồn gốc.
    pub const D13: Citation = Citation(&Provision {
        id: "luat_gddt_2023.d13",
        label_vi: "Điều 13 Luật Giao dịch điện tử 2023",
        label_en: "Article 13, Law on Electronic Transactions 2023",
        summary_vi: "Thông điệp dữ liệu được lưu giữ khi còn nguyên vẹn, xem lại được và biết nguồn gốc.",
        summary_en: "A data message counts as kept when whole, readable and of known origin.",
    });
}

/// Luật Phí và lệ phí 2015 (97/2015/QH13), in force from 2017-01-01.
///
/// Law on Charges and Fees 2015.
pub mod luat_phi_2015 {
    use super::{Citation, Provision};

    /// Điều 3 Luật Phí và lệ phí 2015: Phí là khoản trả cho dịch vụ công; lệ phí là khoản cố định khi được cấp giấy tờ, quyền: hai khoản khác nhau.
    pub const D3: Citation = Citation(&Provision {
        id: "luat_phi_2015.d3",
        label_vi: "Điều 3 Luật Phí và lệ phí 2015",
        label_en: "Article 3, Law on Charges and Fees 2015",
        summary_vi: "Phí là khoản trả cho dịch vụ công; lệ phí là khoản cố định khi được cấp giấy tờ, quyền: hai khoản khác nhau.",
        summary_en: "A charge pays for a public service, a fee is fixed for a paper or right: two different things.",
    });
}

/// Nghị định 118/2025/NĐ-CP (118/2025/NĐ-CP), in force from 2025-07-01.
///
/// Decree 118/2025/NĐ-CP.
pub mod nd118_2025 {
    use super::{Citation, Provision};

    /// Điều 11 Nghị định 118/2025/NĐ-CP: Người làm ở một cửa có ít nhất hai năm thâm niên.
    pub const D11: Citation = Citation(&Provision {
        id: "nd118_2025.d11",
        label_vi: "Điều 11 Nghị định 118/2025/NĐ-CP",
        label_en: "Article 11, Decree 118/2025/NĐ-CP",
        summary_vi: "Người làm ở một cửa có ít nhất hai năm thâm niên.",
        summary_en: "Desk staff have at least two years of service.",
    });

    /// Điều 21 Nghị định 118/2025/NĐ-CP: Người nộp được xin dừng giải quyết khi chưa có kết quả.
    pub const D21: Citation = Citation(&Provision {
        id: "nd118_2025.d21",
        label_vi: "Điều 21 Nghị định 118/2025/NĐ-CP",
        label_en: "Article 21, Decree 118/2025/NĐ-CP",
        summary_vi: "Người nộp được xin dừng giải quyết khi chưa có kết quả.",
        summary_en: "The applicant may stop the settling before a decision.",
    });
}

/// Nghị định 20/2008/NĐ-CP (20/2008/NĐ-CP).
///
/// Decree 20/2008/NĐ-CP.
pub mod nd20_2008 {
    use super::{Citation, Provision};

    /// Điều 5 Nghị định 20/2008/NĐ-CP: Tám nội dung được phản ánh, kiến nghị.
    pub const D5: Citation = Citation(&Provision {
        id: "nd20_2008.d5",
        label_vi: "Điều 5 Nghị định 20/2008/NĐ-CP",
        label_en: "Article 5, Decree 20/2008/NĐ-CP",
        summary_vi: "Tám nội dung được phản ánh, kiến nghị.",
        summary_en: "The eight contents of feedback.",
    });

    /// Điều 7 Nghị định 20/2008/NĐ-CP: Phản ánh phải bằng tiếng Việt, rõ nội dung, có tên và liên lạc.
    pub const D7: Citation = Citation(&Provision {
        id: "nd20_2008.d7",
        label_vi: "Điều 7 Nghị định 20/2008/NĐ-CP",
        label_en: "Article 7, Decree 20/2008/NĐ-CP",
        summary_vi: "Phản ánh phải bằng tiếng Việt, rõ nội dung, có tên và liên lạc.",
        summary_en: "Feedback is in Vietnamese, clear, with name and contact.",
    });

    /// Điều 9 Nghị định 20/2008/NĐ-CP: Nhận, vào sổ, phân loại và chuyển nơi có thẩm quyền trong năm ngày làm việc.
    pub const D9: Citation = Citation(&Provision {
        id: "nd20_2008.d9",
        label_vi: "Điều 9 Nghị định 20/2008/NĐ-CP",
        label_en: "Article 9, Decree 20/2008/NĐ-CP",
        summary_vi: "Nhận, vào sổ, phân loại và chuyển nơi có thẩm quyền trong năm ngày làm việc.",
        summary_en: "Receive, register, classify and forward within five working days.",
    });
}

/// Nghị định 30/2020/NĐ-CP (30/2020/NĐ-CP), in force from 2020-03-05.
///
/// Decree 30/2020/NĐ-CP.
pub mod nd30_2020 {
    use super::{Citation, Provision};

    /// Điều 8 Nghị định 30/2020/NĐ-CP: Thể thức: quốc hiệu, tên cơ quan, số, ngày, trích yếu, nội dung, chữ ký, dấu; phông Times New Roman.
    pub const D8: Citation = Citation(&Provision {
        id: "nd30_2020.d8",
        label_vi: "Điều 8 Nghị định 30/2020/NĐ-CP",
        label_en: "Article 8, Decree 30/2020/NĐ-CP",
        summary_vi: "Thể thức: quốc hiệu, tên cơ quan, số, ngày, trích yếu, nội dung, chữ ký, dấu; phông Times New Roman.",
        summary_en: "Form of documents: heading, agency, number, date, subject, text, signature, seal; Times New Roman.",
    });

    /// Điều 13 Nghị định 30/2020/NĐ-CP: Ký và chữ ký số của người có thẩm quyền.
    pub const D13: Citation = Citation(&Provision {
        id: "nd30_2020.d13",
        label_vi: "Điều 13 Nghị định 30/2020/NĐ-CP",
        label_en: "Article 13, Decree 30/2020/NĐ-CP",
        summary_vi: "Ký và chữ ký số của người có thẩm quyền.",
        summary_en: "Signing and digital signature by the person competent.",
    });

    /// Điều 15 Nghị định 30/2020/NĐ-CP: Văn bản đi, đến có sổ và số thứ tự trong năm.
    pub const D15: Citation = Citation(&Provision {
        id: "nd30_2020.d15",
        label_vi: "Điều 15 Nghị định 30/2020/NĐ-CP",
        label_en: "Article 15, Decree 30/2020/NĐ-CP",
        summary_vi: "Văn bản đi, đến có sổ và số thứ tự trong năm.",
        summary_en: "Incoming and outgoing documents have registers numbered through the year.",
    });

    /// Phụ lục I Nghị định 30/2020/NĐ-CP: Phụ lục I: khổ giấy, lề, cỡ chữ, vị trí từng thành phần.
    pub const PL1: Citation = Citation(&Provision {
        id: "nd30_2020.pl1",
        label_vi: "Phụ lục I Nghị định 30/2020/NĐ-CP",
        label_en: "Annex I, Decree 30/2020/NĐ-CP",
        summary_vi: "Phụ lục I: khổ giấy, lề, cỡ chữ, vị trí từng thành phần.",
        summary_en: "Annex I: paper, margins, sizes and place of each part.",
    });
}

/// Nghị định 61/2018/NĐ-CP (61/2018/NĐ-CP), in force from 2018-06-21.
///
/// Decree 61/2018/NĐ-CP.
pub mod nd61_2018 {
    use super::{Citation, Provision};

    /// Điều 4 Nghị định 61/2018/NĐ-CP: Bảy nguyên tắc một cửa: lấy hài lòng làm thước đo; thống nhất; kịp thời, công khai; được đôn đốc, đánh giá; không thêm chi phí; giải trình; theo điều ước.
    pub const D4: Citation = Citation(&Provision {
        id: "nd61_2018.d4",
        label_vi: "Điều 4 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 4, Decree 61/2018/NĐ-CP",
        summary_vi: "Bảy nguyên tắc một cửa: lấy hài lòng làm thước đo; thống nhất; kịp thời, công khai; được đôn đốc, đánh giá; không thêm chi phí; giải trình; theo điều ước.",
        summary_en: "Seven one-stop principles: satisfaction, uniformity, timeliness and openness, supervision, no extra cost, accountability, treaties.",
    });

    /// Điều 5 Nghị định 61/2018/NĐ-CP: Hành vi bị cấm và trách nhiệm của các bên.
    pub const D5: Citation = Citation(&Provision {
        id: "nd61_2018.d5",
        label_vi: "Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5, Decree 61/2018/NĐ-CP",
        summary_vi: "Hành vi bị cấm và trách nhiệm của các bên.",
        summary_en: "Forbidden conduct and duties of the parties.",
    });

    /// khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Chín hành vi cấm với người giải quyết thủ tục.
    pub const D5_K1: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1",
        label_vi: "khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1), Decree 61/2018/NĐ-CP",
        summary_vi: "Chín hành vi cấm với người giải quyết thủ tục.",
        summary_en: "Nine acts forbidden to those who settle procedures.",
    });

    /// điểm a khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được sách nhiễu, gây khó cho người dân.
    pub const D5_K1_A: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.a",
        label_vi: "điểm a khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(a), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được sách nhiễu, gây khó cho người dân.",
        summary_en: "No harassment of applicants.",
    });

    /// điểm b khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được cản trở quyền chọn cách nộp và nhận.
    pub const D5_K1_B: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.b",
        label_vi: "điểm b khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(b), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được cản trở quyền chọn cách nộp và nhận.",
        summary_en: "No hindering the choice of how to submit and collect.",
    });

    /// điểm c khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được chặn, sửa, xóa, làm giả, sao chép, di chuyển dữ liệu trái phép.
    pub const D5_K1_C: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.c",
        label_vi: "điểm c khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(c), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được chặn, sửa, xóa, làm giả, sao chép, di chuyển dữ liệu trái phép.",
        summary_en: "No blocking, altering, deleting, forging, copying or moving data without right.",
    });

    /// điểm d khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được để lộ thông tin hồ sơ.
    pub const D5_K1_D: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.d",
        label_vi: "điểm d khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(d), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được để lộ thông tin hồ sơ.",
        summary_en: "No disclosure of a dossier.",
    });

    /// điểm đ khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được từ chối, kéo dài hoặc đòi giấy tờ ngoài quy định.
    pub const D5_K1_DD: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.dd",
        label_vi: "điểm đ khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(đ), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được từ chối, kéo dài hoặc đòi giấy tờ ngoài quy định.",
        summary_en: "No refusal, delay or demand for papers beyond the rules.",
    });

    /// điểm e khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được làm việc riêng với người nộp hay đòi bổ sung ngoài một cửa.
    pub const D5_K1_E: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.e",
        label_vi: "điểm e khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(e), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được làm việc riêng với người nộp hay đòi bổ sung ngoài một cửa.",
        summary_en: "No dealing with the applicant or asking for supplements outside the desk.",
    });

    /// điểm g khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được đùn đẩy trách nhiệm.
    pub const D5_K1_G: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.g",
        label_vi: "điểm g khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(g), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được đùn đẩy trách nhiệm.",
        summary_en: "No shifting of responsibility.",
    });

    /// điểm h khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được cư xử thiếu chuẩn mực.
    pub const D5_K1_H: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.h",
        label_vi: "điểm h khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(h), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được cư xử thiếu chuẩn mực.",
        summary_en: "No improper conduct.",
    });

    /// điểm i khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP: Không được làm hành vi cấm khác theo luật.
    pub const D5_K1_I: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k1.i",
        label_vi: "điểm i khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(1)(i), Decree 61/2018/NĐ-CP",
        summary_vi: "Không được làm hành vi cấm khác theo luật.",
        summary_en: "No other act forbidden by law.",
    });

    /// khoản 2 Điều 5 Nghị định 61/2018/NĐ-CP: Những việc người nộp hồ sơ không được làm.
    pub const D5_K2: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k2",
        label_vi: "khoản 2 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(2), Decree 61/2018/NĐ-CP",
        summary_vi: "Những việc người nộp hồ sơ không được làm.",
        summary_en: "What applicants must not do.",
    });

    /// khoản 3 Điều 5 Nghị định 61/2018/NĐ-CP: Những việc bưu điện và người được ủy quyền không được làm.
    pub const D5_K3: Citation = Citation(&Provision {
        id: "nd61_2018.d5.k3",
        label_vi: "khoản 3 Điều 5 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 5(3), Decree 61/2018/NĐ-CP",
        summary_vi: "Những việc bưu điện và người được ủy quyền không được làm.",
        summary_en: "What the post and proxies must not do.",
    });

    /// Điều 6 Nghị định 61/2018/NĐ-CP: Khi nhận kết quả đưa giấy tiếp nhận; người thay đưa thêm giấy ủy quyền. Có quyền được hướng dẫn, khiếu nại.
    pub const D6: Citation = Citation(&Provision {
        id: "nd61_2018.d6",
        label_vi: "Điều 6 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 6, Decree 61/2018/NĐ-CP",
        summary_vi: "Khi nhận kết quả đưa giấy tiếp nhận; người thay đưa thêm giấy ủy quyền. Có quyền được hướng dẫn, khiếu nại.",
        summary_en: "Bring the receipt to collect; a proxy also brings an authority. Applicants may be guided and complain.",
    });

    /// Điều 7 Nghị định 61/2018/NĐ-CP: Tổ chức một cửa các cấp; cấp tỉnh là Trung tâm có con dấu.
    pub const D7: Citation = Citation(&Provision {
        id: "nd61_2018.d7",
        label_vi: "Điều 7 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 7, Decree 61/2018/NĐ-CP",
        summary_vi: "Tổ chức một cửa các cấp; cấp tỉnh là Trung tâm có con dấu.",
        summary_en: "Organisation of one-stop desks; the province has a Centre with a seal.",
    });

    /// khoản 2 Điều 7 Nghị định 61/2018/NĐ-CP: Trung tâm cấp tỉnh thuộc Văn phòng và có con dấu.
    pub const D7_K2: Citation = Citation(&Provision {
        id: "nd61_2018.d7.k2",
        label_vi: "khoản 2 Điều 7 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 7(2), Decree 61/2018/NĐ-CP",
        summary_vi: "Trung tâm cấp tỉnh thuộc Văn phòng và có con dấu.",
        summary_en: "The provincial Centre belongs to the Office and has a seal.",
    });

    /// khoản 1 Điều 8 Nghị định 61/2018/NĐ-CP: Nhiệm vụ của một cửa: công khai, hướng dẫn, nhận, chuyển, trả, theo dõi, thu tiền, nhận phản ánh, dịch vụ hỗ trợ.
    pub const D8_K1: Citation = Citation(&Provision {
        id: "nd61_2018.d8.k1",
        label_vi: "khoản 1 Điều 8 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 8(1), Decree 61/2018/NĐ-CP",
        summary_vi: "Nhiệm vụ của một cửa: công khai, hướng dẫn, nhận, chuyển, trả, theo dõi, thu tiền, nhận phản ánh, dịch vụ hỗ trợ.",
        summary_en: "Tasks of the desk: publish, guide, receive, transfer, return, watch, collect money, receive feedback, support services.",
    });

    /// điểm e khoản 1 Điều 8 Nghị định 61/2018/NĐ-CP: Dịch vụ hỗ trợ có thu tiền theo yêu cầu.
    pub const D8_K1_E: Citation = Citation(&Provision {
        id: "nd61_2018.d8.k1.e",
        label_vi: "điểm e khoản 1 Điều 8 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 8(1)(e), Decree 61/2018/NĐ-CP",
        summary_vi: "Dịch vụ hỗ trợ có thu tiền theo yêu cầu.",
        summary_en: "Support services for pay on request.",
    });

    /// Điều 9 Nghị định 61/2018/NĐ-CP: Người đứng đầu họp với cơ quan ba tháng một lần, báo cáo hằng tháng về người, công khai danh tính công chức.
    pub const D9: Citation = Citation(&Provision {
        id: "nd61_2018.d9",
        label_vi: "Điều 9 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 9, Decree 61/2018/NĐ-CP",
        summary_vi: "Người đứng đầu họp với cơ quan ba tháng một lần, báo cáo hằng tháng về người, công khai danh tính công chức.",
        summary_en: "The head meets agencies every three months, reports on staff monthly and publishes who the officers are.",
    });

    /// khoản 2 Điều 10 Nghị định 61/2018/NĐ-CP: Trung tâm có một giám đốc và không quá hai cấp phó.
    pub const D10_K2: Citation = Citation(&Provision {
        id: "nd61_2018.d10.k2",
        label_vi: "khoản 2 Điều 10 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 10(2), Decree 61/2018/NĐ-CP",
        summary_vi: "Trung tâm có một giám đốc và không quá hai cấp phó.",
        summary_en: "The Centre has one director and at most two deputies.",
    });

    /// Điều 11 Nghị định 61/2018/NĐ-CP: Người ở một cửa: ba năm thâm niên, sáu đến hai mươi bốn tháng, đòi bổ sung một lần.
    pub const D11: Citation = Citation(&Provision {
        id: "nd61_2018.d11",
        label_vi: "Điều 11 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 11, Decree 61/2018/NĐ-CP",
        summary_vi: "Người ở một cửa: ba năm thâm niên, sáu đến hai mươi bốn tháng, đòi bổ sung một lần.",
        summary_en: "Desk staff: three years of service, six to twenty-four months, one supplement only.",
    });

    /// khoản 9 Điều 12 Nghị định 61/2018/NĐ-CP: Cơ quan quyết toán phí, lệ phí với một cửa mỗi quý.
    pub const D12_K9: Citation = Citation(&Provision {
        id: "nd61_2018.d12.k9",
        label_vi: "khoản 9 Điều 12 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 12(9), Decree 61/2018/NĐ-CP",
        summary_vi: "Cơ quan quyết toán phí, lệ phí với một cửa mỗi quý.",
        summary_en: "Agencies settle charges and fees with the desk every quarter.",
    });

    /// Điều 13 Nghị định 61/2018/NĐ-CP: Trụ sở và trang thiết bị của một cửa.
    pub const D13: Citation = Citation(&Provision {
        id: "nd61_2018.d13",
        label_vi: "Điều 13 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 13, Decree 61/2018/NĐ-CP",
        summary_vi: "Trụ sở và trang thiết bị của một cửa.",
        summary_en: "Premises and equipment of the desk.",
    });

    /// điểm b khoản 2 Điều 13 Nghị định 61/2018/NĐ-CP: Khu thông tin, quầy theo lĩnh vực, máy lấy số nối hệ thống, máy tính công cộng, camera.
    pub const D13_K2_B: Citation = Citation(&Provision {
        id: "nd61_2018.d13.k2.b",
        label_vi: "điểm b khoản 2 Điều 13 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 13(2)(b), Decree 61/2018/NĐ-CP",
        summary_vi: "Khu thông tin, quầy theo lĩnh vực, máy lấy số nối hệ thống, máy tính công cộng, camera.",
        summary_en: "Information area, counters by field, connected ticket machine, public computers, cameras.",
    });

    /// khoản 2 Điều 14 Nghị định 61/2018/NĐ-CP: Thủ tục nhận tại một cửa cấp tỉnh.
    pub const D14_K2: Citation = Citation(&Provision {
        id: "nd61_2018.d14.k2",
        label_vi: "khoản 2 Điều 14 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 14(2), Decree 61/2018/NĐ-CP",
        summary_vi: "Thủ tục nhận tại một cửa cấp tỉnh.",
        summary_en: "Procedures received at the provincial desk.",
    });

    /// khoản 5 Điều 14 Nghị định 61/2018/NĐ-CP: Ngoại lệ: lưu động hoặc nhận trả tại nơi kiểm tra, vẫn phải theo dõi.
    pub const D14_K5: Citation = Citation(&Provision {
        id: "nd61_2018.d14.k5",
        label_vi: "khoản 5 Điều 14 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 14(5), Decree 61/2018/NĐ-CP",
        summary_vi: "Ngoại lệ: lưu động hoặc nhận trả tại nơi kiểm tra, vẫn phải theo dõi.",
        summary_en: "Exceptions: mobile service and service at the place of inspection, still tracked.",
    });

    /// Điều 15 Nghị định 61/2018/NĐ-CP: Năm cách hướng dẫn, có lưu lại; thiếu giấy thì đòi một lần, đủ và chính xác.
    pub const D15: Citation = Citation(&Provision {
        id: "nd61_2018.d15",
        label_vi: "Điều 15 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 15, Decree 61/2018/NĐ-CP",
        summary_vi: "Năm cách hướng dẫn, có lưu lại; thiếu giấy thì đòi một lần, đủ và chính xác.",
        summary_en: "Five ways of guidance, stored; missing papers are asked for once, fully and exactly.",
    });

    /// Điều 16 Nghị định 61/2018/NĐ-CP: Ba cách nộp: trực tiếp; bưu chính, thuê hoặc ủy quyền; trực tuyến.
    pub const D16: Citation = Citation(&Provision {
        id: "nd61_2018.d16",
        label_vi: "Điều 16 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 16, Decree 61/2018/NĐ-CP",
        summary_vi: "Ba cách nộp: trực tiếp; bưu chính, thuê hoặc ủy quyền; trực tuyến.",
        summary_en: "Three ways to submit: direct; post, hired or proxy; online.",
    });

    /// khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP: Hồ sơ giấy: kiểm tra, quét lưu, rồi bổ sung, từ chối hoặc tiếp nhận, mỗi cách có phiếu.
    pub const D17_K1: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k1",
        label_vi: "khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(1), Decree 61/2018/NĐ-CP",
        summary_vi: "Hồ sơ giấy: kiểm tra, quét lưu, rồi bổ sung, từ chối hoặc tiếp nhận, mỗi cách có phiếu.",
        summary_en: "Paper dossiers: check, scan, then supplement, refusal or receipt, each with its slip.",
    });

    /// điểm a khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP: Chưa đủ thì phiếu yêu cầu bổ sung, có lý do.
    pub const D17_K1_A: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k1.a",
        label_vi: "điểm a khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(1)(a), Decree 61/2018/NĐ-CP",
        summary_vi: "Chưa đủ thì phiếu yêu cầu bổ sung, có lý do.",
        summary_en: "If incomplete, a supplement slip with reasons.",
    });

    /// điểm b khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP: Từ chối thì có phiếu, nêu lý do.
    pub const D17_K1_B: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k1.b",
        label_vi: "điểm b khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(1)(b), Decree 61/2018/NĐ-CP",
        summary_vi: "Từ chối thì có phiếu, nêu lý do.",
        summary_en: "A refusal has a slip with its reason.",
    });

    /// điểm c khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP: Đủ thì giấy tiếp nhận có ngày hẹn.
    pub const D17_K1_C: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k1.c",
        label_vi: "điểm c khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(1)(c), Decree 61/2018/NĐ-CP",
        summary_vi: "Đủ thì giấy tiếp nhận có ngày hẹn.",
        summary_en: "If complete, a receipt with the appointed day.",
    });

    /// khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP: Hồ sơ trực tuyến: một thông báo đủ, qua thư điện tử và tin nhắn; đủ thì nhận và chuyển.
    pub const D17_K2: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k2",
        label_vi: "khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(2), Decree 61/2018/NĐ-CP",
        summary_vi: "Hồ sơ trực tuyến: một thông báo đủ, qua thư điện tử và tin nhắn; đủ thì nhận và chuyển.",
        summary_en: "Online dossiers: one full notice by e-mail and text; if complete, received and transferred.",
    });

    /// khoản 3 Điều 17 Nghị định 61/2018/NĐ-CP: Mỗi hồ sơ được nhận có một mã, in trên giấy tiếp nhận, dùng để tra cứu.
    pub const D17_K3: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k3",
        label_vi: "khoản 3 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(3), Decree 61/2018/NĐ-CP",
        summary_vi: "Mỗi hồ sơ được nhận có một mã, in trên giấy tiếp nhận, dùng để tra cứu.",
        summary_en: "Each accepted dossier has one code, printed on the receipt and used for tracking.",
    });

    /// khoản 4 Điều 17 Nghị định 61/2018/NĐ-CP: Thủ tục trả ngay không cần giấy tiếp nhận, trừ khi người nộp muốn có.
    pub const D17_K4: Citation = Citation(&Provision {
        id: "nd61_2018.d17.k4",
        label_vi: "khoản 4 Điều 17 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 17(4), Decree 61/2018/NĐ-CP",
        summary_vi: "Thủ tục trả ngay không cần giấy tiếp nhận, trừ khi người nộp muốn có.",
        summary_en: "Procedures answered at once need no receipt unless the applicant wants one.",
    });

    /// Điều 18 Nghị định 61/2018/NĐ-CP: Dữ liệu chuyển ngay; bản giấy trong ngày, sau 15:00 thì đầu ngày làm việc sau.
    pub const D18: Citation = Citation(&Provision {
        id: "nd61_2018.d18",
        label_vi: "Điều 18 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 18, Decree 61/2018/NĐ-CP",
        summary_vi: "Dữ liệu chuyển ngay; bản giấy trong ngày, sau 15:00 thì đầu ngày làm việc sau.",
        summary_en: "Data goes at once; paper the same day, or early next working day after 15:00.",
    });

    /// Điều 19 Nghị định 61/2018/NĐ-CP: Giải quyết thủ tục ở cơ quan có thẩm quyền.
    pub const D19: Citation = Citation(&Provision {
        id: "nd61_2018.d19",
        label_vi: "Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19, Decree 61/2018/NĐ-CP",
        summary_vi: "Giải quyết thủ tục ở cơ quan có thẩm quyền.",
        summary_en: "Settling at the competent agency.",
    });

    /// khoản 3 Điều 19 Nghị định 61/2018/NĐ-CP: Thẩm tra, xác minh phải lập hồ sơ lưu.
    pub const D19_K3: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k3",
        label_vi: "khoản 3 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(3), Decree 61/2018/NĐ-CP",
        summary_vi: "Thẩm tra, xác minh phải lập hồ sơ lưu.",
        summary_en: "Verification is recorded and stored.",
    });

    /// khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP: Chưa đủ điều kiện thì trả lại kèm phiếu trong ba ngày làm việc, qua một cửa; đủ lại thì thời hạn tính lại.
    pub const D19_K4: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k4",
        label_vi: "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(4), Decree 61/2018/NĐ-CP",
        summary_vi: "Chưa đủ điều kiện thì trả lại kèm phiếu trong ba ngày làm việc, qua một cửa; đủ lại thì thời hạn tính lại.",
        summary_en: "If unfit, return with a slip within three working days through the desk; once complete the limit starts again.",
    });

    /// khoản 5 Điều 19 Nghị định 61/2018/NĐ-CP: Lấy ý kiến cơ quan khác, có nội dung và hạn.
    pub const D19_K5: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k5",
        label_vi: "khoản 5 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(5), Decree 61/2018/NĐ-CP",
        summary_vi: "Lấy ý kiến cơ quan khác, có nội dung và hạn.",
        summary_en: "Consult other agencies with content and deadline.",
    });

    /// khoản 6 Điều 19 Nghị định 61/2018/NĐ-CP: Liên thông cùng cấp: giấy đi lần lượt, điện tử gửi đồng thời.
    pub const D19_K6: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k6",
        label_vi: "khoản 6 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(6), Decree 61/2018/NĐ-CP",
        summary_vi: "Liên thông cùng cấp: giấy đi lần lượt, điện tử gửi đồng thời.",
        summary_en: "Chain of one level: paper in turn, data to all at once.",
    });

    /// khoản 7 Điều 19 Nghị định 61/2018/NĐ-CP: Liên thông khác cấp: gửi lên cấp trên, kết quả về nơi đã nhận.
    pub const D19_K7: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k7",
        label_vi: "khoản 7 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(7), Decree 61/2018/NĐ-CP",
        summary_vi: "Liên thông khác cấp: gửi lên cấp trên, kết quả về nơi đã nhận.",
        summary_en: "Chain across levels: sent upward, the result returns to the receiving desk.",
    });

    /// khoản 8 Điều 19 Nghị định 61/2018/NĐ-CP: Sau thẩm định không đủ điều kiện thì từ chối bằng phiếu qua một cửa, trong thời hạn.
    pub const D19_K8: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k8",
        label_vi: "khoản 8 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(8), Decree 61/2018/NĐ-CP",
        summary_vi: "Sau thẩm định không đủ điều kiện thì từ chối bằng phiếu qua một cửa, trong thời hạn.",
        summary_en: "Refusal after appraisal has a slip, through the desk and within the limit.",
    });

    /// khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP: Chậm thì chậm nhất một ngày trước hạn phải báo một cửa, xin lỗi, nêu ngày mới; hẹn lại nhiều nhất một lần.
    pub const D19_K9: Citation = Citation(&Provision {
        id: "nd61_2018.d19.k9",
        label_vi: "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 19(9), Decree 61/2018/NĐ-CP",
        summary_vi: "Chậm thì chậm nhất một ngày trước hạn phải báo một cửa, xin lỗi, nêu ngày mới; hẹn lại nhiều nhất một lần.",
        summary_en: "If late, tell the desk at the latest one day before, apologise with a new date; one new date at most.",
    });

    /// Điều 20 Nghị định 61/2018/NĐ-CP: Trả kết quả đúng hẹn, trả bản chính; xong sớm phải báo; kết quả được lưu.
    pub const D20: Citation = Citation(&Provision {
        id: "nd61_2018.d20",
        label_vi: "Điều 20 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 20, Decree 61/2018/NĐ-CP",
        summary_vi: "Trả kết quả đúng hẹn, trả bản chính; xong sớm phải báo; kết quả được lưu.",
        summary_en: "Return as appointed with originals; announce early results; store the result.",
    });

    /// Điều 21 Nghị định 61/2018/NĐ-CP: Sai sót do cán bộ thì sửa và chịu chi phí; mất hồ sơ thì xin lỗi và làm lại.
    pub const D21: Citation = Citation(&Provision {
        id: "nd61_2018.d21",
        label_vi: "Điều 21 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 21, Decree 61/2018/NĐ-CP",
        summary_vi: "Sai sót do cán bộ thì sửa và chịu chi phí; mất hồ sơ thì xin lỗi và làm lại.",
        summary_en: "Officers' errors are corrected at their cost; a lost dossier is re-issued with an apology.",
    });

    /// Điều 22 Nghị định 61/2018/NĐ-CP: Nộp phí, lệ phí trực tiếp, chuyển khoản, qua bưu điện hoặc trực tuyến; chứng từ gửi kèm.
    pub const D22: Citation = Citation(&Provision {
        id: "nd61_2018.d22",
        label_vi: "Điều 22 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 22, Decree 61/2018/NĐ-CP",
        summary_vi: "Nộp phí, lệ phí trực tiếp, chuyển khoản, qua bưu điện hoặc trực tuyến; chứng từ gửi kèm.",
        summary_en: "Charges and fees are paid directly, by transfer, by post or online; proof goes with the dossier.",
    });

    /// Điều 23 Nghị định 61/2018/NĐ-CP: Một cổng và một hệ thống một cửa cho toàn tỉnh.
    pub const D23: Citation = Citation(&Provision {
        id: "nd61_2018.d23",
        label_vi: "Điều 23 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 23, Decree 61/2018/NĐ-CP",
        summary_vi: "Một cổng và một hệ thống một cửa cho toàn tỉnh.",
        summary_en: "One portal and one one-stop system for the province.",
    });

    /// Điều 25 Nghị định 61/2018/NĐ-CP: Hệ thống chia sẻ trạng thái, giấy tờ và kết quả với cổng quốc gia.
    pub const D25: Citation = Citation(&Provision {
        id: "nd61_2018.d25",
        label_vi: "Điều 25 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 25, Decree 61/2018/NĐ-CP",
        summary_vi: "Hệ thống chia sẻ trạng thái, giấy tờ và kết quả với cổng quốc gia.",
        summary_en: "The system shares state, papers and results with the national portal.",
    });

    /// Điều 26 Nghị định 61/2018/NĐ-CP: Mã hồ sơ sinh tự động, mang mã cơ quan tiếp nhận.
    pub const D26: Citation = Citation(&Provision {
        id: "nd61_2018.d26",
        label_vi: "Điều 26 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 26, Decree 61/2018/NĐ-CP",
        summary_vi: "Mã hồ sơ sinh tự động, mang mã cơ quan tiếp nhận.",
        summary_en: "The code is made automatically and carries the receiving agency's code.",
    });

    /// Điều 27 Nghị định 61/2018/NĐ-CP: Đánh giá việc giải quyết và giữ kín danh tính người đánh giá.
    pub const D27: Citation = Citation(&Provision {
        id: "nd61_2018.d27",
        label_vi: "Điều 27 Nghị định 61/2018/NĐ-CP",
        label_en: "Article 27, Decree 61/2018/NĐ-CP",
        summary_vi: "Đánh giá việc giải quyết và giữ kín danh tính người đánh giá.",
        summary_en: "Rating of settling, with the rater kept secret.",
    });
}

/// Nghị định 63/2010/NĐ-CP (63/2010/NĐ-CP), in force from 2010-10-14.
///
/// Decree 63/2010/NĐ-CP.
pub mod nd63_2010 {
    use super::{Citation, Provision};

    /// Điều 3 Nghị định 63/2010/NĐ-CP: Khái niệm thủ tục hành chính và các thành phần của nó.
    pub const D3: Citation = Citation(&Provision {
        id: "nd63_2010.d3",
        label_vi: "Điều 3 Nghị định 63/2010/NĐ-CP",
        label_en: "Article 3, Decree 63/2010/NĐ-CP",
        summary_vi: "Khái niệm thủ tục hành chính và các thành phần của nó.",
        summary_en: "What an administrative procedure and its parts are.",
    });

    /// khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP: Một thủ tục có đủ: tên, trình tự, cách làm, hồ sơ, thời hạn, đối tượng, cơ quan, kết quả, mẫu, điều kiện, tiền nộp.
    pub const D8_K2: Citation = Citation(&Provision {
        id: "nd63_2010.d8.k2",
        label_vi: "khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP",
        label_en: "Article 8(2), Decree 63/2010/NĐ-CP",
        summary_vi: "Một thủ tục có đủ: tên, trình tự, cách làm, hồ sơ, thời hạn, đối tượng, cơ quan, kết quả, mẫu, điều kiện, tiền nộp.",
        summary_en: "A procedure states name, order, way, dossier, limit, subject, agency, result, form, conditions, money.",
    });

    /// Điều 24 Nghị định 63/2010/NĐ-CP: Đưa lên kho dữ liệu thủ tục của cả nước trong năm ngày làm việc sau quyết định của tỉnh.
    pub const D24: Citation = Citation(&Provision {
        id: "nd63_2010.d24",
        label_vi: "Điều 24 Nghị định 63/2010/NĐ-CP",
        label_en: "Article 24, Decree 63/2010/NĐ-CP",
        summary_vi: "Đưa lên kho dữ liệu thủ tục của cả nước trong năm ngày làm việc sau quyết định của tỉnh.",
        summary_en: "Publication on the national database within five working days of the provincial decision.",
    });
}

/// Nghị định 92/2017/NĐ-CP (92/2017/NĐ-CP), in force from 2017-09-25.
///
/// Decree 92/2017/NĐ-CP.
pub mod nd92_2017 {
    use super::{Citation, Provision};

    /// Điều 1 Nghị định 92/2017/NĐ-CP: Sửa Nghị định 63 về công bố, công khai và nơi kiểm soát thủ tục.
    pub const D1: Citation = Citation(&Provision {
        id: "nd92_2017.d1",
        label_vi: "Điều 1 Nghị định 92/2017/NĐ-CP",
        label_en: "Article 1, Decree 92/2017/NĐ-CP",
        summary_vi: "Sửa Nghị định 63 về công bố, công khai và nơi kiểm soát thủ tục.",
        summary_en: "Amends Decree 63 on publication and on who controls procedures.",
    });
}

/// Quyết định 45/2016/QĐ-TTg (45/2016/QĐ-TTg), in force from 2016-12-16.
///
/// Decision 45/2016/QĐ-TTg.
pub mod qd45_2016 {
    use super::{Citation, Provision};

    /// Điều 6 Quyết định 45/2016/QĐ-TTg: Bưu tá nhận tại bưu cục hoặc tận nơi, đối chiếu danh mục, lập phiếu gửi và niêm phong.
    pub const D6: Citation = Citation(&Provision {
        id: "qd45_2016.d6",
        label_vi: "Điều 6 Quyết định 45/2016/QĐ-TTg",
        label_en: "Article 6, Decision 45/2016/QĐ-TTg",
        summary_vi: "Bưu tá nhận tại bưu cục hoặc tận nơi, đối chiếu danh mục, lập phiếu gửi và niêm phong.",
        summary_en: "The clerk receives at a post office or at home, checks the list, makes the sending slip and seals.",
    });

    /// Điều 7 Quyết định 45/2016/QĐ-TTg: Bàn giao hồ sơ bằng biên bản; lúc ký là lúc nộp.
    pub const D7: Citation = Citation(&Provision {
        id: "qd45_2016.d7",
        label_vi: "Điều 7 Quyết định 45/2016/QĐ-TTg",
        label_en: "Article 7, Decision 45/2016/QĐ-TTg",
        summary_vi: "Bàn giao hồ sơ bằng biên bản; lúc ký là lúc nộp.",
        summary_en: "Dossiers are handed over by record; its signing is the moment of submission.",
    });

    /// Điều 8 Quyết định 45/2016/QĐ-TTg: Cơ quan chuyển ngay, giải quyết như mọi hồ sơ, xong thì báo bưu điện và người nộp.
    pub const D8: Citation = Citation(&Provision {
        id: "qd45_2016.d8",
        label_vi: "Điều 8 Quyết định 45/2016/QĐ-TTg",
        label_en: "Article 8, Decision 45/2016/QĐ-TTg",
        summary_vi: "Cơ quan chuyển ngay, giải quyết như mọi hồ sơ, xong thì báo bưu điện và người nộp.",
        summary_en: "The agency passes on at once, settles as any dossier, then tells post and applicant.",
    });

    /// Điều 9 Quyết định 45/2016/QĐ-TTg: Trả kết quả qua bưu điện có phiếu gửi và niêm phong.
    pub const D9: Citation = Citation(&Provision {
        id: "qd45_2016.d9",
        label_vi: "Điều 9 Quyết định 45/2016/QĐ-TTg",
        label_en: "Article 9, Decision 45/2016/QĐ-TTg",
        summary_vi: "Trả kết quả qua bưu điện có phiếu gửi và niêm phong.",
        summary_en: "Result by post with sending slip and seal.",
    });

    /// Điều 11 Quyết định 45/2016/QĐ-TTg: Phí, lệ phí và cước nộp trực tiếp hoặc qua bưu điện.
    pub const D11: Citation = Citation(&Provision {
        id: "qd45_2016.d11",
        label_vi: "Điều 11 Quyết định 45/2016/QĐ-TTg",
        label_en: "Article 11, Decision 45/2016/QĐ-TTg",
        summary_vi: "Phí, lệ phí và cước nộp trực tiếp hoặc qua bưu điện.",
        summary_en: "Charges, fees and postage are paid directly or through the post.",
    });
}

/// Thông tư 01/2018/TT-VPCP (01/2018/TT-VPCP).
///
/// Circular 01/2018/TT-VPCP.
pub mod tt01_2018 {
    use super::{Citation, Provision};

    /// Điều 5 Thông tư 01/2018/TT-VPCP: Hồ sơ mẫu phải đóng chữ MẪU ở góc trên bên phải mỗi trang.
    pub const D5: Citation = Citation(&Provision {
        id: "tt01_2018.d5",
        label_vi: "Điều 5 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 5, Circular 01/2018/TT-VPCP",
        summary_vi: "Hồ sơ mẫu phải đóng chữ MẪU ở góc trên bên phải mỗi trang.",
        summary_en: "A sample dossier bears MẪU at the top right of each page.",
    });

    /// khoản 2 Điều 7 Thông tư 01/2018/TT-VPCP: Một Phó Giám đốc phụ trách phần kiểm soát thủ tục.
    pub const D7_K2: Citation = Citation(&Provision {
        id: "tt01_2018.d7.k2",
        label_vi: "khoản 2 Điều 7 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 7(2), Circular 01/2018/TT-VPCP",
        summary_vi: "Một Phó Giám đốc phụ trách phần kiểm soát thủ tục.",
        summary_en: "One deputy heads procedure control.",
    });

    /// Điều 9 Thông tư 01/2018/TT-VPCP: Sáu mẫu giấy của một cửa; mẫu 01 đến 05 khổ A5, mẫu 06 khổ A4.
    pub const D9: Citation = Citation(&Provision {
        id: "tt01_2018.d9",
        label_vi: "Điều 9 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 9, Circular 01/2018/TT-VPCP",
        summary_vi: "Sáu mẫu giấy của một cửa; mẫu 01 đến 05 khổ A5, mẫu 06 khổ A4.",
        summary_en: "The six forms of the desk; forms 01 to 05 on A5, form 06 on A4.",
    });

    /// Điều 10 Thông tư 01/2018/TT-VPCP: Mẫu lập trên hệ thống, in được, tra được, đóng sổ theo năm, đánh số liền từ 01.
    pub const D10: Citation = Citation(&Provision {
        id: "tt01_2018.d10",
        label_vi: "Điều 10 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 10, Circular 01/2018/TT-VPCP",
        summary_vi: "Mẫu lập trên hệ thống, in được, tra được, đóng sổ theo năm, đánh số liền từ 01.",
        summary_en: "Forms are made in the system, printable and searchable, kept in yearly books numbered from 01.",
    });

    /// Điều 11 Thông tư 01/2018/TT-VPCP: Nội dung báo cáo một cửa.
    pub const D11: Citation = Citation(&Provision {
        id: "tt01_2018.d11",
        label_vi: "Điều 11 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 11, Circular 01/2018/TT-VPCP",
        summary_vi: "Nội dung báo cáo một cửa.",
        summary_en: "Contents of the one-stop report.",
    });

    /// khoản 4 Điều 12 Thông tư 01/2018/TT-VPCP: Văn phòng UBND tỉnh tự thiết kế phiếu đánh giá.
    pub const D12_K4: Citation = Citation(&Provision {
        id: "tt01_2018.d12.k4",
        label_vi: "khoản 4 Điều 12 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 12(4), Circular 01/2018/TT-VPCP",
        summary_vi: "Văn phòng UBND tỉnh tự thiết kế phiếu đánh giá.",
        summary_en: "The province's Office designs the rating slip.",
    });

    /// Điều 13 Thông tư 01/2018/TT-VPCP: Chín chỉ số đánh giá, mỗi chỉ số từ 0 đến 2.
    pub const D13: Citation = Citation(&Provision {
        id: "tt01_2018.d13",
        label_vi: "Điều 13 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 13, Circular 01/2018/TT-VPCP",
        summary_vi: "Chín chỉ số đánh giá, mỗi chỉ số từ 0 đến 2.",
        summary_en: "Nine evaluation indicators, each from 0 to 2.",
    });

    /// Điều 16 Thông tư 01/2018/TT-VPCP: Chức năng của cổng; không đăng nhập thì chỉ tra bằng mã và mức hoàn thành.
    pub const D16: Citation = Citation(&Provision {
        id: "tt01_2018.d16",
        label_vi: "Điều 16 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 16, Circular 01/2018/TT-VPCP",
        summary_vi: "Chức năng của cổng; không đăng nhập thì chỉ tra bằng mã và mức hoàn thành.",
        summary_en: "Functions of the portal; without sign-in only code and degree of completion.",
    });

    /// Điều 17 Thông tư 01/2018/TT-VPCP: Hệ thống một cửa sinh mã, ghi từng bước theo thời gian thật và giữ lịch sử.
    pub const D17: Citation = Citation(&Provision {
        id: "tt01_2018.d17",
        label_vi: "Điều 17 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 17, Circular 01/2018/TT-VPCP",
        summary_vi: "Hệ thống một cửa sinh mã, ghi từng bước theo thời gian thật và giữ lịch sử.",
        summary_en: "The one-stop system makes the code, records each step in real time and keeps history.",
    });

    /// khoản 1 Điều 19 Thông tư 01/2018/TT-VPCP: Mã hồ sơ gồm mã cơ quan, ngày nhận và bốn số thứ tự trong ngày.
    pub const D19_K1: Citation = Citation(&Provision {
        id: "tt01_2018.d19.k1",
        label_vi: "khoản 1 Điều 19 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 19(1), Circular 01/2018/TT-VPCP",
        summary_vi: "Mã hồ sơ gồm mã cơ quan, ngày nhận và bốn số thứ tự trong ngày.",
        summary_en: "The code is agency code, day of receipt and a four-digit sequence of the day.",
    });

    /// Điều 20 Thông tư 01/2018/TT-VPCP: Mã lĩnh vực theo cấp 1 và phần LV.
    pub const D20: Citation = Citation(&Provision {
        id: "tt01_2018.d20",
        label_vi: "Điều 20 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 20, Circular 01/2018/TT-VPCP",
        summary_vi: "Mã lĩnh vực theo cấp 1 và phần LV.",
        summary_en: "The field code is the level-1 code and an LV part.",
    });

    /// Điều 21 Thông tư 01/2018/TT-VPCP: Dịch vụ lên mức độ 4 khi có từ 30% hồ sơ trực tuyến.
    pub const D21: Citation = Citation(&Provision {
        id: "tt01_2018.d21",
        label_vi: "Điều 21 Thông tư 01/2018/TT-VPCP",
        label_en: "Article 21, Circular 01/2018/TT-VPCP",
        summary_vi: "Dịch vụ lên mức độ 4 khi có từ 30% hồ sơ trực tuyến.",
        summary_en: "A service rises to level 4 when 30% of dossiers come online.",
    });
}

/// Every provision of the register, text by text in the order of the articles.
pub static ALL: &[Citation] = &[
    qc1722::QD_D1,
    qc1722::QD_D2,
    qc1722::QD_D3,
    qc1722::D1,
    qc1722::D2,
    qc1722::D2_K1,
    qc1722::D2_K2,
    qc1722::D2_K3,
    qc1722::D3,
    qc1722::D3_K1,
    qc1722::D3_K2,
    qc1722::D3_K3,
    qc1722::D3_K4,
    qc1722::D3_K5,
    qc1722::D3_K6,
    qc1722::D3_K7,
    qc1722::D4,
    qc1722::D5,
    qc1722::D6,
    qc1722::D6_K1,
    qc1722::D6_K1_P2,
    qc1722::D6_K2,
    qc1722::D7,
    qc1722::D7_K1,
    qc1722::D7_K2,
    qc1722::D7_K3,
    qc1722::D7_K4,
    qc1722::D7_K5,
    qc1722::D7_K6,
    qc1722::D7_K7,
    qc1722::D7_K8,
    qc1722::D7_K9,
    qc1722::D7_K10,
    qc1722::D7_K11,
    qc1722::D7_K12,
    qc1722::D7_K13,
    qc1722::D7_K14,
    qc1722::D7_K15,
    qc1722::D7_K16,
    qc1722::D7_K17,
    qc1722::D7_K18,
    qc1722::D7_K19,
    qc1722::D7_K20,
    qc1722::D7_K21,
    qc1722::D7_K22,
    qc1722::D7_K23,
    qc1722::D8,
    qc1722::D8_K1,
    qc1722::D8_K2,
    qc1722::D8_K3,
    qc1722::D8_K4,
    qc1722::D8_K5,
    qc1722::D8_K6,
    qc1722::D8_K7,
    qc1722::D9,
    qc1722::D9_K1,
    qc1722::D9_K1_P2,
    qc1722::D9_K2,
    qc1722::D9_K2_A,
    qc1722::D9_K2_B,
    qc1722::D9_K2_B_G1,
    qc1722::D9_K2_B_G2,
    qc1722::D9_K2_B_G3,
    qc1722::D9_K2_B_G4,
    qc1722::D9_K2_B_G5,
    qc1722::D10,
    qc1722::D10_K1,
    qc1722::D10_K1_A,
    qc1722::D10_K1_B,
    qc1722::D10_K1_C,
    qc1722::D10_K1_D,
    qc1722::D10_K1_DD,
    qc1722::D10_K1_E,
    qc1722::D10_K1_G,
    qc1722::D10_K1_H,
    qc1722::D10_K1_I,
    qc1722::D10_K1_K,
    qc1722::D10_K2,
    qc1722::D10_K2_A,
    qc1722::D10_K2_B,
    qc1722::D10_K2_C,
    qc1722::D10_K3,
    qc1722::D11,
    qc1722::D11_K1,
    qc1722::D11_K1_A,
    qc1722::D11_K1_B,
    qc1722::D11_K1_C,
    qc1722::D11_K1_D,
    qc1722::D11_K2,
    qc1722::D11_K2_A,
    qc1722::D11_K2_B,
    qc1722::D11_K2_C,
    qc1722::D11_K2_D,
    qc1722::D11_K2_DD,
    qc1722::D11_K2_E,
    qc1722::D11_K2_G,
    qc1722::D11_K2_H,
    qc1722::D11_K3,
    qc1722::D11_K3_A,
    qc1722::D11_K3_B,
    qc1722::D11_K3_C,
    qc1722::D11_K3_D,
    qc1722::D11_K4,
    qc1722::D12,
    qc1722::D12_K1,
    qc1722::D12_K2,
    qc1722::D12_K2_A,
    qc1722::D12_K2_B,
    qc1722::D12_K2_B_G1,
    qc1722::D12_K2_B_G2,
    qc1722::D12_K2_C,
    qc1722::D13,
    qc1722::D13_K1,
    qc1722::D13_K2,
    qc1722::D14,
    qc1722::D14_K1,
    qc1722::D14_K1_P2,
    qc1722::D14_K2,
    qc1722::D14_K2_A,
    qc1722::D14_K2_B,
    qc1722::D14_K2_C,
    qc1722::D14_K2_D,
    qc1722::D15,
    qc1722::D15_K1,
    qc1722::D15_K2,
    qc1722::D15_K3,
    qc1722::D16,
    qc1722::D16_K1,
    qc1722::D16_K1_A,
    qc1722::D16_K1_A_G1,
    qc1722::D16_K1_A_G2,
    qc1722::D16_K1_B,
    qc1722::D16_K1_C,
    qc1722::D16_K1_D,
    qc1722::D16_K2,
    qc1722::D16_K2_A,
    qc1722::D16_K2_A_P2,
    qc1722::D16_K2_B,
    qc1722::D16_K3,
    qc1722::D16_K4,
    qc1722::D17,
    qc1722::D17_K1,
    qc1722::D17_K2,
    qc1722::D18,
    qc1722::D18_K1,
    qc1722::D18_K1_A,
    qc1722::D18_K1_B,
    qc1722::D18_K1_C,
    qc1722::D18_K1_D,
    qc1722::D18_K1_P2,
    qc1722::D18_K2,
    qc1722::D18_K2_A,
    qc1722::D18_K2_B,
    qc1722::D18_K2_C,
    qc1722::D18_K3,
    qc1722::D18_K3_BUOC1,
    qc1722::D18_K3_BUOC2,
    qc1722::D18_K4,
    qc1722::D18_K4_BUOC1,
    qc1722::D18_K4_BUOC2,
    qc1722::D18_K4_BUOC3,
    qc1722::D18_K4_BUOC4,
    qc1722::D18_K4_BUOC5,
    qc1722::D18_K5,
    qc1722::D18_K5_BUOC1,
    qc1722::D18_K5_BUOC2,
    qc1722::D18_K5_BUOC3,
    qc1722::D18_K5_BUOC3_G1,
    qc1722::D18_K5_BUOC3_G2,
    qc1722::D18_K6,
    qc1722::D18_K6_A,
    qc1722::D18_K6_B,
    qc1722::D18_K6_C,
    qc1722::D18_K6_D,
    qc1722::D19,
    qc1722::D19_K1,
    qc1722::D19_K2,
    qc1722::D19_K3,
    qc1722::D19_K4,
    qc1722::D19_K5,
    qc1722::D19_K6,
    qc1722::D19_K7,
    qc1722::D19_K8,
    qc1722::D19_K9,
    qc1722::D19_K10,
    qc1722::D20,
    qc1722::D20_K1,
    qc1722::D20_K2,
    qc1722::D21,
    qc1722::D21_K1,
    qc1722::D21_K1_P2,
    qc1722::D21_K2,
    qc1722::D22,
    qc1722::D22_K1,
    qc1722::D22_K2,
    qc1722::D23,
    qc1722::D23_K1,
    qc1722::D23_K2,
    qc1722::D23_K3,
    qc1722::D23_K4,
    qc1722::D23_K5,
    qc1722::D23_K6,
    qc1722::D24,
    qc1722::D24_K1,
    qc1722::D24_K2,
    qc1722::D24_K3,
    qc1722::D24_K3_P2,
    qc1722::D25,
    qc1722::D26,
    qc1722::D26_K1,
    qc1722::D26_K2,
    qc1722::D27,
    qc1722::D27_K1,
    qc1722::D27_K2,
    qc1722::D27_K3,
    blds2015::D144,
    blds2015::D145,
    blds2015::D146,
    blds2015::D147,
    blds2015::D147_K1,
    blds2015::D147_K2,
    blds2015::D147_K3,
    blds2015::D148,
    blds2015::D148_K1,
    blds2015::D148_K3,
    blds2015::D148_K5,
    blds2015::D148_K6,
    blld2019::D105,
    blld2019::D111,
    blld2019::D111_K3,
    blld2019::D112,
    blld2019::D112_K1,
    blld2019::D112_K3,
    luat_gddt_2023::D13,
    luat_phi_2015::D3,
    nd118_2025::D11,
    nd118_2025::D21,
    nd20_2008::D5,
    nd20_2008::D7,
    nd20_2008::D9,
    nd30_2020::D8,
    nd30_2020::D13,
    nd30_2020::D15,
    nd30_2020::PL1,
    nd61_2018::D4,
    nd61_2018::D5,
    nd61_2018::D5_K1,
    nd61_2018::D5_K1_A,
    nd61_2018::D5_K1_B,
    nd61_2018::D5_K1_C,
    nd61_2018::D5_K1_D,
    nd61_2018::D5_K1_DD,
    nd61_2018::D5_K1_E,
    nd61_2018::D5_K1_G,
    nd61_2018::D5_K1_H,
    nd61_2018::D5_K1_I,
    nd61_2018::D5_K2,
    nd61_2018::D5_K3,
    nd61_2018::D6,
    nd61_2018::D7,
    nd61_2018::D7_K2,
    nd61_2018::D8_K1,
    nd61_2018::D8_K1_E,
    nd61_2018::D9,
    nd61_2018::D10_K2,
    nd61_2018::D11,
    nd61_2018::D12_K9,
    nd61_2018::D13,
    nd61_2018::D13_K2_B,
    nd61_2018::D14_K2,
    nd61_2018::D14_K5,
    nd61_2018::D15,
    nd61_2018::D16,
    nd61_2018::D17_K1,
    nd61_2018::D17_K1_A,
    nd61_2018::D17_K1_B,
    nd61_2018::D17_K1_C,
    nd61_2018::D17_K2,
    nd61_2018::D17_K3,
    nd61_2018::D17_K4,
    nd61_2018::D18,
    nd61_2018::D19,
    nd61_2018::D19_K3,
    nd61_2018::D19_K4,
    nd61_2018::D19_K5,
    nd61_2018::D19_K6,
    nd61_2018::D19_K7,
    nd61_2018::D19_K8,
    nd61_2018::D19_K9,
    nd61_2018::D20,
    nd61_2018::D21,
    nd61_2018::D22,
    nd61_2018::D23,
    nd61_2018::D25,
    nd61_2018::D26,
    nd61_2018::D27,
    nd63_2010::D3,
    nd63_2010::D8_K2,
    nd63_2010::D24,
    nd92_2017::D1,
    qd45_2016::D6,
    qd45_2016::D7,
    qd45_2016::D8,
    qd45_2016::D9,
    qd45_2016::D11,
    tt01_2018::D5,
    tt01_2018::D7_K2,
    tt01_2018::D9,
    tt01_2018::D10,
    tt01_2018::D11,
    tt01_2018::D12_K4,
    tt01_2018::D13,
    tt01_2018::D16,
    tt01_2018::D17,
    tt01_2018::D19_K1,
    tt01_2018::D20,
    tt01_2018::D21,
];

/// The same, in the order of the bytes of their ids: for finding one.
pub(crate) static BY_ID: &[Citation] = &[
    blds2015::D144,
    blds2015::D145,
    blds2015::D146,
    blds2015::D147,
    blds2015::D147_K1,
    blds2015::D147_K2,
    blds2015::D147_K3,
    blds2015::D148,
    blds2015::D148_K1,
    blds2015::D148_K3,
    blds2015::D148_K5,
    blds2015::D148_K6,
    blld2019::D105,
    blld2019::D111,
    blld2019::D111_K3,
    blld2019::D112,
    blld2019::D112_K1,
    blld2019::D112_K3,
    luat_gddt_2023::D13,
    luat_phi_2015::D3,
    nd118_2025::D11,
    nd118_2025::D21,
    nd20_2008::D5,
    nd20_2008::D7,
    nd20_2008::D9,
    nd30_2020::D13,
    nd30_2020::D15,
    nd30_2020::D8,
    nd30_2020::PL1,
    nd61_2018::D10_K2,
    nd61_2018::D11,
    nd61_2018::D12_K9,
    nd61_2018::D13,
    nd61_2018::D13_K2_B,
    nd61_2018::D14_K2,
    nd61_2018::D14_K5,
    nd61_2018::D15,
    nd61_2018::D16,
    nd61_2018::D17_K1,
    nd61_2018::D17_K1_A,
    nd61_2018::D17_K1_B,
    nd61_2018::D17_K1_C,
    nd61_2018::D17_K2,
    nd61_2018::D17_K3,
    nd61_2018::D17_K4,
    nd61_2018::D18,
    nd61_2018::D19,
    nd61_2018::D19_K3,
    nd61_2018::D19_K4,
    nd61_2018::D19_K5,
    nd61_2018::D19_K6,
    nd61_2018::D19_K7,
    nd61_2018::D19_K8,
    nd61_2018::D19_K9,
    nd61_2018::D20,
    nd61_2018::D21,
    nd61_2018::D22,
    nd61_2018::D23,
    nd61_2018::D25,
    nd61_2018::D26,
    nd61_2018::D27,
    nd61_2018::D4,
    nd61_2018::D5,
    nd61_2018::D5_K1,
    nd61_2018::D5_K1_A,
    nd61_2018::D5_K1_B,
    nd61_2018::D5_K1_C,
    nd61_2018::D5_K1_D,
    nd61_2018::D5_K1_DD,
    nd61_2018::D5_K1_E,
    nd61_2018::D5_K1_G,
    nd61_2018::D5_K1_H,
    nd61_2018::D5_K1_I,
    nd61_2018::D5_K2,
    nd61_2018::D5_K3,
    nd61_2018::D6,
    nd61_2018::D7,
    nd61_2018::D7_K2,
    nd61_2018::D8_K1,
    nd61_2018::D8_K1_E,
    nd61_2018::D9,
    nd63_2010::D24,
    nd63_2010::D3,
    nd63_2010::D8_K2,
    nd92_2017::D1,
    qc1722::D1,
    qc1722::D10,
    qc1722::D10_K1,
    qc1722::D10_K1_A,
    qc1722::D10_K1_B,
    qc1722::D10_K1_C,
    qc1722::D10_K1_D,
    qc1722::D10_K1_DD,
    qc1722::D10_K1_E,
    qc1722::D10_K1_G,
    qc1722::D10_K1_H,
    qc1722::D10_K1_I,
    qc1722::D10_K1_K,
    qc1722::D10_K2,
    qc1722::D10_K2_A,
    qc1722::D10_K2_B,
    qc1722::D10_K2_C,
    qc1722::D10_K3,
    qc1722::D11,
    qc1722::D11_K1,
    qc1722::D11_K1_A,
    qc1722::D11_K1_B,
    qc1722::D11_K1_C,
    qc1722::D11_K1_D,
    qc1722::D11_K2,
    qc1722::D11_K2_A,
    qc1722::D11_K2_B,
    qc1722::D11_K2_C,
    qc1722::D11_K2_D,
    qc1722::D11_K2_DD,
    qc1722::D11_K2_E,
    qc1722::D11_K2_G,
    qc1722::D11_K2_H,
    qc1722::D11_K3,
    qc1722::D11_K3_A,
    qc1722::D11_K3_B,
    qc1722::D11_K3_C,
    qc1722::D11_K3_D,
    qc1722::D11_K4,
    qc1722::D12,
    qc1722::D12_K1,
    qc1722::D12_K2,
    qc1722::D12_K2_A,
    qc1722::D12_K2_B,
    qc1722::D12_K2_B_G1,
    qc1722::D12_K2_B_G2,
    qc1722::D12_K2_C,
    qc1722::D13,
    qc1722::D13_K1,
    qc1722::D13_K2,
    qc1722::D14,
    qc1722::D14_K1,
    qc1722::D14_K1_P2,
    qc1722::D14_K2,
    qc1722::D14_K2_A,
    qc1722::D14_K2_B,
    qc1722::D14_K2_C,
    qc1722::D14_K2_D,
    qc1722::D15,
    qc1722::D15_K1,
    qc1722::D15_K2,
    qc1722::D15_K3,
    qc1722::D16,
    qc1722::D16_K1,
    qc1722::D16_K1_A,
    qc1722::D16_K1_A_G1,
    qc1722::D16_K1_A_G2,
    qc1722::D16_K1_B,
    qc1722::D16_K1_C,
    qc1722::D16_K1_D,
    qc1722::D16_K2,
    qc1722::D16_K2_A,
    qc1722::D16_K2_A_P2,
    qc1722::D16_K2_B,
    qc1722::D16_K3,
    qc1722::D16_K4,
    qc1722::D17,
    qc1722::D17_K1,
    qc1722::D17_K2,
    qc1722::D18,
    qc1722::D18_K1,
    qc1722::D18_K1_A,
    qc1722::D18_K1_B,
    qc1722::D18_K1_C,
    qc1722::D18_K1_D,
    qc1722::D18_K1_P2,
    qc1722::D18_K2,
    qc1722::D18_K2_A,
    qc1722::D18_K2_B,
    qc1722::D18_K2_C,
    qc1722::D18_K3,
    qc1722::D18_K3_BUOC1,
    qc1722::D18_K3_BUOC2,
    qc1722::D18_K4,
    qc1722::D18_K4_BUOC1,
    qc1722::D18_K4_BUOC2,
    qc1722::D18_K4_BUOC3,
    qc1722::D18_K4_BUOC4,
    qc1722::D18_K4_BUOC5,
    qc1722::D18_K5,
    qc1722::D18_K5_BUOC1,
    qc1722::D18_K5_BUOC2,
    qc1722::D18_K5_BUOC3,
    qc1722::D18_K5_BUOC3_G1,
    qc1722::D18_K5_BUOC3_G2,
    qc1722::D18_K6,
    qc1722::D18_K6_A,
    qc1722::D18_K6_B,
    qc1722::D18_K6_C,
    qc1722::D18_K6_D,
    qc1722::D19,
    qc1722::D19_K1,
    qc1722::D19_K10,
    qc1722::D19_K2,
    qc1722::D19_K3,
    qc1722::D19_K4,
    qc1722::D19_K5,
    qc1722::D19_K6,
    qc1722::D19_K7,
    qc1722::D19_K8,
    qc1722::D19_K9,
    qc1722::D2,
    qc1722::D2_K1,
    qc1722::D2_K2,
    qc1722::D2_K3,
    qc1722::D20,
    qc1722::D20_K1,
    qc1722::D20_K2,
    qc1722::D21,
    qc1722::D21_K1,
    qc1722::D21_K1_P2,
    qc1722::D21_K2,
    qc1722::D22,
    qc1722::D22_K1,
    qc1722::D22_K2,
    qc1722::D23,
    qc1722::D23_K1,
    qc1722::D23_K2,
    qc1722::D23_K3,
    qc1722::D23_K4,
    qc1722::D23_K5,
    qc1722::D23_K6,
    qc1722::D24,
    qc1722::D24_K1,
    qc1722::D24_K2,
    qc1722::D24_K3,
    qc1722::D24_K3_P2,
    qc1722::D25,
    qc1722::D26,
    qc1722::D26_K1,
    qc1722::D26_K2,
    qc1722::D27,
    qc1722::D27_K1,
    qc1722::D27_K2,
    qc1722::D27_K3,
    qc1722::D3,
    qc1722::D3_K1,
    qc1722::D3_K2,
    qc1722::D3_K3,
    qc1722::D3_K4,
    qc1722::D3_K5,
    qc1722::D3_K6,
    qc1722::D3_K7,
    qc1722::D4,
    qc1722::D5,
    qc1722::D6,
    qc1722::D6_K1,
    qc1722::D6_K1_P2,
    qc1722::D6_K2,
    qc1722::D7,
    qc1722::D7_K1,
    qc1722::D7_K10,
    qc1722::D7_K11,
    qc1722::D7_K12,
    qc1722::D7_K13,
    qc1722::D7_K14,
    qc1722::D7_K15,
    qc1722::D7_K16,
    qc1722::D7_K17,
    qc1722::D7_K18,
    qc1722::D7_K19,
    qc1722::D7_K2,
    qc1722::D7_K20,
    qc1722::D7_K21,
    qc1722::D7_K22,
    qc1722::D7_K23,
    qc1722::D7_K3,
    qc1722::D7_K4,
    qc1722::D7_K5,
    qc1722::D7_K6,
    qc1722::D7_K7,
    qc1722::D7_K8,
    qc1722::D7_K9,
    qc1722::D8,
    qc1722::D8_K1,
    qc1722::D8_K2,
    qc1722::D8_K3,
    qc1722::D8_K4,
    qc1722::D8_K5,
    qc1722::D8_K6,
    qc1722::D8_K7,
    qc1722::D9,
    qc1722::D9_K1,
    qc1722::D9_K1_P2,
    qc1722::D9_K2,
    qc1722::D9_K2_A,
    qc1722::D9_K2_B,
    qc1722::D9_K2_B_G1,
    qc1722::D9_K2_B_G2,
    qc1722::D9_K2_B_G3,
    qc1722::D9_K2_B_G4,
    qc1722::D9_K2_B_G5,
    qc1722::QD_D1,
    qc1722::QD_D2,
    qc1722::QD_D3,
    qd45_2016::D11,
    qd45_2016::D6,
    qd45_2016::D7,
    qd45_2016::D8,
    qd45_2016::D9,
    tt01_2018::D10,
    tt01_2018::D11,
    tt01_2018::D12_K4,
    tt01_2018::D13,
    tt01_2018::D16,
    tt01_2018::D17,
    tt01_2018::D19_K1,
    tt01_2018::D20,
    tt01_2018::D21,
    tt01_2018::D5,
    tt01_2018::D7_K2,
    tt01_2018::D9,
];
