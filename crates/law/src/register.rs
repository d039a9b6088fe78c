//! Constants for every provision. Generated; see the crate documentation.

use crate::{Citation, Provision};

#[allow(missing_docs, reason = "each constant is its provision")]
pub mod qc1722 {
    use super::{Citation, Provision};
    pub const D1: Citation = Citation(&Provision { id: "qc1722.d1", label_vi: "Điều 1 Quy chế 1722", label_en: "Article 1, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D2: Citation = Citation(&Provision { id: "qc1722.d2", label_vi: "Điều 2 Quy chế 1722", label_en: "Article 2, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D2_K1: Citation = Citation(&Provision { id: "qc1722.d2.k1", label_vi: "khoản 1 Điều 2 Quy chế 1722", label_en: "Article 2(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D2_K2: Citation = Citation(&Provision { id: "qc1722.d2.k2", label_vi: "khoản 2 Điều 2 Quy chế 1722", label_en: "Article 2(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D2_K3: Citation = Citation(&Provision { id: "qc1722.d2.k3", label_vi: "khoản 3 Điều 2 Quy chế 1722", label_en: "Article 2(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3: Citation = Citation(&Provision { id: "qc1722.d3", label_vi: "Điều 3 Quy chế 1722", label_en: "Article 3, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K1: Citation = Citation(&Provision { id: "qc1722.d3.k1", label_vi: "khoản 1 Điều 3 Quy chế 1722", label_en: "Article 3(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K2: Citation = Citation(&Provision { id: "qc1722.d3.k2", label_vi: "khoản 2 Điều 3 Quy chế 1722", label_en: "Article 3(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K3: Citation = Citation(&Provision { id: "qc1722.d3.k3", label_vi: "khoản 3 Điều 3 Quy chế 1722", label_en: "Article 3(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K4: Citation = Citation(&Provision { id: "qc1722.d3.k4", label_vi: "khoản 4 Điều 3 Quy chế 1722", label_en: "Article 3(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K5: Citation = Citation(&Provision { id: "qc1722.d3.k5", label_vi: "khoản 5 Điều 3 Quy chế 1722", label_en: "Article 3(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K6: Citation = Citation(&Provision { id: "qc1722.d3.k6", label_vi: "khoản 6 Điều 3 Quy chế 1722", label_en: "Article 3(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D3_K7: Citation = Citation(&Provision { id: "qc1722.d3.k7", label_vi: "khoản 7 Điều 3 Quy chế 1722", label_en: "Article 3(7), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D4: Citation = Citation(&Provision { id: "qc1722.d4", label_vi: "Điều 4 Quy chế 1722", label_en: "Article 4, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D5: Citation = Citation(&Provision { id: "qc1722.d5", label_vi: "Điều 5 Quy chế 1722", label_en: "Article 5, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D6: Citation = Citation(&Provision { id: "qc1722.d6", label_vi: "Điều 6 Quy chế 1722", label_en: "Article 6, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D6_K1: Citation = Citation(&Provision { id: "qc1722.d6.k1", label_vi: "khoản 1 Điều 6 Quy chế 1722", label_en: "Article 6(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D6_K2: Citation = Citation(&Provision { id: "qc1722.d6.k2", label_vi: "khoản 2 Điều 6 Quy chế 1722", label_en: "Article 6(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7: Citation = Citation(&Provision { id: "qc1722.d7", label_vi: "Điều 7 Quy chế 1722", label_en: "Article 7, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K1: Citation = Citation(&Provision { id: "qc1722.d7.k1", label_vi: "khoản 1 Điều 7 Quy chế 1722", label_en: "Article 7(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K2: Citation = Citation(&Provision { id: "qc1722.d7.k2", label_vi: "khoản 2 Điều 7 Quy chế 1722", label_en: "Article 7(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K3: Citation = Citation(&Provision { id: "qc1722.d7.k3", label_vi: "khoản 3 Điều 7 Quy chế 1722", label_en: "Article 7(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K4: Citation = Citation(&Provision { id: "qc1722.d7.k4", label_vi: "khoản 4 Điều 7 Quy chế 1722", label_en: "Article 7(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K5: Citation = Citation(&Provision { id: "qc1722.d7.k5", label_vi: "khoản 5 Điều 7 Quy chế 1722", label_en: "Article 7(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K6: Citation = Citation(&Provision { id: "qc1722.d7.k6", label_vi: "khoản 6 Điều 7 Quy chế 1722", label_en: "Article 7(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K7: Citation = Citation(&Provision { id: "qc1722.d7.k7", label_vi: "khoản 7 Điều 7 Quy chế 1722", label_en: "Article 7(7), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K8: Citation = Citation(&Provision { id: "qc1722.d7.k8", label_vi: "khoản 8 Điều 7 Quy chế 1722", label_en: "Article 7(8), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K9: Citation = Citation(&Provision { id: "qc1722.d7.k9", label_vi: "khoản 9 Điều 7 Quy chế 1722", label_en: "Article 7(9), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K10: Citation = Citation(&Provision { id: "qc1722.d7.k10", label_vi: "khoản 10 Điều 7 Quy chế 1722", label_en: "Article 7(10), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K11: Citation = Citation(&Provision { id: "qc1722.d7.k11", label_vi: "khoản 11 Điều 7 Quy chế 1722", label_en: "Article 7(11), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K12: Citation = Citation(&Provision { id: "qc1722.d7.k12", label_vi: "khoản 12 Điều 7 Quy chế 1722", label_en: "Article 7(12), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K13: Citation = Citation(&Provision { id: "qc1722.d7.k13", label_vi: "khoản 13 Điều 7 Quy chế 1722", label_en: "Article 7(13), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K14: Citation = Citation(&Provision { id: "qc1722.d7.k14", label_vi: "khoản 14 Điều 7 Quy chế 1722", label_en: "Article 7(14), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K15: Citation = Citation(&Provision { id: "qc1722.d7.k15", label_vi: "khoản 15 Điều 7 Quy chế 1722", label_en: "Article 7(15), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K16: Citation = Citation(&Provision { id: "qc1722.d7.k16", label_vi: "khoản 16 Điều 7 Quy chế 1722", label_en: "Article 7(16), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K17: Citation = Citation(&Provision { id: "qc1722.d7.k17", label_vi: "khoản 17 Điều 7 Quy chế 1722", label_en: "Article 7(17), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K18: Citation = Citation(&Provision { id: "qc1722.d7.k18", label_vi: "khoản 18 Điều 7 Quy chế 1722", label_en: "Article 7(18), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K19: Citation = Citation(&Provision { id: "qc1722.d7.k19", label_vi: "khoản 19 Điều 7 Quy chế 1722", label_en: "Article 7(19), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K20: Citation = Citation(&Provision { id: "qc1722.d7.k20", label_vi: "khoản 20 Điều 7 Quy chế 1722", label_en: "Article 7(20), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K21: Citation = Citation(&Provision { id: "qc1722.d7.k21", label_vi: "khoản 21 Điều 7 Quy chế 1722", label_en: "Article 7(21), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K22: Citation = Citation(&Provision { id: "qc1722.d7.k22", label_vi: "khoản 22 Điều 7 Quy chế 1722", label_en: "Article 7(22), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D7_K23: Citation = Citation(&Provision { id: "qc1722.d7.k23", label_vi: "khoản 23 Điều 7 Quy chế 1722", label_en: "Article 7(23), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8: Citation = Citation(&Provision { id: "qc1722.d8", label_vi: "Điều 8 Quy chế 1722", label_en: "Article 8, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K1: Citation = Citation(&Provision { id: "qc1722.d8.k1", label_vi: "khoản 1 Điều 8 Quy chế 1722", label_en: "Article 8(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K2: Citation = Citation(&Provision { id: "qc1722.d8.k2", label_vi: "khoản 2 Điều 8 Quy chế 1722", label_en: "Article 8(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K3: Citation = Citation(&Provision { id: "qc1722.d8.k3", label_vi: "khoản 3 Điều 8 Quy chế 1722", label_en: "Article 8(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K4: Citation = Citation(&Provision { id: "qc1722.d8.k4", label_vi: "khoản 4 Điều 8 Quy chế 1722", label_en: "Article 8(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K5: Citation = Citation(&Provision { id: "qc1722.d8.k5", label_vi: "khoản 5 Điều 8 Quy chế 1722", label_en: "Article 8(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K6: Citation = Citation(&Provision { id: "qc1722.d8.k6", label_vi: "khoản 6 Điều 8 Quy chế 1722", label_en: "Article 8(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D8_K7: Citation = Citation(&Provision { id: "qc1722.d8.k7", label_vi: "khoản 7 Điều 8 Quy chế 1722", label_en: "Article 8(7), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D9: Citation = Citation(&Provision { id: "qc1722.d9", label_vi: "Điều 9 Quy chế 1722", label_en: "Article 9, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D9_K1: Citation = Citation(&Provision { id: "qc1722.d9.k1", label_vi: "khoản 1 Điều 9 Quy chế 1722", label_en: "Article 9(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D9_K2: Citation = Citation(&Provision { id: "qc1722.d9.k2", label_vi: "khoản 2 Điều 9 Quy chế 1722", label_en: "Article 9(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D9_K2_A: Citation = Citation(&Provision { id: "qc1722.d9.k2.a", label_vi: "điểm a khoản 2 Điều 9 Quy chế 1722", label_en: "Article 9(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D9_K2_B: Citation = Citation(&Provision { id: "qc1722.d9.k2.b", label_vi: "điểm b khoản 2 Điều 9 Quy chế 1722", label_en: "Article 9(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10: Citation = Citation(&Provision { id: "qc1722.d10", label_vi: "Điều 10 Quy chế 1722", label_en: "Article 10, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1: Citation = Citation(&Provision { id: "qc1722.d10.k1", label_vi: "khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_A: Citation = Citation(&Provision { id: "qc1722.d10.k1.a", label_vi: "điểm a khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_B: Citation = Citation(&Provision { id: "qc1722.d10.k1.b", label_vi: "điểm b khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_C: Citation = Citation(&Provision { id: "qc1722.d10.k1.c", label_vi: "điểm c khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_D: Citation = Citation(&Provision { id: "qc1722.d10.k1.d", label_vi: "điểm d khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_DD: Citation = Citation(&Provision { id: "qc1722.d10.k1.dd", label_vi: "điểm đ khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(dd), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_E: Citation = Citation(&Provision { id: "qc1722.d10.k1.e", label_vi: "điểm e khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(e), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_G: Citation = Citation(&Provision { id: "qc1722.d10.k1.g", label_vi: "điểm g khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(g), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_H: Citation = Citation(&Provision { id: "qc1722.d10.k1.h", label_vi: "điểm h khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(h), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_I: Citation = Citation(&Provision { id: "qc1722.d10.k1.i", label_vi: "điểm i khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(i), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K1_K: Citation = Citation(&Provision { id: "qc1722.d10.k1.k", label_vi: "điểm k khoản 1 Điều 10 Quy chế 1722", label_en: "Article 10(1)(k), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K2: Citation = Citation(&Provision { id: "qc1722.d10.k2", label_vi: "khoản 2 Điều 10 Quy chế 1722", label_en: "Article 10(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K2_A: Citation = Citation(&Provision { id: "qc1722.d10.k2.a", label_vi: "điểm a khoản 2 Điều 10 Quy chế 1722", label_en: "Article 10(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K2_B: Citation = Citation(&Provision { id: "qc1722.d10.k2.b", label_vi: "điểm b khoản 2 Điều 10 Quy chế 1722", label_en: "Article 10(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K2_C: Citation = Citation(&Provision { id: "qc1722.d10.k2.c", label_vi: "điểm c khoản 2 Điều 10 Quy chế 1722", label_en: "Article 10(2)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D10_K3: Citation = Citation(&Provision { id: "qc1722.d10.k3", label_vi: "khoản 3 Điều 10 Quy chế 1722", label_en: "Article 10(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11: Citation = Citation(&Provision { id: "qc1722.d11", label_vi: "Điều 11 Quy chế 1722", label_en: "Article 11, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K1: Citation = Citation(&Provision { id: "qc1722.d11.k1", label_vi: "khoản 1 Điều 11 Quy chế 1722", label_en: "Article 11(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K1_A: Citation = Citation(&Provision { id: "qc1722.d11.k1.a", label_vi: "điểm a khoản 1 Điều 11 Quy chế 1722", label_en: "Article 11(1)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K1_B: Citation = Citation(&Provision { id: "qc1722.d11.k1.b", label_vi: "điểm b khoản 1 Điều 11 Quy chế 1722", label_en: "Article 11(1)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K1_C: Citation = Citation(&Provision { id: "qc1722.d11.k1.c", label_vi: "điểm c khoản 1 Điều 11 Quy chế 1722", label_en: "Article 11(1)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K1_D: Citation = Citation(&Provision { id: "qc1722.d11.k1.d", label_vi: "điểm d khoản 1 Điều 11 Quy chế 1722", label_en: "Article 11(1)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2: Citation = Citation(&Provision { id: "qc1722.d11.k2", label_vi: "khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_A: Citation = Citation(&Provision { id: "qc1722.d11.k2.a", label_vi: "điểm a khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_B: Citation = Citation(&Provision { id: "qc1722.d11.k2.b", label_vi: "điểm b khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_C: Citation = Citation(&Provision { id: "qc1722.d11.k2.c", label_vi: "điểm c khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_D: Citation = Citation(&Provision { id: "qc1722.d11.k2.d", label_vi: "điểm d khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_DD: Citation = Citation(&Provision { id: "qc1722.d11.k2.dd", label_vi: "điểm đ khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(dd), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_E: Citation = Citation(&Provision { id: "qc1722.d11.k2.e", label_vi: "điểm e khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(e), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_G: Citation = Citation(&Provision { id: "qc1722.d11.k2.g", label_vi: "điểm g khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(g), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K2_H: Citation = Citation(&Provision { id: "qc1722.d11.k2.h", label_vi: "điểm h khoản 2 Điều 11 Quy chế 1722", label_en: "Article 11(2)(h), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K3: Citation = Citation(&Provision { id: "qc1722.d11.k3", label_vi: "khoản 3 Điều 11 Quy chế 1722", label_en: "Article 11(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K3_A: Citation = Citation(&Provision { id: "qc1722.d11.k3.a", label_vi: "điểm a khoản 3 Điều 11 Quy chế 1722", label_en: "Article 11(3)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K3_B: Citation = Citation(&Provision { id: "qc1722.d11.k3.b", label_vi: "điểm b khoản 3 Điều 11 Quy chế 1722", label_en: "Article 11(3)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K3_C: Citation = Citation(&Provision { id: "qc1722.d11.k3.c", label_vi: "điểm c khoản 3 Điều 11 Quy chế 1722", label_en: "Article 11(3)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K3_D: Citation = Citation(&Provision { id: "qc1722.d11.k3.d", label_vi: "điểm d khoản 3 Điều 11 Quy chế 1722", label_en: "Article 11(3)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D11_K4: Citation = Citation(&Provision { id: "qc1722.d11.k4", label_vi: "khoản 4 Điều 11 Quy chế 1722", label_en: "Article 11(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12: Citation = Citation(&Provision { id: "qc1722.d12", label_vi: "Điều 12 Quy chế 1722", label_en: "Article 12, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12_K1: Citation = Citation(&Provision { id: "qc1722.d12.k1", label_vi: "khoản 1 Điều 12 Quy chế 1722", label_en: "Article 12(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12_K2: Citation = Citation(&Provision { id: "qc1722.d12.k2", label_vi: "khoản 2 Điều 12 Quy chế 1722", label_en: "Article 12(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12_K2_A: Citation = Citation(&Provision { id: "qc1722.d12.k2.a", label_vi: "điểm a khoản 2 Điều 12 Quy chế 1722", label_en: "Article 12(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12_K2_B: Citation = Citation(&Provision { id: "qc1722.d12.k2.b", label_vi: "điểm b khoản 2 Điều 12 Quy chế 1722", label_en: "Article 12(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D12_K2_C: Citation = Citation(&Provision { id: "qc1722.d12.k2.c", label_vi: "điểm c khoản 2 Điều 12 Quy chế 1722", label_en: "Article 12(2)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D13: Citation = Citation(&Provision { id: "qc1722.d13", label_vi: "Điều 13 Quy chế 1722", label_en: "Article 13, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D13_K1: Citation = Citation(&Provision { id: "qc1722.d13.k1", label_vi: "khoản 1 Điều 13 Quy chế 1722", label_en: "Article 13(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D13_K2: Citation = Citation(&Provision { id: "qc1722.d13.k2", label_vi: "khoản 2 Điều 13 Quy chế 1722", label_en: "Article 13(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14: Citation = Citation(&Provision { id: "qc1722.d14", label_vi: "Điều 14 Quy chế 1722", label_en: "Article 14, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K1: Citation = Citation(&Provision { id: "qc1722.d14.k1", label_vi: "khoản 1 Điều 14 Quy chế 1722", label_en: "Article 14(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K2: Citation = Citation(&Provision { id: "qc1722.d14.k2", label_vi: "khoản 2 Điều 14 Quy chế 1722", label_en: "Article 14(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K2_A: Citation = Citation(&Provision { id: "qc1722.d14.k2.a", label_vi: "điểm a khoản 2 Điều 14 Quy chế 1722", label_en: "Article 14(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K2_B: Citation = Citation(&Provision { id: "qc1722.d14.k2.b", label_vi: "điểm b khoản 2 Điều 14 Quy chế 1722", label_en: "Article 14(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K2_C: Citation = Citation(&Provision { id: "qc1722.d14.k2.c", label_vi: "điểm c khoản 2 Điều 14 Quy chế 1722", label_en: "Article 14(2)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D14_K2_D: Citation = Citation(&Provision { id: "qc1722.d14.k2.d", label_vi: "điểm d khoản 2 Điều 14 Quy chế 1722", label_en: "Article 14(2)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D15: Citation = Citation(&Provision { id: "qc1722.d15", label_vi: "Điều 15 Quy chế 1722", label_en: "Article 15, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D15_K1: Citation = Citation(&Provision { id: "qc1722.d15.k1", label_vi: "khoản 1 Điều 15 Quy chế 1722", label_en: "Article 15(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D15_K2: Citation = Citation(&Provision { id: "qc1722.d15.k2", label_vi: "khoản 2 Điều 15 Quy chế 1722", label_en: "Article 15(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D15_K3: Citation = Citation(&Provision { id: "qc1722.d15.k3", label_vi: "khoản 3 Điều 15 Quy chế 1722", label_en: "Article 15(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16: Citation = Citation(&Provision { id: "qc1722.d16", label_vi: "Điều 16 Quy chế 1722", label_en: "Article 16, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K1: Citation = Citation(&Provision { id: "qc1722.d16.k1", label_vi: "khoản 1 Điều 16 Quy chế 1722", label_en: "Article 16(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K1_A: Citation = Citation(&Provision { id: "qc1722.d16.k1.a", label_vi: "điểm a khoản 1 Điều 16 Quy chế 1722", label_en: "Article 16(1)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K1_B: Citation = Citation(&Provision { id: "qc1722.d16.k1.b", label_vi: "điểm b khoản 1 Điều 16 Quy chế 1722", label_en: "Article 16(1)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K1_C: Citation = Citation(&Provision { id: "qc1722.d16.k1.c", label_vi: "điểm c khoản 1 Điều 16 Quy chế 1722", label_en: "Article 16(1)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K1_D: Citation = Citation(&Provision { id: "qc1722.d16.k1.d", label_vi: "điểm d khoản 1 Điều 16 Quy chế 1722", label_en: "Article 16(1)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K2: Citation = Citation(&Provision { id: "qc1722.d16.k2", label_vi: "khoản 2 Điều 16 Quy chế 1722", label_en: "Article 16(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K2_A: Citation = Citation(&Provision { id: "qc1722.d16.k2.a", label_vi: "điểm a khoản 2 Điều 16 Quy chế 1722", label_en: "Article 16(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K2_B: Citation = Citation(&Provision { id: "qc1722.d16.k2.b", label_vi: "điểm b khoản 2 Điều 16 Quy chế 1722", label_en: "Article 16(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K3: Citation = Citation(&Provision { id: "qc1722.d16.k3", label_vi: "khoản 3 Điều 16 Quy chế 1722", label_en: "Article 16(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D16_K4: Citation = Citation(&Provision { id: "qc1722.d16.k4", label_vi: "khoản 4 Điều 16 Quy chế 1722", label_en: "Article 16(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D17: Citation = Citation(&Provision { id: "qc1722.d17", label_vi: "Điều 17 Quy chế 1722", label_en: "Article 17, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D17_K1: Citation = Citation(&Provision { id: "qc1722.d17.k1", label_vi: "khoản 1 Điều 17 Quy chế 1722", label_en: "Article 17(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D17_K2: Citation = Citation(&Provision { id: "qc1722.d17.k2", label_vi: "khoản 2 Điều 17 Quy chế 1722", label_en: "Article 17(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18: Citation = Citation(&Provision { id: "qc1722.d18", label_vi: "Điều 18 Quy chế 1722", label_en: "Article 18, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K1: Citation = Citation(&Provision { id: "qc1722.d18.k1", label_vi: "khoản 1 Điều 18 Quy chế 1722", label_en: "Article 18(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K1_A: Citation = Citation(&Provision { id: "qc1722.d18.k1.a", label_vi: "điểm a khoản 1 Điều 18 Quy chế 1722", label_en: "Article 18(1)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K1_B: Citation = Citation(&Provision { id: "qc1722.d18.k1.b", label_vi: "điểm b khoản 1 Điều 18 Quy chế 1722", label_en: "Article 18(1)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K1_C: Citation = Citation(&Provision { id: "qc1722.d18.k1.c", label_vi: "điểm c khoản 1 Điều 18 Quy chế 1722", label_en: "Article 18(1)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K1_D: Citation = Citation(&Provision { id: "qc1722.d18.k1.d", label_vi: "điểm d khoản 1 Điều 18 Quy chế 1722", label_en: "Article 18(1)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K2: Citation = Citation(&Provision { id: "qc1722.d18.k2", label_vi: "khoản 2 Điều 18 Quy chế 1722", label_en: "Article 18(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K2_A: Citation = Citation(&Provision { id: "qc1722.d18.k2.a", label_vi: "điểm a khoản 2 Điều 18 Quy chế 1722", label_en: "Article 18(2)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K2_B: Citation = Citation(&Provision { id: "qc1722.d18.k2.b", label_vi: "điểm b khoản 2 Điều 18 Quy chế 1722", label_en: "Article 18(2)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K2_C: Citation = Citation(&Provision { id: "qc1722.d18.k2.c", label_vi: "điểm c khoản 2 Điều 18 Quy chế 1722", label_en: "Article 18(2)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K3: Citation = Citation(&Provision { id: "qc1722.d18.k3", label_vi: "khoản 3 Điều 18 Quy chế 1722", label_en: "Article 18(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K4: Citation = Citation(&Provision { id: "qc1722.d18.k4", label_vi: "khoản 4 Điều 18 Quy chế 1722", label_en: "Article 18(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K5: Citation = Citation(&Provision { id: "qc1722.d18.k5", label_vi: "khoản 5 Điều 18 Quy chế 1722", label_en: "Article 18(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K6: Citation = Citation(&Provision { id: "qc1722.d18.k6", label_vi: "khoản 6 Điều 18 Quy chế 1722", label_en: "Article 18(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K6_A: Citation = Citation(&Provision { id: "qc1722.d18.k6.a", label_vi: "điểm a khoản 6 Điều 18 Quy chế 1722", label_en: "Article 18(6)(a), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K6_B: Citation = Citation(&Provision { id: "qc1722.d18.k6.b", label_vi: "điểm b khoản 6 Điều 18 Quy chế 1722", label_en: "Article 18(6)(b), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K6_C: Citation = Citation(&Provision { id: "qc1722.d18.k6.c", label_vi: "điểm c khoản 6 Điều 18 Quy chế 1722", label_en: "Article 18(6)(c), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D18_K6_D: Citation = Citation(&Provision { id: "qc1722.d18.k6.d", label_vi: "điểm d khoản 6 Điều 18 Quy chế 1722", label_en: "Article 18(6)(d), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19: Citation = Citation(&Provision { id: "qc1722.d19", label_vi: "Điều 19 Quy chế 1722", label_en: "Article 19, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K1: Citation = Citation(&Provision { id: "qc1722.d19.k1", label_vi: "khoản 1 Điều 19 Quy chế 1722", label_en: "Article 19(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K2: Citation = Citation(&Provision { id: "qc1722.d19.k2", label_vi: "khoản 2 Điều 19 Quy chế 1722", label_en: "Article 19(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K3: Citation = Citation(&Provision { id: "qc1722.d19.k3", label_vi: "khoản 3 Điều 19 Quy chế 1722", label_en: "Article 19(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K4: Citation = Citation(&Provision { id: "qc1722.d19.k4", label_vi: "khoản 4 Điều 19 Quy chế 1722", label_en: "Article 19(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K5: Citation = Citation(&Provision { id: "qc1722.d19.k5", label_vi: "khoản 5 Điều 19 Quy chế 1722", label_en: "Article 19(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K6: Citation = Citation(&Provision { id: "qc1722.d19.k6", label_vi: "khoản 6 Điều 19 Quy chế 1722", label_en: "Article 19(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K7: Citation = Citation(&Provision { id: "qc1722.d19.k7", label_vi: "khoản 7 Điều 19 Quy chế 1722", label_en: "Article 19(7), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K8: Citation = Citation(&Provision { id: "qc1722.d19.k8", label_vi: "khoản 8 Điều 19 Quy chế 1722", label_en: "Article 19(8), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K9: Citation = Citation(&Provision { id: "qc1722.d19.k9", label_vi: "khoản 9 Điều 19 Quy chế 1722", label_en: "Article 19(9), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D19_K10: Citation = Citation(&Provision { id: "qc1722.d19.k10", label_vi: "khoản 10 Điều 19 Quy chế 1722", label_en: "Article 19(10), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D20: Citation = Citation(&Provision { id: "qc1722.d20", label_vi: "Điều 20 Quy chế 1722", label_en: "Article 20, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D20_K1: Citation = Citation(&Provision { id: "qc1722.d20.k1", label_vi: "khoản 1 Điều 20 Quy chế 1722", label_en: "Article 20(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D20_K2: Citation = Citation(&Provision { id: "qc1722.d20.k2", label_vi: "khoản 2 Điều 20 Quy chế 1722", label_en: "Article 20(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D21: Citation = Citation(&Provision { id: "qc1722.d21", label_vi: "Điều 21 Quy chế 1722", label_en: "Article 21, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D21_K1: Citation = Citation(&Provision { id: "qc1722.d21.k1", label_vi: "khoản 1 Điều 21 Quy chế 1722", label_en: "Article 21(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D21_K2: Citation = Citation(&Provision { id: "qc1722.d21.k2", label_vi: "khoản 2 Điều 21 Quy chế 1722", label_en: "Article 21(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D22: Citation = Citation(&Provision { id: "qc1722.d22", label_vi: "Điều 22 Quy chế 1722", label_en: "Article 22, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D22_K1: Citation = Citation(&Provision { id: "qc1722.d22.k1", label_vi: "khoản 1 Điều 22 Quy chế 1722", label_en: "Article 22(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D22_K2: Citation = Citation(&Provision { id: "qc1722.d22.k2", label_vi: "khoản 2 Điều 22 Quy chế 1722", label_en: "Article 22(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23: Citation = Citation(&Provision { id: "qc1722.d23", label_vi: "Điều 23 Quy chế 1722", label_en: "Article 23, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K1: Citation = Citation(&Provision { id: "qc1722.d23.k1", label_vi: "khoản 1 Điều 23 Quy chế 1722", label_en: "Article 23(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K2: Citation = Citation(&Provision { id: "qc1722.d23.k2", label_vi: "khoản 2 Điều 23 Quy chế 1722", label_en: "Article 23(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K3: Citation = Citation(&Provision { id: "qc1722.d23.k3", label_vi: "khoản 3 Điều 23 Quy chế 1722", label_en: "Article 23(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K4: Citation = Citation(&Provision { id: "qc1722.d23.k4", label_vi: "khoản 4 Điều 23 Quy chế 1722", label_en: "Article 23(4), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K5: Citation = Citation(&Provision { id: "qc1722.d23.k5", label_vi: "khoản 5 Điều 23 Quy chế 1722", label_en: "Article 23(5), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D23_K6: Citation = Citation(&Provision { id: "qc1722.d23.k6", label_vi: "khoản 6 Điều 23 Quy chế 1722", label_en: "Article 23(6), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D24: Citation = Citation(&Provision { id: "qc1722.d24", label_vi: "Điều 24 Quy chế 1722", label_en: "Article 24, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D24_K1: Citation = Citation(&Provision { id: "qc1722.d24.k1", label_vi: "khoản 1 Điều 24 Quy chế 1722", label_en: "Article 24(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D24_K2: Citation = Citation(&Provision { id: "qc1722.d24.k2", label_vi: "khoản 2 Điều 24 Quy chế 1722", label_en: "Article 24(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D24_K3: Citation = Citation(&Provision { id: "qc1722.d24.k3", label_vi: "khoản 3 Điều 24 Quy chế 1722", label_en: "Article 24(3), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D25: Citation = Citation(&Provision { id: "qc1722.d25", label_vi: "Điều 25 Quy chế 1722", label_en: "Article 25, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D26: Citation = Citation(&Provision { id: "qc1722.d26", label_vi: "Điều 26 Quy chế 1722", label_en: "Article 26, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D26_K1: Citation = Citation(&Provision { id: "qc1722.d26.k1", label_vi: "khoản 1 Điều 26 Quy chế 1722", label_en: "Article 26(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D26_K2: Citation = Citation(&Provision { id: "qc1722.d26.k2", label_vi: "khoản 2 Điều 26 Quy chế 1722", label_en: "Article 26(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D27: Citation = Citation(&Provision { id: "qc1722.d27", label_vi: "Điều 27 Quy chế 1722", label_en: "Article 27, Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D27_K1: Citation = Citation(&Provision { id: "qc1722.d27.k1", label_vi: "khoản 1 Điều 27 Quy chế 1722", label_en: "Article 27(1), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D27_K2: Citation = Citation(&Provision { id: "qc1722.d27.k2", label_vi: "khoản 2 Điều 27 Quy chế 1722", label_en: "Article 27(2), Regulation 1722", summary_vi: "", summary_en: "" });
    pub const D27_K3: Citation = Citation(&Provision { id: "qc1722.d27.k3", label_vi: "khoản 3 Điều 27 Quy chế 1722", label_en: "Article 27(3), Regulation 1722", summary_vi: "", summary_en: "" });
}

#[allow(missing_docs, reason = "each constant is its provision")]
pub mod blds2015 {
    use super::{Citation, Provision};
    pub const D146: Citation = Citation(&Provision { id: "blds2015.d146", label_vi: "Điều 146 Bộ luật Dân sự 2015", label_en: "Article 146, Civil Code 2015", summary_vi: "", summary_en: "" });
    pub const D147: Citation = Citation(&Provision { id: "blds2015.d147", label_vi: "Điều 147 Bộ luật Dân sự 2015", label_en: "Article 147, Civil Code 2015", summary_vi: "", summary_en: "" });
    pub const D147_K1: Citation = Citation(&Provision { id: "blds2015.d147.k1", label_vi: "khoản 1 Điều 147 Bộ luật Dân sự 2015", label_en: "Article 147(1), Civil Code 2015", summary_vi: "", summary_en: "" });
    pub const D147_K2: Citation = Citation(&Provision { id: "blds2015.d147.k2", label_vi: "khoản 2 Điều 147 Bộ luật Dân sự 2015", label_en: "Article 147(2), Civil Code 2015", summary_vi: "", summary_en: "" });
    pub const D148: Citation = Citation(&Provision { id: "blds2015.d148", label_vi: "Điều 148 Bộ luật Dân sự 2015", label_en: "Article 148, Civil Code 2015", summary_vi: "", summary_en: "" });
    pub const D148_K5: Citation = Citation(&Provision { id: "blds2015.d148.k5", label_vi: "khoản 5 Điều 148 Bộ luật Dân sự 2015", label_en: "Article 148(5), Civil Code 2015", summary_vi: "", summary_en: "" });
}

#[allow(missing_docs, reason = "each constant is its provision")]
pub mod nd61_2018 {
    use super::{Citation, Provision};
    pub const D5_K1: Citation = Citation(&Provision { id: "nd61_2018.d5.k1", label_vi: "khoản 1 Điều 5 Nghị định 61/2018/NĐ-CP", label_en: "Article 5(1), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D6: Citation = Citation(&Provision { id: "nd61_2018.d6", label_vi: "Điều 6 Nghị định 61/2018/NĐ-CP", label_en: "Article 6, Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D16: Citation = Citation(&Provision { id: "nd61_2018.d16", label_vi: "Điều 16 Nghị định 61/2018/NĐ-CP", label_en: "Article 16, Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D17_K1: Citation = Citation(&Provision { id: "nd61_2018.d17.k1", label_vi: "khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP", label_en: "Article 17(1), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D17_K2: Citation = Citation(&Provision { id: "nd61_2018.d17.k2", label_vi: "khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP", label_en: "Article 17(2), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D17_K3: Citation = Citation(&Provision { id: "nd61_2018.d17.k3", label_vi: "khoản 3 Điều 17 Nghị định 61/2018/NĐ-CP", label_en: "Article 17(3), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D17_K4: Citation = Citation(&Provision { id: "nd61_2018.d17.k4", label_vi: "khoản 4 Điều 17 Nghị định 61/2018/NĐ-CP", label_en: "Article 17(4), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D18: Citation = Citation(&Provision { id: "nd61_2018.d18", label_vi: "Điều 18 Nghị định 61/2018/NĐ-CP", label_en: "Article 18, Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D19_K4: Citation = Citation(&Provision { id: "nd61_2018.d19.k4", label_vi: "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP", label_en: "Article 19(4), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D19_K8: Citation = Citation(&Provision { id: "nd61_2018.d19.k8", label_vi: "khoản 8 Điều 19 Nghị định 61/2018/NĐ-CP", label_en: "Article 19(8), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D19_K9: Citation = Citation(&Provision { id: "nd61_2018.d19.k9", label_vi: "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP", label_en: "Article 19(9), Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D20: Citation = Citation(&Provision { id: "nd61_2018.d20", label_vi: "Điều 20 Nghị định 61/2018/NĐ-CP", label_en: "Article 20, Decree 61/2018", summary_vi: "", summary_en: "" });
    pub const D22: Citation = Citation(&Provision { id: "nd61_2018.d22", label_vi: "Điều 22 Nghị định 61/2018/NĐ-CP", label_en: "Article 22, Decree 61/2018", summary_vi: "", summary_en: "" });
}

#[allow(missing_docs, reason = "each constant is its provision")]
pub mod tt01_2018 {
    use super::{Citation, Provision};
    pub const D9: Citation = Citation(&Provision { id: "tt01_2018.d9", label_vi: "Điều 9 Thông tư 01/2018/TT-VPCP", label_en: "Article 9, Circular 01/2018", summary_vi: "", summary_en: "" });
    pub const D10: Citation = Citation(&Provision { id: "tt01_2018.d10", label_vi: "Điều 10 Thông tư 01/2018/TT-VPCP", label_en: "Article 10, Circular 01/2018", summary_vi: "", summary_en: "" });
    pub const D16: Citation = Citation(&Provision { id: "tt01_2018.d16", label_vi: "Điều 16 Thông tư 01/2018/TT-VPCP", label_en: "Article 16, Circular 01/2018", summary_vi: "", summary_en: "" });
    pub const D19_K1: Citation = Citation(&Provision { id: "tt01_2018.d19.k1", label_vi: "khoản 1 Điều 19 Thông tư 01/2018/TT-VPCP", label_en: "Article 19(1), Circular 01/2018", summary_vi: "", summary_en: "" });
}

#[allow(missing_docs, reason = "each constant is its provision")]
pub mod nd30_2020 {
    use super::{Citation, Provision};
    pub const D8: Citation = Citation(&Provision { id: "nd30_2020.d8", label_vi: "Điều 8 Nghị định 30/2020/NĐ-CP", label_en: "Article 8, Decree 30/2020", summary_vi: "", summary_en: "" });
}

/// Every provision of the register.
pub static ALL: &[Citation] = &[
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
    qc1722::D9_K2,
    qc1722::D9_K2_A,
    qc1722::D9_K2_B,
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
    qc1722::D12_K2_C,
    qc1722::D13,
    qc1722::D13_K1,
    qc1722::D13_K2,
    qc1722::D14,
    qc1722::D14_K1,
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
    qc1722::D16_K1_B,
    qc1722::D16_K1_C,
    qc1722::D16_K1_D,
    qc1722::D16_K2,
    qc1722::D16_K2_A,
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
    qc1722::D18_K2,
    qc1722::D18_K2_A,
    qc1722::D18_K2_B,
    qc1722::D18_K2_C,
    qc1722::D18_K3,
    qc1722::D18_K4,
    qc1722::D18_K5,
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
    qc1722::D25,
    qc1722::D26,
    qc1722::D26_K1,
    qc1722::D26_K2,
    qc1722::D27,
    qc1722::D27_K1,
    qc1722::D27_K2,
    qc1722::D27_K3,
    blds2015::D146,
    blds2015::D147,
    blds2015::D147_K1,
    blds2015::D147_K2,
    blds2015::D148,
    blds2015::D148_K5,
    nd61_2018::D5_K1,
    nd61_2018::D6,
    nd61_2018::D16,
    nd61_2018::D17_K1,
    nd61_2018::D17_K2,
    nd61_2018::D17_K3,
    nd61_2018::D17_K4,
    nd61_2018::D18,
    nd61_2018::D19_K4,
    nd61_2018::D19_K8,
    nd61_2018::D19_K9,
    nd61_2018::D20,
    nd61_2018::D22,
    tt01_2018::D9,
    tt01_2018::D10,
    tt01_2018::D16,
    tt01_2018::D19_K1,
    nd30_2020::D8,
];
