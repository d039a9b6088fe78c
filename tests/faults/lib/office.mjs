// The people of the demonstration province, and a dossier brought by them to a stage of its life.

import { ask, tokenOf } from "./program.mjs";

/** A procedure of the first agency: 15 working days, one paper, nothing to pay. */
export const SIMPLE = "1.012507";
/** Those who have to do with its dossiers. */
export const PEOPLE = ["tiepnhan", "xuly", "truongphong", "lanhdao", "vanthu", "giamdoc", "congdan"];
/** The stages to which `bring` can bring one. */
export const STAGES = ["submitted", "escalated", "accepted", "in-transit", "processing", "supplement-asked", "result-ready"];
// The steps of the agency and who does them.
const STEPS = [["truongphong", "b3"], ["xuly", "b4"], ["truongphong", "b5"], ["lanhdao", "b6"], ["vanthu", "b7"]];

/** A complete filing of `SIMPLE`. */
export const filing = (name, more = {}) => ({
  procedure: SIMPLE,
  channel: "counter",
  applicant: { kind: "person", name, id_number: "068190000123", phone: "0912 345 678", email: "", address: "12 Trần Phú, Đà Lạt" },
  papers: [{ code: "p1", originals: 1, copies: 0 }],
  return_by: "counter",
  ...more,
});

/** The people at the program at `own`, each with a token. */
export async function office(own, agent = null) {
  const tokens = {};
  for (const who of PEOPLE) tokens[who] = await tokenOf(own, who);
  const people = {};
  /** One request of somebody; gives status, text and what it says. */
  people.ask = async (who, method, path, body) => {
    const answer = await ask(own, agent, method, path, { token: tokens[who], body });
    let said = null;
    if (answer.headers["content-type"]?.includes("json")) said = JSON.parse(answer.text);
    return { ...answer, said };
  };
  /** An act that must be done; gives the dossier after it. */
  people.act = async (who, dossier, action, fields = {}) => {
    const path = `/api/v1/dossiers/${dossier.id}/actions/${action}`;
    const answer = await people.ask(who, "POST", path, { ...fields, revision: dossier.revision });
    if (answer.status !== 200) throw new Error(`${who} may not ${action}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return answer.said;
  };
  const held = (dossier, who) => (dossier.stage === "in-transit" || !dossier.holder?.person ? people.act(who, dossier, "take") : dossier);
  const steps = async (dossier, own) => {
    let now = dossier;
    for (const [who, step] of own) now = await people.act(who, await held(now, who), "complete-step", { step, note: "Đã làm." });
    return now;
  };
  /** A new dossier at a stage. */
  people.bring = async (stage, name = "Rơ Ông Hà Thiên") => {
    const filed = await people.ask("congdan", "POST", "/api/v1/dossiers", filing(name, { channel: "online" }));
    if (filed.status !== 201) throw new Error(`filing was answered with ${filed.status}: ${filed.text.slice(0, 300)}`);
    if (stage === "submitted") return filed.said;
    if (stage === "escalated") return people.act("tiepnhan", filed.said, "escalate", { reason: "Chưa rõ thẩm quyền." });
    const accepted = await people.act("tiepnhan", filed.said, "accept");
    if (stage === "accepted") return accepted;
    const sent = await people.act("tiepnhan", accepted, "transfer");
    if (stage === "in-transit") return sent;
    const processing = await held(await steps(sent, STEPS.slice(0, 1)), "xuly");
    if (stage === "processing") return processing;
    if (stage === "supplement-asked") {
      return people.act("xuly", processing, "ask-supplement", { items: [{ paper: "p1", what: "Đơn chưa ký." }], reason: "Chưa ký." });
    }
    const done = await people.act("vanthu", await steps(processing, STEPS.slice(1)), "send-result", { result: { number: "12/CC" } });
    return people.act("tiepnhan", done, "confirm-result");
  };
  return people;
}
