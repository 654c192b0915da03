// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error answer of Stripe, thrown by whatever finds the fault and written by the front. It
 * carries no stack trace: it is an answer, not a defect.
 */
public final class StripeError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String DOCS = "https://stripe.com/docs/error-codes/";

    private final int status;
    private final transient ObjectNode error;

    private StripeError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Json.object();
        error.put("message", message).put("type", type);
    }

    /** An error of the given HTTP status and {@code type}. */
    public static StripeError of(int status, String type, String message) {
        return new StripeError(status, type, message);
    }

    /** 400 {@code invalid_request_error}. */
    public static StripeError invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    /**
     * An error of {@code refusals.tsv}.
     *
     * @param name its name there
     * @param values what is inserted in its sentence, in their order
     */
    public static StripeError refusal(String name, Object... values) {
        String[] row = Refusals.BY_NAME.get(name);
        String type = row[2].equals("-") ? "invalid_request_error" : row[2];
        StripeError error = of(Integer.parseInt(row[1]), type, row[5].formatted(values));
        error = row[3].equals("-") ? error : error.code(row[3]);
        return row[4].equals("-") ? error : error.param(row[4]);
    }

    /** Throws a refusal that something has come to; null is none. */
    public static void throwIf(StripeError refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Throws the {@link #refusal} of this name where something is wrong. */
    public static void refuseIf(boolean wrong, String name, Object... values) {
        if (wrong) {
            throw refusal(name, values);
        }
    }

    /** Throws {@link #missing} where what the parameter stands for is not there. */
    public static void missingIf(boolean absent, String param) {
        if (absent) {
            throw missing(param);
        }
    }

    /** Read when the first request is refused. */
    private static final class Refusals {

        static final Map<String, String[]> BY_NAME =
                Tsv.read(StripeError.class, "refusals.tsv").stream()
                        .collect(Collectors.toMap(r -> r[0], r -> r));
    }

    /** 400 {@code parameter_missing}. */
    public static StripeError missing(String param) {
        return refusal("missing", param).param(param);
    }

    /** 400 {@code parameter_invalid_empty}: a parameter that has to have a value was emptied. */
    public static StripeError empty(String param) {
        return refusal("empty", param).param(param);
    }

    /** 400 {@code parameter_invalid_integer}: a number that has to be 1 at least is not. */
    public static StripeError notPositive(String param) {
        return refusal("not_positive").param(param);
    }

    /** 400 {@code parameter_unknown}. */
    public static StripeError unknown(String param) {
        return unknown(List.of(param));
    }

    /** 400 {@code parameter_unknown} about several; {@code param} is the first. */
    public static StripeError unknown(List<String> params) {
        String noun = params.size() == 1 ? "parameter: " : "parameters: ";
        return refusal("unknown", noun + String.join(", ", params)).param(params.get(0));
    }

    /** 403 for an account that is not there, or not this key's. */
    public static StripeError noAccess(String account) {
        return refusal("no_access", account);
    }

    /**
     * 404 {@code resource_missing}.
     *
     * @param object the name as Stripe prints it, such as {@code customer}
     * @param param the parameter that named the object: {@code id} for the path
     */
    public static StripeError noSuch(String object, String id, String param) {
        return refusal("no_such", object, id).param(param);
    }

    /** 400 {@code resource_missing}: a parameter names what is not there. */
    public static StripeError noSuchReference(String object, String id, String param) {
        return refusal("no_such_reference", object, id).param(param);
    }

    /** 402 {@code card_error}; {@code declineCode} may be null. */
    public static StripeError card(String code, String declineCode, String message) {
        StripeError error = of(402, "card_error", message).code(code);
        return declineCode == null ? error : error.with("decline_code", declineCode);
    }

    /** Adds {@code code} and the page that explains it. */
    public StripeError code(String code) {
        error.put("code", code).put("doc_url", DOCS + code.replace('_', '-'));
        return this;
    }

    /** Adds the parameter that is at fault. */
    public StripeError param(String param) {
        error.put("param", param);
        return this;
    }

    /** Adds any other text, such as {@code charge}. */
    public StripeError with(String field, String value) {
        error.put(field, value);
        return this;
    }

    /** Adds an object, such as the {@code payment_intent} that was declined. */
    public StripeError with(String field, ObjectNode value) {
        error.set(field, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What is inside {@code error}, such as {@code last_payment_error} repeats. */
    public ObjectNode details() {
        return error.deepCopy();
    }

    /** The value of {@code code}, or null. */
    public String code() {
        return Json.text(error, "code");
    }

    /** The body: {@code {"error": {...}}}. */
    public ObjectNode body(String requestLogUrl) {
        ObjectNode copy = error.deepCopy();
        if (requestLogUrl != null) {
            copy.put("request_log_url", requestLogUrl);
        }
        return Json.object().set("error", copy);
    }
}
