// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a request, or of a hash inside it, read by type. Form values are text, JSON
 * values are typed; both read alike. An empty text is "unset": {@link #has} is false for it, {@link
 * #sent} is true.
 *
 * @param tree as received: texts where the body was a form; not to be changed
 * @param prefix of the names in messages
 */
public record Params(ObjectNode tree, String prefix) {

    /** The parameters of a whole request. */
    public Params(ObjectNode tree) {
        this(tree, "");
    }

    /** Whether the parameter was named at all, be it to unset it. */
    public boolean sent(String name) {
        return tree.has(name);
    }

    /** Whether the parameter has a value. */
    public boolean has(String name) {
        JsonNode value = tree.get(name);
        return value != null && !value.isNull() && !(value.isTextual() && value.asText().isEmpty());
    }

    /** The text of a parameter, or null. */
    public String text(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = tree.get(name);
        if (value.isContainerNode()) {
            throw StripeError.invalid("Invalid string: " + value).param(full(name));
        }
        return value.asText();
    }

    /** The text of a parameter, or {@code otherwise} when absent. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** Whether a parameter has this text. */
    public boolean is(String name, String text) {
        return text.equals(text(name));
    }

    /**
     * The text of a parameter; 400 {@code parameter_missing} or {@code parameter_invalid_empty}
     * without one.
     */
    public String requireText(String name) {
        require(name);
        return text(name);
    }

    /** As {@link #requireText}, of a parameter of any kind. */
    public void require(String name) {
        if (!has(name)) {
            throw sent(name) ? StripeError.empty(full(name)) : StripeError.missing(full(name));
        }
    }

    /** Checks parameters that may be left out but not emptied; 400 otherwise. */
    public void refuseEmpty(String... names) {
        for (String name : names) {
            if (sent(name)) {
                require(name);
            }
        }
    }

    /** A whole number, or null; 400 {@code parameter_invalid_integer} for anything else. */
    public Long integer(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw StripeError.refusal("invalid_integer", text).param(full(name));
        }
    }

    /** A whole number, or {@code otherwise} when absent. */
    public long integer(String name, long otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    /** A whole number of 1 at least; 400 without one. */
    public long requirePositive(String name) {
        long number = requireInteger(name);
        if (number < 1) {
            throw StripeError.notPositive(full(name));
        }
        return number;
    }

    /** A whole number; 400 {@code parameter_missing} without one. */
    public long requireInteger(String name) {
        requireText(name);
        return integer(name);
    }

    /** A boolean, or {@code otherwise} when absent; 400 for anything else. */
    public boolean bool(String name, boolean otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw StripeError.invalid("Invalid boolean: " + text).param(full(name));
        }
        return text.equals("true");
    }

    /** A text that is one of the given; null when absent; 400 for anything else. */
    public String oneOf(String name, List<String> allowed) {
        String text = text(name);
        requireAmong(text, full(name), allowed);
        return text;
    }

    /** A list of texts that are all among the given; empty when absent; 400 for anything else. */
    public List<String> allOf(String name, List<String> allowed) {
        List<String> texts = texts(name);
        for (int i = 0; i < texts.size(); i++) {
            requireAmong(texts.get(i), full(name) + '[' + i + ']', allowed);
        }
        return texts;
    }

    private static void requireAmong(String text, String name, List<String> allowed) {
        if (text != null && !allowed.contains(text)) {
            throw notAmong(name, allowed);
        }
    }

    /** 400 for a value that is none of those allowed. */
    static StripeError notAmong(String name, List<String> allowed) {
        int last = allowed.size() - 1;
        String most = String.join(", ", allowed.subList(0, last));
        String or = last == 0 ? "" : last > 1 ? ", or " : " or ";
        String values = (last == 0 ? "" : "one of ") + most + or + allowed.get(last);
        return StripeError.invalid("Invalid " + name + ": must be " + values).param(name);
    }

    /** A hash; an empty one when absent; 400 when the value is no hash. */
    public Params hash(String name) {
        if (!has(name)) {
            return new Params(Json.object(), full(name));
        }
        if (tree.get(name) instanceof ObjectNode object) {
            return new Params(object, full(name));
        }
        throw StripeError.invalid("Invalid object").param(full(name));
    }

    /** A list of hashes; empty when absent. */
    public List<Params> hashes(String name) {
        List<Params> hashes = new ArrayList<>();
        int i = 0;
        for (JsonNode element : elements(name)) {
            String path = full(name) + '[' + i++ + ']';
            if (!(element instanceof ObjectNode object)) {
                throw StripeError.invalid("Invalid object").param(path);
            }
            hashes.add(new Params(object, path));
        }
        return hashes;
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String name) {
        return Json.texts(elements(name));
    }

    /** Puts a list of texts into an object where it was sent, be it to empty the list. */
    public void listTo(ObjectNode target, String name) {
        if (sent(name)) {
            texts(name).forEach(target.putArray(name)::add);
        }
    }

    /** Copies the parameters that have a value, as they were sent. */
    public void copyTo(ObjectNode target, String... names) {
        for (String name : names) {
            if (has(name)) {
                target.set(name, tree.get(name).deepCopy());
            }
        }
    }

    private JsonNode elements(String name) {
        if (!has(name)) {
            return Json.array();
        }
        JsonNode value = tree.get(name);
        if (!value.isArray()) {
            throw StripeError.invalid("Invalid array").param(full(name));
        }
        return value;
    }

    private String full(String name) {
        return prefix.isEmpty() ? name : prefix + '[' + name + ']';
    }
}
