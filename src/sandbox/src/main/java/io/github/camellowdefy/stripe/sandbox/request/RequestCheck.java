// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Field;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Kind;
import io.github.camellowdefy.stripe.sandbox.schema.Schema.Type;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the parameters of a request before anything is done: what no version knows, what is
 * missing, what has the wrong type or is none of the values there are, in this order, with Stripe's
 * code and the full name of the parameter.
 */
public final class RequestCheck {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    /** Larger than any amount or date that Stripe takes; sums and dates of more would overflow. */
    private static final long MOST = 999_999_999_999L;

    /** Numbers that are counted or paid: below zero only where {@link #SIGNED} says so. */
    private static final Pattern COUNTED =
            Pattern.compile(
                    "(unit_|flat_|application_fee_|shipping_)?amount(_off)?|quantity|interval_count"
                            + "|trial_period_days|days_until_due|usage_limit|max_redemptions|limit");

    /** What may be credited, and so be negative. */
    private static final Pattern SIGNED =
            Pattern.compile(
                    "/(invoiceitems|invoices|customers/\\{}/balance_transactions|credit_notes|tax|issuing"
                            + "|billing|test_helpers)\\b");

    /** Beside the table: what to show, and the links from page to page of v2. */
    private static final Set<String> EVERYWHERE = Set.of("expand", "page");

    /** What a list may show besides: its {@code total_count}. */
    private static final String INCLUDE = "include";

    private static final Set<Kind> SCALARS = EnumSet.range(Kind.TEXT, Kind.ENUM);

    private final String operation;
    private final Older older;
    private final boolean lists;
    private final List<String> unknown = new ArrayList<>();
    private StripeError missing;
    private StripeError wrong;

    private RequestCheck(String operation) {
        this.operation = operation;
        this.older = Older.of(operation);
        Type answer = Schema.operation(operation).answer();
        this.lists = answer != null && answer.kind() == Kind.LIST;
    }

    /** 400 for the first fault of a request. */
    public static void check(Route route, Params params) {
        String operation = route.operation();
        Type request = Schema.operation(operation).request();
        if (request == null && !Older.knows(operation)) {
            return;
        }
        RequestCheck check = new RequestCheck(operation);
        Map<String, Field> fields = request == null ? Map.of() : request.fields();
        check.members(fields, params.tree(), "", "");
        if (!check.unknown.isEmpty()) {
            throw StripeError.unknown(check.unknown);
        }
        StripeError fault = check.missing == null ? check.wrong : check.missing;
        if (fault != null) {
            throw fault;
        }
    }

