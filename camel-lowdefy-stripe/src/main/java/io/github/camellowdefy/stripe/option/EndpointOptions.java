// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.support.builder.ExpressionBuilder;

/** Parses the endpoint options that are more than a value. */
public final class EndpointOptions {

    /** Whole numbers as a program writes them; a postal code with a leading zero stays text. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)]");

    private EndpointOptions() {}

    /**
     * Default parameters with dotted names, from {@code params.*}: {@code created[gte]} is {@code
     * created.gte}. {@code true}, {@code false} and whole numbers become what they say, which only
     * the JSON of the v2 API tells from text; the values of {@code metadata} are text there too.
     */
    public static Map<String, Object> params(Map<String, Object> options) {
        Map<String, Object> params = new LinkedHashMap<>();
        options.forEach(
                (name, value) -> {
                    String dotted = BRACKETED.matcher(name).replaceAll(".$1");
                    params.put(dotted, dotted.startsWith("metadata.") ? value : typed(value));
                });
        return params;
    }

    /**
     * The key of {@code idempotencyKey}, or null to have one generated for each call.
     *
     * @throws IllegalArgumentException when it is no Simple expression, but looks like one
     */
    public static Expression idempotencyKey(CamelContext context, String key) {
        if (key == null || !LanguageSupport.hasSimpleFunction(key)) {
            return key == null ? null : ExpressionBuilder.constantExpression(key);
        }
        try {
            return context.resolveLanguage("simple").createExpression(key);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The option idempotencyKey is %s, which is no Simple expression; expected one such as ${header.orderId}."
                            .formatted(Excerpt.of(key)));
        }
    }

    private static Object typed(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return WHOLE_NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
    }
}
