//! `GET /api/openapi.json` and `GET /api/docs`: the document, and a page that lists it.
//!
//! The page is made from the document alone. It has no script and no inline style, so the
//! strictest content policy fits it.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::Response;
use serde_json::Value;

use crate::{document, document_text};

/// What the page may load: its own style sheet.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("docs.css");

/// `GET /api/openapi.json`.
pub async fn openapi() -> Response {
    file("application/json", document_text().to_owned())
}

/// `GET /api/docs`.
pub async fn page() -> Response {
    let mut response = file("text/html; charset=utf-8", html(document()));
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// `GET /api/docs.css`.
pub async fn style() -> Response {
    file("text/css; charset=utf-8", STYLE.to_owned())
}

fn file(media_type: &'static str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}

fn html(document: &Value) -> String {
    let title = text(document, "/info/title");
    let mut out = String::with_capacity(32 * 1024);
    let _ = write!(
        out,
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{0}</title>\
         <link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body><main><h1>{0}</h1><p>{1}</p>\
         <p><a href=\"/api/openapi.json\">openapi.json</a></p>",
        escape(title),
        escape(text(document, "/info/description")),
    );
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    for (path, item) in paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            section(&mut out, path, method, operation);
        }
    }
    out.push_str("<h2>Kiểu dữ liệu</h2>");
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    for (name, schema) in schemas {
        schema_section(&mut out, name, schema);
    }
    out.push_str("</main></body></html>");
    out
}

fn section(out: &mut String, path: &str, method: &str, operation: &Value) {
    let summary = text(operation, "/summary");
    let _ = write!(
        out,
        "<section><h2 id=\"{id}\">{summary}</h2><p class=\"address\"><b>{method}</b> <code>{path}</code></p>",
        id = escape(text(operation, "/operationId")),
        summary = escape(summary),
        method = escape(&method.to_uppercase()),
        path = escape(path),
    );
    if let Some(body) = operation.pointer("/requestBody/content/application~1json/schema") {
        let _ = write!(out, "<p>Nội dung: {}</p>", kind(body));
    }
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let rows: Vec<String> = parameters
        .map(|one| {
            format!(
                "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>",
                escape(text(one, "/name")),
                escape(text(one, "/in")),
                escape(text(one, "/description"))
            )
        })
        .collect();
    if !rows.is_empty() {
        let _ = write!(out, "<table><caption>Tham số</caption>{}</table>", rows.concat());
    }
    out.push_str("<table><caption>Trả lời</caption>");
    for (status, response) in operation.get("responses").and_then(Value::as_object).into_iter().flatten() {
        let content = response.get("content").and_then(Value::as_object).into_iter().flatten().next();
        let shown = content.and_then(|(_, content)| content.get("schema")).map(kind).unwrap_or_default();
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{shown}</td></tr>",
            escape(status),
            escape(text(response, "/description"))
        );
    }
    out.push_str("</table></section>");
}

fn schema_section(out: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        out,
        "<section><h3 id=\"schema-{0}\">{0}</h3><p>{1}</p>",
        escape(name),
        escape(text(schema, "/description"))
    );
    let values: Vec<&str> = schema
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if !values.is_empty() {
        let _ = write!(out, "<p><code>{}</code></p>", escape(&values.join(", ")));
    }
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let rows: Vec<String> = fields
        .map(|(field, schema)| {
            let mark = if required.contains(&field.as_str()) { "bắt buộc" } else { "" };
            format!(
                "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{mark}</td><td>{}</td></tr>",
                escape(field),
                kind(schema),
                escape(text(schema, "/description"))
            )
        })
        .collect();
    if !rows.is_empty() {
        let _ = write!(out, "<table>{}</table>", rows.concat());
    }
    out.push_str("</section>");
}

/// The type of a schema, as a link where it has a name.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#schema-{0}\">{0}</a>", escape(name));
    }
    if let Some(branches) = schema.get("oneOf").and_then(Value::as_array) {
        return branches.iter().map(kind).collect::<Vec<_>>().join(" | ");
    }
    let named = match schema.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        _ => String::new(),
    };
    match schema.get("items") {
        Some(items) => format!("{} [{}]", escape(&named), kind(items)),
        None => escape(&named),
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