    /**
     * Checks a hash.
     *
     * @param name as it is in messages: {@code items[0][price]}
     * @param plain the same without brackets and places: {@code items.price}
     */
    private void members(Map<String, Field> fields, ObjectNode sent, String name, String plain) {
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            String member = entry.getKey();
            String full = name.isEmpty() ? member : name + '[' + member + ']';
            String path = plain.isEmpty() ? member : plain + '.' + member;
            Field field = fields.get(member);
            if (field != null) {
                value(field.type(), entry.getValue(), full, path, field.required());
            } else if (!(plain.isEmpty() && EVERYWHERE.contains(member))
                    && !(plain.isEmpty() && INCLUDE.equals(member) && lists)
                    && !older.names().contains(path)) {
                unknown.add(full);
            }
        }
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            boolean spared = plain.isEmpty() && older.spared().contains(entry.getKey());
            if (entry.getValue().required()
                    && entry.getValue().type().kind() != Kind.ANY
                    && !spared) {
                demand(sent, entry.getKey(), name);
            }
        }
        if (plain.isEmpty()) {
            older.demanded().forEach(member -> demand(sent, member, name));
        }
    }

    private void demand(ObjectNode sent, String member, String name) {
        if (missing != null) {
            return;
        }
        String full = name.isEmpty() ? member : name + '[' + member + ']';
        JsonNode value = sent.get(member);
        if (value == null || value.isNull()) {
            missing = StripeError.missing(full);
        } else if (isEmpty(value)) {
            missing = StripeError.empty(full);
        }
    }

    private void value(Type type, JsonNode value, String name, String plain, boolean required) {
        if (value.isNull() || isEmpty(value) && (type.nullable() || required)) {
            return;
        }
        switch (type.kind()) {
            case ANY, OBJECT, EXPANDABLE, LIST, SEARCH, PAGE, DELETED -> {
                // not described further
            }
            case HASH, MAP -> hash(type, value, name, plain);
            case ARRAY -> array(type, value, name, plain);
            case UNION -> union(type, value, name, plain);
            default -> {
                StripeError error = scalar(type, value, name);
                if (error != null && !older.names().contains(plain + '=' + value.asText())) {
                    refuse(error, name);
                }
            }
        }
    }

    private void hash(Type type, JsonNode value, String name, String plain) {
        if (!(value instanceof ObjectNode hash)) {
            refuse(StripeError.invalid("Invalid object"), name);
        } else if (type.kind() == Kind.HASH) {
            members(type.fields(), hash, name, plain);
        } else if (!type.parts().isEmpty()) {
            for (Map.Entry<String, JsonNode> each : hash.properties()) {
                value(type.part(), each.getValue(), name + '[' + each.getKey() + ']', plain, false);
            }
        }
    }

    private void array(Type type, JsonNode value, String name, String plain) {
        if (!value.isArray()) {
            refuse(StripeError.invalid("Invalid array"), name);
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            value(type.part(), value.get(i), name + '[' + i + ']', plain, false);
        }
    }

    /** Of several types that which has the form of the value; of scalars any that takes it. */
    private void union(Type type, JsonNode value, String name, String plain) {
        StripeError error = null;
        for (Type part : type.parts()) {
            if (part.kind() == Kind.ANY || part.kind() == Kind.EXPANDABLE) {
                return;
            }
            if (SCALARS.contains(part.kind())) {
                StripeError refusal = scalar(part, value, name);
                if (refusal == null) {
                    return;
                }
                error = error == null || part.kind() == Kind.INTEGER ? refusal : error;
            } else if (part.kind() == Kind.ARRAY ? value.isArray() : value.isObject()) {
                value(part, value, name, plain, false);
                return;
            }
        }
        refuse(error == null ? StripeError.invalid("Invalid object") : error, name);
    }

    /** Why this is no value of a type, or null. */
    private StripeError scalar(Type type, JsonNode value, String name) {
        if (value.isContainerNode()) {
            return StripeError.invalid(
                    type.kind() == Kind.TEXT
                            ? "Invalid string: " + value
                            : "Invalid " + shown(type));
        }
        String text = value.asText();
        if (type.kind() == Kind.TEXT) {
            return null;
        }
        if (text.isEmpty()) {
            return StripeError.empty(name);
        }
        return switch (type.kind()) {
            case INTEGER ->
                    INTEGER.matcher(text).matches()
                            ? number(name, text)
                            : StripeError.refusal("invalid_integer", text);
            case NUMBER, DECIMAL_TEXT ->
                    DECIMAL.matcher(text).matches()
                            ? null
                            : StripeError.invalid("Invalid decimal: " + text);
            case BOOLEAN ->
                    text.equals("true") || text.equals("false")
                            ? null
                            : StripeError.invalid("Invalid boolean: " + text);
            default -> type.values().contains(text) ? null : Params.notAmong(name, type.values());
        };
    }

    private StripeError number(String name, String text) {
        long number = Long.parseLong(text);
        String member = name.substring(name.lastIndexOf('[') + 1).replace("]", "");
        boolean least =
                number < 0
                        && COUNTED.matcher(member).matches()
                        && !SIGNED.matcher(operation).find();
        if (least) {
            return member.equals("amount") || member.equals("limit")
                    ? StripeError.invalid("Invalid positive integer")
                            .code("parameter_invalid_integer")
                    : StripeError.invalid("Invalid non-negative integer")
                            .code("parameter_invalid_integer");
        }
        return Math.abs(number) > MOST ? outOf("less than or equal to " + MOST) : null;
    }

    private static StripeError outOf(String limit) {
        return StripeError.refusal("number_out_of_range", limit);
    }

    private static String shown(Type type) {
        return type.kind() == Kind.ENUM ? "string" : type.kind().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isTextual() && value.textValue().isEmpty();
    }

    private void refuse(StripeError error, String name) {
        wrong = wrong == null ? error.param(name) : wrong;
    }
}
