// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates of {@code pages.html}: {@code {{name}}} is a text, {@code {{{name}}}} is HTML. */
final class Html {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\{?)(\\w+)}}}?");

    /** Each begins with a comment of its name. */
    private static final Map<String, String> TEMPLATES =
            Stream.of(Tsv.text(Html.class, "pages.html").split("<!-- "))
                    .skip(1)
                    .map(part -> part.split(" -->\n", 2))
                    .collect(Collectors.toMap(part -> part[0], part -> part[1]));

    /** Nothing is loaded from elsewhere, nothing runs, no other page shows this one in a frame. */
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Cache-Control", "no-store",
                    "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
                    "Referrer-Policy", "same-origin",
                    "X-Content-Type-Options", "nosniff");

    private Html() {}

    /** A fragment: the template of this name with its places filled. */
    static String of(String template, Map<String, String> values) {
        return PLACE.matcher(TEMPLATES.get(template))
                .replaceAll(
                        place -> {
                            String value = values.getOrDefault(place.group(2), "");
                            boolean html = !place.group(1).isEmpty();
                            return Matcher.quoteReplacement(html ? value : escape(value));
                        });
    }

    /** A whole page. */
    static Answer page(int status, String title, String body) {
        String shown = status < 400 ? title : "Error: " + title;
        byte[] bytes =
                of("frame", Map.of("title", shown, "body", body)).getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "text/html; charset=utf-8", bytes, HEADERS);
    }

    /** A page that only says something. */
    static Answer message(int status, String title, String text) {
        return page(status, title, of("message", Map.of("title", title, "text", text)));
    }

    /** A page that shows what is bought beside the way to pay for it. */
    static Answer order(int status, String title, String lines, String form) {
        Map<String, String> values = Map.of("title", title, "lines", lines, "form", form);
        return page(status, title, of("order", values));
    }

    /** A row for each line, and one for the total. */
    static String lines(Stream<? extends JsonNode> lines, String amount, String total) {
        return lines.map(line -> line(line, amount)).collect(Collectors.joining())
                + of("total", Map.of("amount", total));
    }

    private static String line(JsonNode line, String amount) {
        long quantity = Json.number(line, "quantity");
        String text = (quantity > 1 ? quantity + " × " : "") + line.path("description").asText();
        return of("line", Map.of("text", text, "amount", money(line, amount)));
    }

    /** An amount of an object in its currency; empty where it has none. */
    static String money(JsonNode object, String field) {
        String currency = Json.text(object, "currency");
        return currency == null ? "" : Money.shown(Json.number(object, field), currency);
    }

    /** Sends the browser on, by GET; no value becomes a header of its own. */
    static Answer seeOther(String url) {
        String plain = url.replaceAll("[\\p{Cntrl} ]", "");
        return new Answer(303, "text/plain", new byte[0], HEADERS).with("Location", plain);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
